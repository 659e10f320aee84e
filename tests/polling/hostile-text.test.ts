// Texts made to be slow: whatever is repeated, reading takes time in proportion to the length.
import { describe, expect, test } from 'vitest'
import { definition } from '../../samples/definition.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import { parseFeed } from '../../src/polling/parse-feed.ts'
import { judgeItem } from '../../src/polling/read-source.ts'
import { createSieve } from '../../src/polling/sieve.ts'

const matcher = createMatcher(definition)
const sieve = createSieve(definition, matcher)

const TEXT_CHARS = 250_000
/** Measured: below 100 ms. What is quadratic takes ten seconds and more. */
const TEXT_MAX_MS = 2_000

const REPEATED = [
  ...['<item>', '<item ', '<item', '</item>', '<item/>', '<item><title>', '<x:item>', '<a', '<a ', '<a>', '<a b="'],
  ...[
    '<!--',
    '<![CDATA[',
    ']]>',
    '<?',
    '<!DOCTYPE ',
    '<!DOCTYPE x [',
    '[',
    '<',
    '>',
    '<title type="xhtml">',
    '<title type',
  ],
  ...[
    '&',
    '&#',
    '&amp;',
    '&amp;amp;',
    '&#1057;',
    '"',
    "'",
    'a',
    'a:',
    ':',
    ' ',
    '\n',
    '\u0000',
    'S-',
    'S-400 ',
    '4',
    '-',
  ],
  ...['\u00AD', 'İ', '<p x="', '<script>', '<style', '<br/>', 'Turkey S-400 sanctions '],
]

describe.each<[string, (text: string) => string]>([
  ['alone', (text) => text],
  ['in the root tag', (text) => `<rss ${text}>`],
  ['between items', (text) => `<rss version="2.0"><channel>${text}<item><title>x</title></item></channel></rss>`],
  ['in a title', (text) => `<rss version="2.0"><channel><item><title>${text}</title></item></channel></rss>`],
  [
    'in a description, as CDATA',
    (text) => `<rss version="2.0"><channel><item><description><![CDATA[${text}]]></description></item></channel></rss>`,
  ],
  [
    'in Atom',
    (text) => `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="html">${text}</content></entry></feed>`,
  ],
])('%s', (_, wrap) => {
  test.each(REPEATED)('%j', async (repeated) => {
    const text = wrap(repeated.repeat(Math.floor(TEXT_CHARS / repeated.length)))
    const start = performance.now()
    const source = { kind: 'press', lang: 'en' } as const
    for (const options of [{}, { isOfUse: sieve.forSource(source) }]) {
      const feed = await parseFeed(new TextEncoder().encode(text), 'https://a.example/', options)
      if (feed.kind === 'feed') for (const item of feed.items) judgeItem(item, source, matcher)
    }
    expect(performance.now() - start).toBeLessThan(TEXT_MAX_MS)
  })
})

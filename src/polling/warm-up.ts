// Walks the way of a feed at start-up. An engine compiles a function when it is first called, and again when it has run
// for a while; in a cold isolate that would fall into the 10 ms of a tick, at start-up it does not count. What it
// compiles it throws away as soon as something comes that it has not seen, so a feed of each kind is read here, with
// everything in it that feeds are made of: a branch that is missing here is slow in every tick's first feeds.
import type { Definition } from '../definition/definition.ts'
import type { Matcher } from '../matching/match-result.ts'
import { parseFeed } from './parse-feed.ts'
import { judgeItem } from './read-source.ts'
import type { Sieve } from './sieve.ts'

const ROUNDS = 12
const PLAIN_ITEMS = 12
const WORDS_PER_PARAGRAPH = 40
const SOURCE = { kind: 'press', lang: 'und' } as const

/** Reads made-up feeds in the definition's own letters, most of whose words are none of its words. */
export function warmUp(definition: Definition, matcher: Matcher, sieve: Sieve): void {
  readFeeds(writeFeeds(definition), matcher, sieve).catch((error: unknown) => console.error(`warming up: ${error}`))
}

async function readFeeds(feeds: readonly Uint8Array[], matcher: Matcher, sieve: Sieve): Promise<void> {
  const isOfUse = sieve.forSource(SOURCE)
  for (let round = 0; round < ROUNDS; round++) {
    for (const feed of feeds) {
      let kept = 0
      const parsed = await parseFeed(feed, 'https://feed.example/', {
        contentType: 'application/xml',
        isOfUse: (...item) => isOfUse(...item) && ++kept < 3,
        judged: { hashes: [], seed: '' },
      })
      if (parsed.kind === 'feed') for (const item of parsed.items) judgeItem(item, SOURCE, matcher)
    }
  }
}

/** What can stand in a word, or hide a part of it. */
const IN_WORDS = [
  ...['<b>x</b>', '<br/>', '<a href="/x?a=1&b=2">x</a>', "<i title='x'>", '<script>x</script>', '</b>', '<', '<3'],
  ...['&lt;b class="x"&gt;', '&lt;br/&gt;', '&lt;', '&gt;', '&amp;', '&amp;#39;', '&amp;nbsp;', '&quot;', '&#8217;s'],
  ...['&nbsp;', '&eacute;', '&#233;', '&#x2019;', '&unknown;', '&T', '& ', '&#38;', '.', '. ', '.A.', '.a', ']', '-'],
  ...['\u00AD', '\u0301', '’', '…', 'é', 'Ã¼', 'Ã ', 'â€™', 'â', 'Ä', '😀', '™', 'ı', '日', '\u00A0', '\u0007'],
]
/** What stands between words. */
const BETWEEN_WORDS = [
  ...[
    '<p>',
    '</p>',
    '<a href="https://feed.example/?a=1&amp;b=2" title=\'x\'>',
    '</a>',
    '<img src="x.png" alt="A &quot;b&quot;" />',
  ],
  ...[
    '<strong>',
    '<span class="x">',
    '<h2>',
    '&amp;',
    '&nbsp;',
    '&#8217;',
    '&#39;',
    '&quot;',
    '“',
    '”',
    '–',
    '—',
    '(',
    ')',
  ],
  ...['1,234', '20%', '\n  ', 'U.S.', 'p.m.', '…'],
]
/** What stands in items beside their texts; and items that are not built as most are. */
const BESIDE = [
  '<link>https://feed.example/1?a=1&amp;utm_source=rss</link><guid isPermaLink="false">1</guid>',
  '<link href="https://feed.example/1"/><id>urn:1</id><author><name>A. Name</name></author><updated>2026-01-01T00:00:00Z</updated>',
  "<pubDate>Thu, 01 Jan 2026 00:00:00 GMT</pubDate><category domain='x'><![CDATA[News & more]]></category><!-- x -->",
  '<media:group><media:content url="https://feed.example/1.png"><media:title>x</media:title></media:content></media:group>',
]

function writeFeeds(definition: Definition): readonly Uint8Array[] {
  const words = definition.terms.flatMap(({ spellings = {}, designators = [] }) => [
    ...Object.values(spellings).flat(),
    ...designators,
  ])
  const turned = words.map((word) => [...word.replaceAll('*', '')].reverse().join(''))
  let at = 0
  const take = (from: readonly string[]) => from[at++ % from.length] ?? 'word'
  const text = (count: number, latin: boolean) => {
    const some = latin ? turned.filter((word) => /^[\x20-\x7e]+$/.test(word)) : turned
    return Array.from({ length: count }, (_, n) => (n % 5 === 4 ? take(BETWEEN_WORDS) : take(some))).join(' ')
  }
  const veiled = (n: number) => {
    const word = words[n % words.length] ?? 'word'
    const cut = 1 + (n % Math.max(1, word.length - 1))
    return `${word.slice(0, cut)}${IN_WORDS[n % IN_WORDS.length]}${word.slice(cut)}`
  }
  const long = (n: number) =>
    `<p>${Array.from({ length: 12 }, () => text(WORDS_PER_PARAGRAPH, n % 2 > 0)).join('<br/>\n')}</p>`
  const plain = Array.from({ length: PLAIN_ITEMS }, (_, n) => ({
    title: text(8, n % 3 > 0),
    summary: n % 2 ? `<p>${text(WORDS_PER_PARAGRAPH, n % 3 > 0)}</p>` : long(n),
    body: long(n),
  }))
  const special = Array.from({ length: 2 * IN_WORDS.length }, (_, n) => ({
    title: escape(veiled(n)),
    summary: `${veiled(n + 1)} ${text(4, true)}, ${veiled(7 * n)}`,
    body: '',
  }))
  const found = words.slice(0, 8).map((word, n) => ({
    title: words
      .slice(n, n + 3)
      .join(' ')
      .replaceAll('*', ''),
    summary: `<p>${text(20, n % 2 > 0)} ${words
      .slice(n + 3, n + 6)
      .join(' ')
      .replaceAll('*', '')} ${word}</p>`,
    body: '',
  }))
  const items = [...plain, ...special, ...found]
  const cdata = (content: string) => `<![CDATA[${content}]]>`
  const rss = (write: (content: string) => string, broken: string) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>x</title><ttl>5</ttl>
    ${items.map(({ title, summary, body }, n) => `<item>\n<title>${write(title)}</title>${BESIDE[n % BESIDE.length]}<description>${write(summary)}</description>${body && `<content:encoded>${write(body)}</content:encoded>`}</item>`).join('\n')}${broken}</channel></rss>`
  const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>${items
    .map(({ title, summary }, n) => {
      const content =
        n % 4 === 0
          ? `<content type="xhtml"><div>x <b>y</b></div></content>`
          : `<content type="html">${escape(summary)}</content>`
      return `<entry><title type="text">${escape(title)}</title>${BESIDE[n % BESIDE.length]}${content}</entry>`
    })
    .join('')}</feed>`
  const broken =
    '<item/><item><title>a <b>b</b></title></item><item><title>a</title><x></item><item><title>a<item><title>b</title></item><item><title type="xhtml"/></item><item><?x?></item><item><title>a &amp b'
  const head = '<!-- x --><![CDATA[x]]></item><x/><!x><!-- x'
  const encoder = new TextEncoder()
  const inCodePage = Uint8Array.from(
    `<?xml version="1.0" encoding="windows-1254"?><rss>${items[0]?.title} \xfe</rss>`,
    codeOf,
  )
  return [...[rss(cdata, broken), rss(escape, head), atom].map((feed) => encoder.encode(feed)), inCodePage]
}

const codeOf = (char: string): number => char.charCodeAt(0) & 0xff
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

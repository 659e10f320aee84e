// The sieve over recorded feeds, where ../shared has them: for every file a definition that matches some of its items.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { all, any, type Definition, defineDispute, not } from '../../src/definition/definition.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import { normalise } from '../../src/matching/normalise.ts'
import { splitWords } from '../../src/matching/words.ts'
import { parseFeed } from '../../src/polling/parse-feed.ts'
import type { FeedItem } from '../../src/polling/read-item.ts'
import { judgeItem } from '../../src/polling/read-source.ts'
import { createSieve } from '../../src/polling/sieve.ts'

const FOLDER = '../shared/feeds'
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => !name.endsWith('.tsv')) : []
const source = { kind: 'press', lang: 'en' } as const

/** What some items of the feed have and others have not: words of titles and summaries, whole and as stems. */
function defineFor(items: readonly FeedItem[]): Definition {
  const words = items.map(({ title, summary }) => wordsOf(`${title} ${summary}`))
  const count = new Map<string, number>()
  for (const word of words.flatMap((list) => [...new Set(list)])) count.set(word, (count.get(word) ?? 0) + 1)
  const rare = [...count].sort((a, b) => a[1] - b[1] || b[0].length - a[0].length).map(([word]) => word)
  const [first = 'none', second = 'none', third = 'none', fourth = 'none'] = rare
  return defineDispute({
    id: 'recorded',
    title: 'Recorded',
    description: 'Words of one feed.',
    languages: ['en'],
    facets: [{ id: 'word', label: 'a word' }],
    terms: [
      { id: 'first', facet: 'word', label: first, spellings: { en: [first] } },
      { id: 'second', facet: 'word', label: second, spellings: { en: [`${second.slice(0, 4)}*`] } },
      { id: 'third', facet: 'word', label: third, spellings: { en: [third, fourth] } },
      { id: 'common', facet: 'word', label: 'common', spellings: { en: rare.slice(-3) } },
    ],
    rule: any('first', all('third', 'common'), all('second', not('third'))),
    nearMiss: any('second', 'third'),
  })
}

function wordsOf(text: string): readonly string[] {
  const folded = normalise(text)
  const words = splitWords(folded)
  return Array.from({ length: words.length }, (_, n) =>
    text.slice(folded.starts[words.from[n] as number], folded.ends[(words.to[n] as number) - 1]),
  ).filter((word) => /^\p{L}{4,20}$/u.test(word))
}

test.skipIf(files.length === 0)(
  'every recorded feed: the same with the sieve as without (needs ../shared)',
  async () => {
    let withFinds = 0
    for (const name of files) {
      const body = readFileSync(`${FOLDER}/${name}`)
      const whole = await parseFeed(body, 'https://f.example/')
      if (whole.kind === 'failed') continue
      const definition = defineFor(whole.items)
      const matcher = createMatcher(definition)
      const judge = (items: readonly FeedItem[]) =>
        items.map((item) => judgeItem(item, source, matcher)).filter(({ match }) => match.matched || match.nearMiss)
      const sieve = createSieve(definition, matcher)
      const sieved = await parseFeed(body, 'https://f.example/', { isOfUse: sieve.forSource(source) })
      if (sieved.kind === 'failed') throw new Error(`${name}: ${sieved.reason}`)
      const expected = judge(whole.items)
      expect([name, sieved.seen, judge(sieved.items)]).toEqual([name, whole.seen, expected])
      expect([name, sieved.refused]).toEqual([name, whole.refused])
      if (expected.length > 0) withFinds++
    }
    expect(withFinds).toBeGreaterThan(files.length * 0.9)
  },
)

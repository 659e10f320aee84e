/** Every item of the samples is judged as its template says, through the real server and the real parser. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { definition } from '../../samples/definition.ts'
import { locateSamples, SAMPLE_SOURCES } from '../../samples/sources.ts'
import { type SampleServer, startSampleServer } from '../../scripts/preview/sample-server.ts'
import { checkDefinition } from '../../src/definition/check-definition.ts'
import { checkSources } from '../../src/definition/check-sources.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import { parseFeed } from '../../src/polling/parse-feed.ts'

const FEEDS = join(import.meta.dirname, '../../samples/feeds')
const EXPECTED = /<!-- expect: (match|near miss|nothing) -->\s*<(?:item|entry)\b/g

let server: SampleServer
beforeAll(async () => {
  server = await startSampleServer()
  while (server.advance() > 0);
})
afterAll(() => server.close())

test('the definition and the sources are sound', () => {
  expect(checkDefinition(definition)).toEqual([])
  expect(checkSources(locateSamples('http://127.0.0.1:4000'))).toEqual([])
})

test('the facts of the article of 2022 give all its terms', () => {
  const template = readFileSync(join(FEEDS, 'strait-wire.xml'), 'utf8')
  const [, title = '', summary = ''] =
    /<title>([^<]*)<\/title>\s*<link>[^<]*ankara-denies[^<]*<\/link>.*?<description>([^<]*)/s.exec(template) ?? []
  const { matched, terms } = createMatcher(definition).match({ title, summary, lang: 'en', country: 'GB' })
  expect(matched).toBe(true)
  expect(terms).toEqual(
    expect.arrayContaining(['s-400', 'f-35', 'sanctions', 'turkey', 'russia', 'united-states', 'denies', 'threatens']),
  )
})

describe.each(SAMPLE_SOURCES.filter(({ feed }) => feed))('$source.id', ({ source, feed }) => {
  test('is judged as its template says', async () => {
    const template = readFileSync(join(FEEDS, feed?.file ?? ''), 'utf8')
    const expected = Array.from(template.matchAll(EXPECTED), ([, verdict]) => verdict)

    const url = `${server.origin}/feeds/${source.id}`
    let response = await fetch(url)
    while (response.status === 500) response = await fetch(url)
    const text = new TextDecoder(feed?.charset).decode(await response.arrayBuffer())
    const parsed = await parseFeed(new TextEncoder().encode(text), url)
    const items = parsed.kind === 'feed' ? parsed.items : []

    const matcher = createMatcher(definition)
    const verdicts = items.map((item) => {
      const { matched, nearMiss } = matcher.match({ ...item, lang: source.lang, country: source.country })
      return `${matched ? 'match' : nearMiss ? 'near miss' : 'nothing'}: ${item.title}`
    })
    // What a parser makes of an item that is cut off is its own affair.
    const whole = source.id === 'cut-off-courier' ? verdicts.slice(0, expected.length) : verdicts
    expect(whole).toEqual(expected.map((verdict, n) => `${verdict}: ${items[n]?.title}`))
  })
})

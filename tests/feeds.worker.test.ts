// The feeds inside workerd: of stories, of everything, filtered.
import { createExecutionContext, createScheduledController, reset, waitOnExecutionContext } from 'cloudflare:test'
import { env as testEnv } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { definition } from '../samples/definition.ts'
import type { Entry } from '../src/entries/entry.ts'
import type { Env } from '../src/env.ts'
import { createWorker } from '../src/worker.ts'
import { makeSource } from './support/feeds.ts'
import { idOf, makeStored, storeEntries } from './support/store-entries.ts'

const env = testEnv as unknown as Env
const START = Date.UTC(2026, 6, 8)
const MINUTE_MS = 60_000
const worker = createWorker({ definition, sources: [makeSource('a'), makeSource('ministry', { kind: 'official' })] })

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {})
})
afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

async function get(path: string, init?: RequestInit, on: Env = env): Promise<Response> {
  const context = createExecutionContext()
  const response = await worker.fetch(new Request(`https://watch.example${path}`, init), on, context)
  await waitOnExecutionContext(context)
  return response
}
const read = async (path: string): Promise<string> => (await get(path)).text()

const publish = (time = START + 5 * MINUTE_MS): Promise<void> =>
  worker.scheduled(createScheduledController({ scheduledTime: time, cron: '*/5 * * * *' }), env)

const MINISTRY = {
  id: 'ministry',
  title: 'The ministry',
  kind: 'official',
  url: 'https://ministry.example/rss',
} as const
const entry = (n: number, part: Partial<Entry> = {}) =>
  makeStored({ id: idOf(n), firstSeen: new Date(START + n * MINUTE_MS).toISOString(), ...part })

/** Of story 1 a report, another, the ministry's word, another; story 5 in Turkish; a find of years ago. */
const ENTRIES = [
  entry(1),
  entry(2, { story: idOf(1) }),
  entry(3, { story: idOf(1), source: MINISTRY, terms: ['s-400', 'denies'] }),
  entry(4, { story: idOf(1) }),
  entry(5, { title: 'F-35: Ankara YAPTIRIM tehdidi', lang: 'tr', terms: ['f-35', 'threatens'] }),
  entry(6, { backfilled: true }),
]

const idsIn = (atom: string): number[] =>
  Array.from(atom.matchAll(/<entry [^>]*>\n<id>urn:uuid:.*?(\d+)<\/id>/g), ([, n]) => Number(n))

/** What a reader keeps of each entry. */
const tuplesIn = (atom: string): string[][] =>
  Array.from(atom.matchAll(/<entry .*?<\/entry>/gs), ([text]) =>
    ['id', 'updated', 'content'].map((name) => new RegExp(`<${name}[^>]*>(.*?)</${name}>`, 's').exec(text)?.[1] ?? ''),
  )

describe('what is in them', () => {
  test.each([
    ['', [5, 3, 1]],
    ['?view=stories', [5, 3, 1]],
    ['?view=all', [6, 5, 4, 3, 2, 1]],
    ['?term=s-400', [3, 1]],
    ['?term=s-400&term=f-35', [5, 3, 1]],
    ['?term=s-400&term=denies&view=all', [4, 3, 2, 1]],
    ['?term=turkey', [1]],
    ['?kind=official', [3]],
    ['?source=ministry', [3]],
    ['?source=a&view=all', [5, 4, 2, 1]],
    ['?lang=tr', [5]],
    ['?since=2026-07-08T00:02Z&until=2026-07-08T00:05Z', [3, 2]],
    ['?publishedSince=2026-07-09', []],
    ['?q=yaptirim', [5]],
    ['?q=YAPTIRIM+ankara', [5]],
    ['?q=S-400&view=all', [4, 3, 2, 1]],
  ])('%s', async (query, expected) => {
    await storeEntries(env.KV, ENTRIES)
    await publish()
    const atom = await read(`/feed.atom${query}`)
    expect(idsIn(atom)).toEqual(expected)
    const json = await (await get(`/feed.json${query}`)).json<{ items: { id: string }[] }>()
    expect(json.items.map(({ id }) => Number(id.slice(-12)))).toEqual(expected)
    // An entry is the same bytes in every feed.
    for (const n of expected) expect(atom).toContain(`${ENTRIES[n - 1]?.rendered.atom}\n`)
    // Views that nobody has published yet or that got lost are the same.
    for (const view of ['recent', 'feed.atom', 'feed.json']) await env.KV.delete(`view:${view}`)
    expect(await read(`/feed.atom${query}`)).toBe(atom)
  })

  test('of many, as many as the feed without a filter has', async () => {
    const many = Array.from({ length: 350 }, (_, n) => entry(n, { story: idOf(n - (n % 2)) }))
    await storeEntries(env.KV, many)
    await publish()
    expect(idsIn(await read('/feed.atom'))).toHaveLength(175)
    expect(idsIn(await read('/feed.atom?source=a&view=all'))).toHaveLength(300)
    // It begins where a page of the archive ends.
    expect(idsIn(await read('/feed.atom?view=all'))).toHaveLength(250)
  })
})

test('a filtered feed has its own id, title and address, wherever it is served', async () => {
  await storeEntries(env.KV, ENTRIES)
  await publish()
  const atom = await read('/feed.atom?term=s-400&lang=en&q=Ministry')
  expect(atom).toContain(`<title>${definition.title}: S-400; in English; with the words “Ministry”</title>`)
  expect(atom).toContain(
    '<link rel="self" type="application/atom+xml" href="/feed.atom?lang=en&amp;q=ministry&amp;term=s-400"/>',
  )
  const feedId = (text: string) => /<id>([^<]*)/.exec(text)?.[1]
  const ids = await Promise.all(
    ['', '?view=all', '?term=s-400', '?term=f-35', '?term=s-400&view=all'].map(async (q) =>
      feedId(await read(`/feed.atom${q}`)),
    ),
  )
  expect(new Set(ids).size).toBe(5)
  const on = { ...env, PUBLIC_URL: 'https://watch.example' }
  const absolute = await (await get('/feed.atom?q=ministry&lang=en&term=s-400&term=s-400', undefined, on)).text()
  expect(absolute).toContain('href="https://watch.example/feed.atom?lang=en&amp;q=ministry&amp;term=s-400"')
  expect(feedId(absolute)).toBe(feedId(atom))
  expect(await (await get('/feed.json?term=s-400', undefined, on)).json()).toMatchObject({
    title: `${definition.title}: S-400`,
    feed_url: 'https://watch.example/feed.json?term=s-400',
  })
})

describe('conditional requests to a filtered feed', () => {
  test.each(['/feed.atom?view=all', '/feed.json?term=s-400', '/feed.atom?q=nothing'])('%s', async (path) => {
    await storeEntries(env.KV, ENTRIES)
    await publish()
    const response = await get(path)
    expect(response.headers.get('cache-control')).toBe(
      'public, max-age=60, stale-while-revalidate=60, stale-if-error=3600',
    )
    const etag = response.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\da-f]{32}"$/)
    for (const tag of [etag, `W/${etag}`, '*']) {
      const conditional = await get(path, { headers: { 'if-none-match': tag } })
      expect(conditional.status).toBe(304)
      expect(await conditional.text()).toBe('')
      expect(conditional.headers.get('etag')).toBe(etag)
    }
    const head = await get(path, { method: 'HEAD' })
    expect([head.status, await head.text(), head.headers.get('etag')]).toEqual([200, '', etag])
    expect(head.headers.get('content-type')).toBe(response.headers.get('content-type'))
  })

  test('its ETag changes with what it says and with nothing else', async () => {
    const etagOf = async (path: string, on?: Env) => (await get(path, undefined, on)).headers.get('etag')
    await storeEntries(env.KV, ENTRIES)
    await publish()
    const before = await etagOf('/feed.atom?lang=tr')
    await storeEntries(env.KV, [entry(7, { title: 'Another', lang: 'en' })])
    await publish(START + 15 * MINUTE_MS)
    expect(await etagOf('/feed.atom?lang=tr')).toBe(before)
    expect(await etagOf('/feed.json?lang=tr')).not.toBe(before)
    expect(await etagOf('/feed.atom?lang=tr', { ...env, PUBLIC_URL: 'https://watch.example' })).not.toBe(before)
    await storeEntries(env.KV, [entry(8, { lang: 'tr' })])
    await publish(START + 25 * MINUTE_MS)
    expect(await etagOf('/feed.atom?lang=tr')).not.toBe(before)
  })
})

test.each(['/feed.atom', '/feed.json'])('%s: what is not understood is refused', async (path) => {
  const response = await get(`${path}?kind=blog`)
  expect(response.status).toBe(400)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(await response.json()).toMatchObject({
    status: 400,
    detail: expect.stringContaining('official, agency, press'),
  })
})

test('while reports join, what was published stays to the byte and only stories and first official words are added', async () => {
  let known = new Map<string, string>()
  const grown: string[][] = []
  for (const [n, next] of ENTRIES.entries()) {
    await storeEntries(env.KV, [next])
    await publish(START + (10 * n + 5) * MINUTE_MS)
    const tuples = tuplesIn(await read('/feed.atom'))
    const now = new Map(tuples.map((tuple) => [tuple[0] ?? '', JSON.stringify(tuple)]))
    for (const [id, tuple] of known) expect(now.get(id)).toBe(tuple)
    grown.push([...now.keys()].filter((id) => !known.has(id)).map((id) => id.slice(-1)))
    known = now
  }
  expect(grown).toEqual([['1'], [], ['3'], [], ['5'], []])
})

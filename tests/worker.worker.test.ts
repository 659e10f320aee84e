// The Worker as a whole, inside workerd: real KV, real feeds over loopback.
import { createExecutionContext, createScheduledController, reset, waitOnExecutionContext } from 'cloudflare:test'
import { env as testEnv } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { definition } from '../samples/definition.ts'
import type { Source } from '../src/definition/source.ts'
import type { Entry } from '../src/entries/entry.ts'
import type { Env } from '../src/env.ts'
import type { NearMiss } from '../src/storage/state.ts'
import { createWorker } from '../src/worker.ts'
import { feedUrl, makeRss, makeSource, requestsFor, type SampleItem, serve, toBase64 } from './support/feeds.ts'

const env = testEnv as unknown as Env

const DAY_MS = 86_400_000
/** A poll tick in whose slot every second source is; with one source, the next tick is for nobody. */
const POLL_TIME = Date.UTC(2026, 6, 8, 12, 0)
const TURN_MS = 20 * 60_000
const PUBLISH_DELAY_MS = 5 * 60_000

const MATCH: SampleItem = {
  title: 'Turkey will not return its S-400 batteries',
  link: 'https://news.example/1',
  date: 'Wed, 08 Jul 2026 10:00:00 GMT',
  description: 'The ministry denies it under threat of US sanctions.',
}
const OTHER_MATCH: SampleItem = { ...MATCH, title: 'S-400: Ankara speaks of CAATSA', link: 'https://news.example/2' }
const NO_MATCH: SampleItem = { title: 'Football: the results', link: 'https://news.example/3' }

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {})
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

const makeWorker = (sources: readonly Source[]) => createWorker({ definition, sources, allowLoopback: true })
type Worker = ReturnType<typeof makeWorker>

async function tick(worker: Worker, time: number, on: Env = env): Promise<void> {
  await worker.scheduled(createScheduledController({ scheduledTime: time, cron: '*/5 * * * *' }), on)
}

/** Polls until every source had its turn, then publishes. */
async function pollAndPublish(worker: Worker, time = POLL_TIME, on: Env = env): Promise<void> {
  await tick(worker, time, on)
  await tick(worker, time + 10 * 60_000, on)
  await tick(worker, time + PUBLISH_DELAY_MS, on)
}

async function get(worker: Worker, path: string, init?: RequestInit, on: Env = env): Promise<Response> {
  const context = createExecutionContext()
  const response = await worker.fetch(new Request(`https://watch.example${path}`, init), on, context)
  await waitOnExecutionContext(context)
  return response
}

async function listEntries(worker: Worker): Promise<Entry[]> {
  return (await (await get(worker, '/api/entries')).json<{ entries: Entry[] }>()).entries
}

async function statusOf(worker: Worker, id: string) {
  const status = await (await get(worker, '/api/status')).json<{ sources: Record<string, unknown>[] }>()
  return status.sources.find((source) => source.id === id)
}

/** Everything in KV, to tell whether anything was written. */
async function dumpKv(): Promise<Record<string, string | null>> {
  const { keys } = await env.KV.list()
  return Object.fromEntries(await Promise.all(keys.map(async ({ name }) => [name, await env.KV.get(name)] as const)))
}

describe('the main job', () => {
  test('a match becomes an entry with its evidence; the rest stays out', async () => {
    await serve('a', { text: makeRss([MATCH, NO_MATCH]), headers: { 'content-type': 'application/rss+xml' } })
    const worker = makeWorker([makeSource('a', { country: 'US' })])
    await pollAndPublish(worker)

    const [entry, ...rest] = await listEntries(worker)
    expect(rest).toEqual([])
    expect(entry).toMatchObject({
      v: 1,
      url: 'https://news.example/1',
      title: MATCH.title,
      summary: MATCH.description,
      lang: 'en',
      source: { id: 'a', title: 'Outlet a', kind: 'press', country: 'US', url: feedUrl('a') },
      published: '2026-07-08T10:00:00.000Z',
      firstSeen: '2026-07-08T12:00:00.000Z',
    })
    expect(entry?.story).toBe(entry?.id)
    for (const { field, text, start, end } of entry?.evidence ?? []) {
      if (field !== 'source') expect(entry?.[field].slice(start, end)).toBe(text)
    }
    expect(new Set(entry?.terms)).toEqual(
      new Set(['s-400', 'sanctions', 'turkey', 'united-states', 'denies', 'threatens']),
    )
    expect(await (await get(worker, `/api/entries/${entry?.id}`)).json()).toEqual(entry)

    const atom = await (await get(worker, '/feed.atom')).text()
    expect(atom).toContain(`<id>urn:uuid:${entry?.id}</id>`)
    expect(atom.match(/<entry /g)).toHaveLength(1)
    const json = await (await get(worker, '/feed.json')).json<{ items: { id: string; _sanctions_watch: Entry }[] }>()
    expect(json.items.map(({ id }) => id)).toEqual([`urn:uuid:${entry?.id}`])
    expect(json.items[0]?._sanctions_watch).toEqual(entry)
    expect(await (await get(worker, '/')).text()).toContain(MATCH.title)
  })

  test('a second poll of what has not changed writes no entry and no view', async () => {
    await serve('a', { text: makeRss([MATCH]), headers: { etag: '"1"' }, conditional: true })
    await serve('b', { text: makeRss([OTHER_MATCH]) })
    const worker = makeWorker([makeSource('a'), makeSource('b')])
    await pollAndPublish(worker)
    const before = await dumpKv()
    const feed = await get(worker, '/feed.atom')

    await pollAndPublish(worker, POLL_TIME + TURN_MS)
    const after = await dumpKv()
    expect((await requestsFor('a')).map((headers) => headers['if-none-match'])).toEqual([undefined, '"1"'])
    expect({ ...after, state: null }).toEqual({ ...before, state: null })
    const again = await get(worker, '/feed.atom')
    expect(again.headers.get('etag')).toBe(feed.headers.get('etag'))
    expect(await again.text()).toBe(await feed.text())
    expect(await statusOf(worker, 'a')).toMatchObject({
      lastSuccess: '2026-07-08T12:20:00.000Z',
      items: 1,
      failures: 0,
    })
  })

  test('a title that the source changes later stays as it was first seen', async () => {
    await serve('a', { text: makeRss([MATCH]) })
    const worker = makeWorker([makeSource('a')])
    await pollAndPublish(worker)
    await serve('a', { text: makeRss([{ ...MATCH, title: 'Turkey may return its S-400 batteries' }]) })
    await pollAndPublish(worker, POLL_TIME + TURN_MS)
    expect((await listEntries(worker)).map(({ title }) => title)).toEqual([MATCH.title])
  })

  test('one item listed by two sources is one entry', async () => {
    await serve('a', { text: makeRss([MATCH]) })
    await serve('b', { text: makeRss([{ ...MATCH, link: 'https://www.news.example/1?utm_source=rss' }]) })
    const worker = makeWorker([makeSource('a'), makeSource('b')])
    await pollAndPublish(worker)
    expect(await listEntries(worker)).toHaveLength(1)
  })

  test('an item of years ago is kept, but not announced', async () => {
    await serve('a', { text: makeRss([{ ...MATCH, date: 'Fri, 12 Jul 2019 10:00:00 GMT' }]) })
    const worker = makeWorker([makeSource('a')])
    await pollAndPublish(worker)
    expect(await listEntries(worker)).toMatchObject([{ backfilled: true }])
    expect(await (await get(worker, '/feed.atom')).text()).not.toContain('<entry ')
  })

  test('a new rule judges again what is still listed; old entries keep theirs', async () => {
    await serve('a', { text: makeRss([MATCH, NO_MATCH]), headers: { etag: '"1"' }, conditional: true })
    const sources = [makeSource('a')]
    await pollAndPublish(makeWorker(sources))
    const [old] = await listEntries(makeWorker(sources))
    const football = { ...definition, rule: 'football', nearMiss: 's-400' } as const
    const terms = [
      ...definition.terms,
      { id: 'football', facet: 'system', label: 'football', spellings: { en: ['football'] } },
    ]
    const worker = createWorker({ definition: { ...football, terms }, sources, allowLoopback: true })
    await pollAndPublish(worker, POLL_TIME + TURN_MS)
    const entries = await listEntries(worker)
    expect(entries.map(({ title }) => title).sort()).toEqual([NO_MATCH.title, MATCH.title])
    // What matched before and matches no longer stands as it was, to the byte.
    expect(entries.find(({ title }) => title === MATCH.title)).toEqual(old)
    expect(new Set(entries.map(({ rule }) => rule)).size).toBe(2)
    expect((await env.KV.list({ prefix: 'rule:' })).keys).toHaveLength(2)

    // Judged once: from then on the source is asked conditionally again.
    await pollAndPublish(worker, POLL_TIME + 2 * TURN_MS)
    expect((await requestsFor('a')).map((headers) => headers['if-none-match'])).toEqual([undefined, undefined, '"1"'])
  })
})

test('what almost matched is listed with what it lacked, the last 50 of it, and is no entry', async () => {
  const india = (n: number): SampleItem => ({
    title: `India takes S-400 battery ${n}`,
    link: `https://news.example/in/${n}`,
  })
  await serve('a', { text: makeRss(Array.from({ length: 60 }, (_, n) => india(n))) })
  const worker = makeWorker([makeSource('a')])
  await pollAndPublish(worker)
  const { nearMisses } = await (await get(worker, '/api/near-misses')).json<{ nearMisses: NearMiss[] }>()
  expect(nearMisses).toHaveLength(50)
  expect(nearMisses[0]).toMatchObject({ source: 'a', title: 'India takes S-400 battery 0', terms: ['s-400'] })
  expect(nearMisses[0]?.reason).toContain('Turkey')
  expect(await listEntries(worker)).toEqual([])
})

describe('killed between two writes', () => {
  const SOURCES = ['a', 'b'] as const

  /** A KV on which only so many writes succeed; the next one kills the tick. */
  function dyingKv(writes: number, died: () => void): KVNamespace {
    let left = writes
    return new Proxy(env.KV, {
      get(kv, name) {
        const value = Reflect.get(kv, name)
        if (typeof value !== 'function') return value
        if (name !== 'put') return value.bind(kv)
        return (...call: unknown[]) => {
          if (left-- > 0) return value.apply(kv, call)
          died()
          return new Promise(() => {})
        }
      },
    })
  }

  async function serveAll(): Promise<Worker> {
    await serve('a', { text: makeRss([MATCH, OTHER_MATCH, NO_MATCH]), headers: { etag: '"1"' }, conditional: true })
    await serve('b', { text: makeRss([{ title: 'S-400: Turkey, undated and without address' }]) })
    return makeWorker(SOURCES.map((id) => makeSource(id)))
  }

  const pollAll = async (worker: Worker, kv: KVNamespace, time: number) => {
    await tick(worker, time, { ...env, KV: kv })
    await tick(worker, time + 10 * 60_000, { ...env, KV: kv })
    await tick(worker, time + PUBLISH_DELAY_MS, { ...env, KV: kv })
  }

  const entryIds = async () => (await env.KV.list({ prefix: 'entry:' })).keys.map(({ name }) => name)

  test.each([POLL_TIME, Date.UTC(2026, 6, 8, 23, 40)])('the next ticks end in the same entries (%i)', async (time) => {
    const worker = await serveAll()
    await pollAll(worker, env.KV, time)
    const undisturbed = await entryIds()
    const feed = (await listEntries(worker)).map(({ id }) => id).sort()
    expect(undisturbed).toHaveLength(3)
    const writes = Object.keys(await dumpKv()).length + 1 // the state is written twice
    await reset()

    for (let survived = 0; survived < writes; survived++) {
      await new Promise<void>((died, notDied) => {
        pollAll(worker, dyingKv(survived, died), time).then(() => notDied(new Error('it made fewer writes')))
      })
      await pollAll(worker, env.KV, time + TURN_MS)
      expect(await entryIds(), `after ${survived} writes`).toEqual(undisturbed)
      expect((await listEntries(worker)).map(({ id }) => id).sort(), `after ${survived} writes`).toEqual(feed)
      await reset()
    }
  })

  test('an entry that KV refuses is tried again, and its source is not asked conditionally until then', async () => {
    const worker = await serveAll()
    const refusing = new Proxy(env.KV, {
      get(kv, name) {
        const value = Reflect.get(kv, name)
        if (typeof value !== 'function') return value
        if (name !== 'put') return value.bind(kv)
        return (key: string, ...rest: unknown[]) =>
          key.startsWith('entry:') ? Promise.reject(new Error('KV PUT failed: 429')) : value.apply(kv, [key, ...rest])
      },
    })
    await pollAll(worker, refusing, POLL_TIME)
    expect(await entryIds()).toEqual([])
    expect(await statusOf(worker, 'a')).toMatchObject({
      lastError: { reason: expect.stringContaining('could not be stored and will be tried again') },
    })
    await pollAll(worker, env.KV, POLL_TIME + TURN_MS)
    expect((await requestsFor('a')).map((headers) => headers['if-none-match'])).toEqual([undefined, undefined])
    expect(await entryIds()).toHaveLength(3)
  })
})

describe('sources that fail are recorded and harm nobody else', () => {
  const BODY = makeRss([MATCH])
  const faults: [string, Parameters<typeof serve>[1], string | RegExp][] = [
    ['404', { status: 404 }, 'HTTP 404: there is no feed at this address'],
    ['410', { status: 410 }, 'HTTP 410: the feed is gone for good'],
    ['429', { status: 429, headers: { 'retry-after': '7200' } }, 'HTTP 429: the source asks for fewer requests'],
    ['500', { status: 500 }, /^HTTP 500/],
    ['HTML', { text: '<!DOCTYPE html><title>Are you human?</title>' }, 'an HTML page, not a feed'],
    ['JSON', { text: '{}' }, 'JSON, not an XML feed'],
    ['an empty answer', { text: '' }, 'the answer is empty'],
    [
      'a redirect to a private address',
      { status: 302, headers: { location: 'http://10.0.0.1/' } },
      /10\.0\.0\.1 is not a public address/,
    ],
    [
      'a redirect to another scheme',
      { status: 302, headers: { location: 'file:///etc/passwd' } },
      /only http and https/,
    ],
    ['a redirect loop', { status: 302, headers: { location: '/bad' } }, 'more than 3 redirects'],
    ['a connection that breaks', { text: BODY, fault: 'reset' }, /^no connection/],
  ]

  test.each(faults)('%s', async (_, answer, reason) => {
    await serve('bad', answer)
    await serve('good', { text: BODY })
    const worker = makeWorker([makeSource('bad'), makeSource('good')])
    await pollAndPublish(worker)
    const expected = typeof reason === 'string' ? reason : expect.stringMatching(reason)
    expect(await statusOf(worker, 'bad')).toMatchObject({
      failures: 1,
      lastSuccess: null,
      lastError: { reason: expected },
    })
    expect(await listEntries(worker)).toHaveLength(1)
  })

  test('connection refused', async () => {
    const worker = makeWorker([makeSource('bad', { url: 'http://127.0.0.1:1/' }), makeSource('good')])
    await serve('good', { text: BODY })
    await pollAndPublish(worker)
    expect(await statusOf(worker, 'bad')).toMatchObject({
      failures: 1,
      lastError: { reason: expect.stringMatching(/^no connection/) },
    })
    expect(await listEntries(worker)).toHaveLength(1)
  })

  test('Retry-After postpones the next poll, and success forgets the failure', async () => {
    await serve('a', { status: 503, headers: { 'retry-after': '7200' } })
    const worker = makeWorker([makeSource('a')])
    await pollAndPublish(worker)
    await serve('a', { text: BODY })
    await pollAndPublish(worker, POLL_TIME + 60 * 60_000)
    expect(await requestsFor('a')).toEqual([])
    await pollAndPublish(worker, POLL_TIME + 120 * 60_000)
    expect(await requestsFor('a')).toHaveLength(1)
    expect(await statusOf(worker, 'a')).toMatchObject({ failures: 0, lastError: { status: 503 } })
  })

  test('a truncated feed gives the items before the cut', async () => {
    const text = makeRss([MATCH, OTHER_MATCH])
    await serve('a', { text: text.slice(0, text.lastIndexOf('<description>')) })
    const worker = makeWorker([makeSource('a')])
    await pollAndPublish(worker)
    expect((await listEntries(worker)).map(({ title }) => title)).toEqual([MATCH.title])
    expect(await statusOf(worker, 'a')).toMatchObject({ items: 2, refused: 1 })
  })

  test('permanent redirects are followed', async () => {
    await serve('old', { status: 301, headers: { location: '/new' } })
    await serve('new', { text: BODY })
    const worker = makeWorker([makeSource('old')])
    await pollAndPublish(worker)
    expect(await listEntries(worker)).toHaveLength(1)
  })
})

describe('charsets come out right', () => {
  const bytesOf = (text: string, encoding: string): Uint8Array => {
    const table = new Map<string, number>()
    for (let byte = 255; byte >= 0; byte--) table.set(new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte)
    return Uint8Array.from(text, (character) => table.get(character) ?? 0x3f)
  }

  test.each([
    ['windows-1254', "Türkiye'nin S-400 kararı: yaptırım, ağır şart, İstanbul"],
    ['windows-1251', 'Турция не вернёт С-400, заявил министр'],
    ['iso-8859-7', 'Η Τουρκία και οι S-400: κυρώσεις'],
  ])('%s, by the declaration and by a header that lies', async (encoding, title) => {
    const text = makeRss([{ ...MATCH, title }]).replace('utf-8', encoding)
    const body = toBase64(bytesOf(text, encoding))
    for (const type of ['text/xml', `text/xml; charset=${encoding}`, 'text/xml; charset=utf-8']) {
      await serve('a', { body, headers: { 'content-type': type } })
      const worker = makeWorker([makeSource('a')])
      await pollAndPublish(worker)
      expect((await listEntries(worker))[0]?.title, type).toBe(title)
      await reset()
    }
  })

  test('utf-16', async () => {
    const text = `\uFEFF${makeRss([MATCH]).replace('utf-8', 'utf-16')}`
    const view = new DataView(new ArrayBuffer(text.length * 2))
    for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), true)
    await serve('a', { body: toBase64(new Uint8Array(view.buffer)) })
    const worker = makeWorker([makeSource('a')])
    await pollAndPublish(worker)
    expect((await listEntries(worker))[0]?.title).toBe(MATCH.title)
  })
})

describe('items that lack what one expects', () => {
  test.each<[string, SampleItem, Partial<Entry>]>([
    ['no URL', { ...MATCH, link: '', guid: 'x' }, { url: null, sourceUrl: null, guid: 'x' }],
    ['a year that no calendar has', { ...MATCH, date: '+275760-09-13T00:00:00' }, { published: null }],
    ['a link of 3,000 letters', { ...MATCH, link: `https://news.example/${'x'.repeat(3_000)}` }, { url: null }],
    ['no date', { ...MATCH, date: '' }, { published: null }],
    [
      '1970',
      { ...MATCH, date: 'Thu, 01 Jan 1970 00:00:00 GMT' },
      { published: null, publishedRaw: 'Thu, 01 Jan 1970 00:00:00 GMT' },
    ],
    ['2099', { ...MATCH, date: 'Thu, 01 Jan 2099 00:00:00 GMT' }, { published: null }],
    ['no title', { ...MATCH, title: '', description: 'Turkey keeps the S-400' }, { title: '' }],
    ['a script for a link', { ...MATCH, link: 'javascript:alert(1)' }, { url: null }],
    ['data for a link', { ...MATCH, link: 'data:text/html,x' }, { url: null }],
    ['a relative link', { ...MATCH, link: '/news/1' }, { url: 'URL' }],
    [
      'markup in the title',
      { ...MATCH, title: '<script>x</script><b>Turkey</b> & S-400 ]]>' },
      { title: 'Turkey & S-400 ]]>' },
    ],
  ])('%s', async (_, item, expected) => {
    await serve('a', { text: makeRss([item]) })
    const worker = makeWorker([makeSource('a')])
    await pollAndPublish(worker)
    const url = expected.url === 'URL' ? { url: feedUrl('news/1') } : {}
    expect(await listEntries(worker)).toMatchObject([{ ...expected, ...url }])
    const atom = await (await get(worker, '/feed.atom')).text()
    expect(atom).not.toMatch(/javascript:|data:text|<script|\]\]>/)
    expect(await (await get(worker, '/feed.json')).json()).toMatchObject({ items: [{}] })
  })
})

describe('storage of another version', () => {
  test('a state that this code does not know is rebuilt from the entries', async () => {
    await serve('a', { text: makeRss([MATCH, OTHER_MATCH]) })
    const worker = makeWorker([makeSource('a')])
    await pollAndPublish(worker)
    const feed = await (await get(worker, '/feed.atom')).text()
    await serve('a', { text: makeRss([]) })
    for (const state of ['{"v":99}', 'not JSON']) {
      await env.KV.put('state', state)
      await pollAndPublish(worker, POLL_TIME + TURN_MS)
      expect(await (await get(worker, '/feed.atom')).text(), state).toBe(feed)
    }
  })

  test('a view that is missing or unknown is rendered again, never taken for empty', async () => {
    await serve('a', { text: makeRss([MATCH]) })
    const worker = makeWorker([makeSource('a')])
    await pollAndPublish(worker)
    const feed = await (await get(worker, '/feed.atom')).text()
    await env.KV.delete('view:feed.atom')
    expect(await (await get(worker, '/feed.atom')).text()).toBe(feed)
    await env.KV.put('view:feed.atom', 'from the future', { metadata: { v: 99, etag: '"x"', key: 'x' } })
    expect(await (await get(worker, '/feed.atom')).text()).toBe(feed)
  })

  test('an entry of an unknown version is refused loudly', async () => {
    await serve('a', { text: makeRss([MATCH]) })
    const worker = makeWorker([makeSource('a')])
    await pollAndPublish(worker)
    const { keys } = await env.KV.list({ prefix: 'entry:' })
    await env.KV.put(keys[0]?.name ?? '', '{"v":99,"id":"x"}')
    await expect(tick(worker, POLL_TIME + TURN_MS)).rejects.toThrow(/schema version 99.*deploy the newer code/)
    expect((await get(worker, '/api/entries')).status).toBe(500)
  })
})

describe('HTTP', () => {
  const feeds = ['/', '/feed.atom', '/feed.json', '/sources.opml', '/api/entries']

  test.each(feeds)('%s: ETag, 304, HEAD, Cache-Control', async (path) => {
    await serve('a', { text: makeRss([MATCH]) })
    const worker = makeWorker([makeSource('a')])
    await pollAndPublish(worker)
    const response = await get(worker, path)
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe(
      'public, max-age=60, stale-while-revalidate=60, stale-if-error=3600',
    )
    const etag = response.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"[\da-f]{32}"$/)
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const conditional = await get(worker, path, { headers: { 'if-none-match': tag } })
      expect(conditional.status, tag).toBe(304)
      expect(await conditional.text()).toBe('')
      expect(conditional.headers.get('etag')).toBe(etag)
    }
    expect((await get(worker, path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200)
    const head = await get(worker, path, { method: 'HEAD' })
    expect(head.status).toBe(200)
    expect(await head.text()).toBe('')
    expect(head.headers.get('etag')).toBe(etag)
  })

  test.each(feeds)('%s before the first poll is valid and empty', async (path) => {
    expect((await get(makeWorker([makeSource('a')]), path)).status).toBe(200)
  })

  test('what is not there is a problem document', async () => {
    const worker = makeWorker([makeSource('a')])
    for (const path of ['/nothing', '/api/entries/x', '/api/entries/00000000-0000-5000-8000-000000000000']) {
      const response = await get(worker, path)
      expect(response.status).toBe(404)
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(await response.json()).toMatchObject({
        status: 404,
        title: expect.any(String),
        detail: expect.any(String),
      })
    }
  })

  test('PUBLIC_URL makes links absolute and leaves ids alone', async () => {
    await serve('a', { text: makeRss([MATCH]) })
    const worker = makeWorker([makeSource('a')])
    await pollAndPublish(worker)
    const relative = await (await get(worker, '/feed.atom')).text()
    expect(relative).toContain('<link rel="self" type="application/atom+xml" href="/feed.atom"/>')
    expect(await (await get(worker, '/feed.json')).json()).not.toHaveProperty('feed_url')

    const on = { ...env, PUBLIC_URL: 'https://watch.example/' }
    await tick(worker, POLL_TIME + PUBLISH_DELAY_MS, on)
    const absolute = await (await get(worker, '/feed.atom', undefined, on)).text()
    expect(absolute).toContain('href="https://watch.example/feed.atom"')
    expect(absolute.match(/<id>[^<]*/g)).toEqual(relative.match(/<id>[^<]*/g))
    expect(await (await get(worker, '/feed.json', undefined, on)).json()).toMatchObject({
      feed_url: 'https://watch.example/feed.json',
    })
  })

  test('POST /api/poll asks for its secret, and does not exist without one', async () => {
    await serve('a', { text: makeRss([MATCH, NO_MATCH]) })
    const worker = makeWorker([makeSource('a')])
    const post = (authorization: string, on: Env) =>
      get(worker, '/api/poll', { method: 'POST', headers: { authorization } }, on)
    expect((await post('Bearer secret', env)).status).toBe(404)
    const on = { ...env, POLL_TOKEN: 'secret' }
    for (const wrong of ['', 'Bearer', 'Bearer secret2', 'Basic secret'])
      expect((await post(wrong, on)).status).toBe(401)
    const answer = await post('Bearer secret', on)
    expect(await answer.json()).toMatchObject({
      sources: [{ id: 'a', outcome: 'changed', items: 2, matches: 1, new: 1 }],
      newEntries: 1,
      waiting: 0,
    })
    expect(await listEntries(worker)).toMatchObject([{ title: MATCH.title }])
  })
})

test('state of sources that are watched no longer is dropped', async () => {
  await serve('a', { text: makeRss([]) })
  await serve('b', { text: makeRss([]) })
  await pollAndPublish(makeWorker([makeSource('a'), makeSource('b')]))
  await pollAndPublish(makeWorker([makeSource('a')]), POLL_TIME + DAY_MS)
  expect(Object.keys(JSON.parse((await env.KV.get('state')) ?? '{}').sources)).toEqual(['a'])
})

test('a bad definition and bad sources do not start, and the error names the places', () => {
  const bad = () => createWorker({ definition: { ...definition, rule: 'nothing' }, sources: [makeSource('A B')] })
  expect(bad).toThrow(/nothing[\s\S]*A B/)
})

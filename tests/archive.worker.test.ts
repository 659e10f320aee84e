// The archive and the list of entries inside workerd: real KV, real requests, real ticks.
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
const START = Date.UTC(2026, 6, 8, 12)
const MINUTE_MS = 60_000
const MAINTENANCE = Date.UTC(2026, 6, 9, 0, 35)
const worker = createWorker({ definition, sources: [makeSource('a')] })

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

const tick = (time: number): Promise<void> =>
  worker.scheduled(createScheduledController({ scheduledTime: time, cron: '*/5 * * * *' }), env)

/** Entries numbered from `from`, one a minute, as polls left them, and published. */
async function add(from: number, count: number, part: (n: number) => Partial<Entry> = () => ({})): Promise<void> {
  const entries = Array.from({ length: count }, (_, i) => {
    const firstSeen = new Date(START + (from + i) * MINUTE_MS).toISOString()
    return makeStored({ id: idOf(from + i), firstSeen, published: null, ...part(from + i) })
  })
  await storeEntries(env.KV, entries)
  await tick(START + 5 * MINUTE_MS)
}

const idsIn = (atom: string): number[] =>
  Array.from(atom.matchAll(/<entry [^>]*>\n<id>urn:uuid:.*?(\d+)<\/id>/g), ([, n]) => Number(n))
const range = (from: number, to: number): number[] => Array.from({ length: from - to + 1 }, (_, i) => from - i)

async function walkArchive(path = '/feed.atom?view=all'): Promise<number[][]> {
  const atom = await (await get(path)).text()
  const previous = /rel="prev-archive"[^>]*href="([^"]+)"/.exec(atom)?.[1]
  return [idsIn(atom), ...(previous ? await walkArchive(previous) : [])]
}

interface Listed {
  entries: Entry[]
  cursor: string | null
}
async function list(query: string): Promise<{ ids: number[]; cursor: string | null; link: string | null }> {
  const response = await get(`/api/entries${query}`)
  expect(response.status, query).toBe(200)
  const { entries, cursor } = await response.json<Listed>()
  return { ids: entries.map(({ id }) => Number(id.slice(-12))), cursor, link: response.headers.get('link') }
}

async function walkList(query: string): Promise<number[][]> {
  const { ids, link } = await list(query)
  const next = link && /^<\/api\/entries(\?[^>]*)>; rel="next"$/.exec(link)?.[1]
  return [ids, ...(next ? await walkList(next) : [])]
}

describe('the archive', { timeout: 60_000 }, () => {
  test('before and after maintenance a reader gets every entry once, backfilled ones too', async () => {
    await add(1, 430, (n) => (n % 50 === 0 ? { backfilled: true } : {}))
    const documents = [range(430, 201), range(200, 101), range(100, 1)]
    expect(await walkArchive()).toEqual(documents)
    await tick(MAINTENANCE)
    expect(await walkArchive()).toEqual(documents)
    expect((await env.KV.list({ prefix: 'index:' })).keys.map(({ name }) => name)).toEqual([
      'index:1',
      'index:2',
      'index:3',
      'index:4',
      'index:5',
      'index:head',
    ])
    const json = await (await get('/feed.json?view=all')).json<{ items: { id: string }[] }>()
    expect(json.items.map(({ id }) => Number(id.slice(-12)))).toEqual(documents[0])
  })

  test('a closed page is kept for long and stays the same, the last one is young', async () => {
    await add(1, 130)
    expect((await get('/archive/1.atom')).headers.get('cache-control')).toContain('max-age=60,')
    await tick(MAINTENANCE)
    const page = await get('/archive/1.atom')
    expect(page.headers.get('cache-control')).toBe('public, max-age=604800, immutable')
    expect(page.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    const etag = page.headers.get('etag') ?? ''
    const text = await page.text()
    expect((await get('/archive/2.atom')).headers.get('cache-control')).toContain('max-age=60,')
    await add(131, 90)
    await tick(MAINTENANCE + 24 * 60 * MINUTE_MS)
    const again = await get('/archive/1.atom')
    expect(await again.text()).toBe(text)
    expect((await get('/archive/1.atom', { headers: { 'if-none-match': etag } })).status).toBe(304)
    expect((await get('/archive/2.atom')).headers.get('cache-control')).toBe('public, max-age=604800, immutable')
  })

  test('what is deleted comes back by maintenance, and until then is not passed for empty', async () => {
    await add(1, 230)
    await tick(MAINTENANCE)
    const documents = await walkArchive()
    const entries = await walkList('?limit=90')
    await env.KV.delete('index:1')
    const lost = await get('/archive/1.atom')
    expect([lost.status, lost.headers.get('cache-control')]).toEqual([503, 'no-store'])
    for (const key of [
      'index:1',
      'index:2',
      'index:3',
      'index:head',
      'view:activity',
      'view:recent',
      'view:feed.atom',
    ]) {
      await env.KV.delete(key)
      await tick(MAINTENANCE + 24 * 60 * MINUTE_MS)
      expect(await walkArchive(), key).toEqual(documents)
      expect(await walkList('?limit=90'), key).toEqual(entries)
      expect(await env.KV.get(key), key).not.toBeNull()
    }
  })

  test.each([
    ['/archive/0.atom', 404],
    ['/archive/2.atom', 404],
    ['/archive/01.atom', 404],
    ['/archive/1', 404],
    ['/archive/1.json', 404],
    ['/archive/1.atom?page=2', 400],
    ['/archive/1.atom', 200],
  ])('%s: %i', async (path, status) => {
    const response = await get(path)
    expect(response.status).toBe(status)
    if (status !== 200) expect(response.headers.get('content-type')).toBe('application/problem+json')
  })
})

describe('/api/entries', { timeout: 60_000 }, () => {
  test('reaches back through the index, newest first, and ends', async () => {
    await add(1, 260)
    await tick(MAINTENANCE)
    await add(1_000, 30)
    const pages = await walkList('')
    expect(pages.map(({ length }) => length)).toEqual([100, 100, 90])
    expect(pages.flat()).toEqual([...range(1_029, 1_000), ...range(260, 1)])
    expect((await walkList('?limit=29')).flat()).toEqual(pages.flat())
  })

  test('the last page has no cursor and no link; with PUBLIC_URL links are absolute', async () => {
    await add(1, 3)
    expect(await list('?limit=3')).toEqual({ ids: [3, 2, 1], cursor: null, link: null })
    const on = { ...env, PUBLIC_URL: 'https://watch.example/' }
    const link = (await get('/api/entries?limit=2&term=s-400', undefined, on)).headers.get('link')
    expect(link).toMatch(/^<https:\/\/watch\.example\/api\/entries\?limit=2&term=s-400&cursor=[\w-]+>; rel="next"$/)
  })

  test('a poller asks behind what it has, and gets a cursor also where there is nothing', async () => {
    const empty = await list('?order=asc')
    expect(empty.ids).toEqual([])
    await add(1, 3)
    const first = await list(`?order=asc&after=${empty.cursor}`)
    expect(first).toMatchObject({ ids: [1, 2, 3], link: null })
    const nothing = await list(`?order=asc&after=${first.cursor}`)
    expect(nothing).toEqual({ ids: [], cursor: first.cursor, link: null })
    await add(4, 150)
    await tick(MAINTENANCE)
    const more = await list(`?order=asc&after=${nothing.cursor}`)
    expect(more.ids).toEqual(range(103, 4).reverse())
    expect(more.link).toContain(`order=asc&after=${more.cursor}`)
    expect((await list(`?order=asc&after=${more.cursor}`)).ids).toEqual(range(153, 104).reverse())
  })

  test('filters as the feeds do', async () => {
    const official = { id: 'ministry', title: 'The ministry', kind: 'official', url: 'https://m.example/rss' } as const
    await add(1, 240, (n) => ({
      terms: n % 60 === 0 ? ['f-35'] : ['s-400', 'turkey'],
      lang: n % 2 ? 'tr' : 'en',
      title: n === 7 ? 'Zeytin dalı' : 'Turkey keeps the S-400',
      ...(n === 90 && { source: official }),
    }))
    await tick(MAINTENANCE)
    expect((await list('?term=f-35')).ids).toEqual([240, 180, 120, 60])
    expect((await list('?kind=official&view=all')).ids).toEqual([90])
    expect((await list('?source=a&lang=tr&limit=2')).ids).toEqual([239, 237])
    expect((await walkList('?q=zeytin+dali')).flat()).toEqual([7])
    expect((await list('?since=2026-07-08T12:03Z&until=2026-07-08T12:05Z')).ids).toEqual([4, 3])
    expect((await list('?since=2026-07-08T12:03Z&until=2026-07-08T12:05Z&order=asc')).ids).toEqual([3, 4])
  })

  test.each([
    ['?limit=0', '"limit" must be from 1 to 100'],
    ['?foo=1', '"foo" is not known here; there are term, source, kind'],
    ['?cursor=x', '"cursor" must be'],
    ['?after=x', '"after" must be a "cursor" of an answer'],
    ['?term=nothing', '"term" must be one of'],
    ['?view=stories', '"view" must be all.'],
  ])('%s is refused', async (query, detail) => {
    const response = await get(`/api/entries${query}`)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ status: 400, detail: expect.stringContaining(detail) })
  })
})

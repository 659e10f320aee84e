// /api/stories inside workerd, from the recent entries and from the index; and what takedowns leave of it all.
import { createExecutionContext, createScheduledController, reset, waitOnExecutionContext } from 'cloudflare:test'
import { env as testEnv } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { definition } from '../samples/definition.ts'
import type { HiddenEntry } from '../src/definition/hidden.ts'
import type { Entry } from '../src/entries/entry.ts'
import type { Env } from '../src/env.ts'
import { createWorker } from '../src/worker.ts'
import { makeSource } from './support/feeds.ts'
import { idOf, makeStored, storeEntries } from './support/store-entries.ts'

const env = testEnv as unknown as Env
const START = Date.UTC(2026, 6, 8, 12)
const MINUTE_MS = 60_000
const PUBLISH = START + 5 * MINUTE_MS
const MAINTENANCE = Date.UTC(2026, 6, 10, 0, 35)

const makeWorker = (hidden: readonly HiddenEntry[] = []) =>
  createWorker({ definition, sources: [makeSource('a'), makeSource('ministry', { kind: 'official' })], hidden })
let worker = makeWorker()

beforeEach(() => {
  worker = makeWorker()
  vi.spyOn(console, 'log').mockImplementation(() => {})
})
afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

async function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  const context = createExecutionContext()
  const response = await worker.fetch(new Request(`https://watch.example${path}`, { headers }), env, context)
  await waitOnExecutionContext(context)
  return response
}
const tick = (time: number): Promise<void> =>
  worker.scheduled(createScheduledController({ scheduledTime: time, cron: '*/5 * * * *' }), env)

const MINISTRY = { id: 'ministry', title: 'The ministry', kind: 'official', url: 'https://m.example/rss' } as const
const entry = (n: number, part: Partial<Entry> = {}) => {
  const firstSeen = new Date(START + n * MINUTE_MS).toISOString()
  return makeStored({ id: idOf(n), title: `S-400 number ${n}`, firstSeen, published: null, ...part })
}

interface Listed {
  id: string
  firstSeen: string
  lastSeen: string
  outlets: string[]
  terms: string[]
  reports: { id: string; story: string }[]
}
const numberOf = (id: string): number => Number(id.slice(-12))
/** Of each story its number and those of its reports. */
const inShort = (stories: readonly Listed[]): [number, number[]][] =>
  stories.map(({ id, reports }) => [numberOf(id), reports.map((report) => numberOf(report.id))])

async function list(query: string) {
  const response = await get(`/api/stories${query}`)
  expect(response.status, await response.clone().text()).toBe(200)
  const { stories, cursor } = await response.json<{ stories: Listed[]; cursor: string | null }>()
  return { stories, cursor, link: response.headers.get('link') }
}

/** All stories, page by page, as programs follow links. */
async function walk(query: string): Promise<[number, number[]][]> {
  const { stories, link } = await list(query)
  const next = link && /^<\/api\/stories(\?[^>]*)>; rel="next"$/.exec(link)?.[1]
  return [...inShort(stories), ...(next ? await walk(next) : [])]
}

describe('a few stories', () => {
  beforeEach(async () => {
    await storeEntries(env.KV, [
      entry(1),
      entry(2),
      entry(3, { story: idOf(1), source: MINISTRY, terms: ['s-400', 'caatsa'] }),
      entry(4, { lang: 'tr', title: 'S-400: yaptırım' }),
      entry(5, { story: idOf(1), outlet: 'The Outlet' }),
    ])
    await tick(PUBLISH)
  })

  test('newest first, each with all its reports', async () => {
    const { stories, cursor, link } = await list('')
    expect(inShort(stories)).toEqual([
      [4, [4]],
      [2, [2]],
      [1, [1, 3, 5]],
    ])
    expect([cursor, link]).toEqual([null, null])
    expect(stories[2]).toMatchObject({
      firstSeen: '2026-07-08T12:01:00.000Z',
      lastSeen: '2026-07-08T12:05:00.000Z',
      outlets: ['Outlet', 'The ministry', 'The Outlet'],
      terms: ['s-400', 'turkey', 'denies', 'caatsa'],
    })
  })

  test.each([
    ['?kind=official', [[1, [3]]]],
    ['?term=caatsa', [[1, [3]]]],
    ['?lang=tr', [[4, [4]]]],
    ['?q=yaptirim', [[4, [4]]]],
    [
      '?since=2026-07-08T12:02Z&until=2026-07-08T12:05Z',
      [
        [4, [4]],
        [1, [3]],
        [2, [2]],
      ],
    ],
    ['?term=f-35', []],
  ])('filters entries first: %s', async (query, expected) => {
    expect(await walk(query)).toEqual(expected)
  })

  test('a page has as many as were asked for, and stays where it is while reports arrive', async () => {
    const first = await list('?limit=1')
    expect(inShort(first.stories)).toEqual([[4, [4]]])
    await storeEntries(env.KV, [entry(6), entry(7, { story: idOf(4) }), entry(8, { story: idOf(2) })])
    await tick(PUBLISH + 10 * MINUTE_MS)
    const next = await list(`?limit=1&cursor=${first.cursor}`)
    expect(inShort(next.stories)).toEqual([[2, [2, 8]]])
    expect(await walk('?limit=1')).toEqual([
      [6, [6]],
      [4, [4, 7]],
      [2, [2, 8]],
      [1, [1, 3, 5]],
    ])
  })

  test('one by its id, or by that of a report', async () => {
    const story = await (await get(`/api/stories/${idOf(1)}`)).json<Listed>()
    expect(inShort([story])).toEqual([[1, [1, 3, 5]]])
    const other = await get(`/api/stories/${idOf(5)}`)
    expect([other.status, other.headers.get('location')]).toEqual([302, `/api/stories/${idOf(1)}`])
    for (const id of ['x', idOf(9)]) expect((await get(`/api/stories/${id}`)).status).toBe(404)
  })

  test('an entry whose story was placed elsewhere meanwhile is in that story', async () => {
    // Written over by another poll: 2 now belongs to 1, and 6 named it before.
    await storeEntries(env.KV, [entry(6, { story: idOf(2) }), entry(2, { story: idOf(1) })])
    await env.KV.delete('view:recent')
    expect(await walk('')).toEqual([
      [4, [4]],
      [1, [1, 2, 3, 5, 6]],
    ])
    expect((await get(`/api/stories/${idOf(6)}`)).headers.get('location')).toBe(`/api/stories/${idOf(1)}`)
    // Feeds and pages take it for one story, too.
    await env.KV.delete('view:feed.json')
    const feed = await (await get('/feed.json')).json<{ items: { id: string }[] }>()
    expect(feed.items.map(({ id }) => numberOf(id))).toEqual([4, 3, 1])
    expect(await (await get('/')).text()).toContain('Everything: 2 stories')
  })
})

describe('more stories than the recent view has', { timeout: 60_000 }, () => {
  const COUNT = 1_900
  /** Every third entry reports the story of the one two before it; one, much later, the very first. */
  const storyOf = (n: number): number => (n === 290 ? 1 : n % 3 === 0 ? n - 2 : n)
  const expected = (isKept: (n: number) => boolean): [number, number[]][] => {
    const stories = new Map<number, number[]>()
    for (let n = 1; n <= COUNT; n++) {
      if (isKept(n)) stories.set(storyOf(n), [...(stories.get(storyOf(n)) ?? []), n])
    }
    return [...stories].sort(([, [a = 0]], [, [b = 0]]) => b - a)
  }
  const kindOf = (n: number): Partial<Entry> => (n % 3 === 0 ? { source: MINISTRY } : {})

  beforeEach(async () => {
    const entries = Array.from({ length: COUNT }, (_, i) =>
      entry(i + 1, { story: idOf(storyOf(i + 1)), ...kindOf(i + 1) }),
    )
    await storeEntries(env.KV, entries)
    await tick(PUBLISH)
    await tick(MAINTENANCE)
  }, 60_000)

  test('a walk has every story once, with all its reports', async () => {
    expect(await walk('?limit=90')).toEqual(expected(() => true))
    expect(await walk('?kind=official')).toEqual(expected((n) => n % 3 === 0))
    expect(inShort([await (await get(`/api/stories/${idOf(1)}`)).json<Listed>()])).toEqual([[1, [1, 3, 290]]])
  })

  test('what got lost is not passed for empty', async () => {
    await env.KV.delete('index:5')
    const first = await list('')
    expect(first.stories.length).toBe(100)
    const cursor = btoa(`2026-07-08T20:00:00.000Z  ${idOf(480)}`).replace(/=+$/, '')
    expect((await get(`/api/stories?cursor=${cursor}`)).status).toBe(503)
  })
})

describe('what was taken down', { timeout: 60_000 }, () => {
  const HIDDEN = [
    { id: idOf(1), reason: 'Removed at the request of the publisher.' },
    { id: idOf(4), reason: 'It named a bystander.' },
  ]
  const PATHS = [
    '/',
    '/?view=all',
    '/status',
    '/feed.atom',
    '/feed.json',
    '/feed.atom?view=all',
    '/feed.json?view=all',
    '/feed.atom?term=s-400',
    '/archive/1.atom',
    '/api/entries',
    '/api/entries?order=asc',
    '/api/stories',
    `/api/stories/${idOf(1)}`,
    `/stories/${idOf(1)}`,
    '/api/near-misses',
  ]
  const ENTRIES = [
    entry(1, { title: 'Vanished S-400' }),
    entry(2, { story: idOf(1) }),
    entry(3),
    entry(4, { title: 'Vanished S-400 again' }),
  ]

  async function expectGone(): Promise<void> {
    for (const path of PATHS) {
      const response = await get(path)
      expect([path, response.status]).toEqual([path, 200])
      const text = await response.text()
      expect(text, path).not.toContain('Vanished')
      if (path !== '/status' && path !== '/api/near-misses') expect(text, path).toContain('S-400 number 2')
    }
  }

  test('is nowhere from the moment of the deployment, after a publish, after maintenance, and in lost views', async () => {
    await storeEntries(env.KV, ENTRIES)
    await tick(PUBLISH)
    expect(await (await get('/feed.atom')).text()).toContain('Vanished')
    const etag = (await get('/feed.atom')).headers.get('etag') ?? ''
    worker = makeWorker(HIDDEN)
    expect((await (await get('/api/status')).json<{ isPublished: boolean }>()).isPublished).toBe(false)
    expect((await get('/feed.atom', { 'if-none-match': etag })).status).toBe(200)
    await expectGone()
    await tick(PUBLISH + 10 * MINUTE_MS)
    expect(await env.KV.get('view:feed.atom')).not.toContain('Vanished')
    await expectGone()
    await tick(MAINTENANCE)
    await expectGone()
    for (const view of ['recent', 'feed.atom', 'feed.json']) await env.KV.delete(`view:${view}`)
    await expectGone()
  })

  test('its address says why; its story goes on with the next report, or is gone too', async () => {
    await storeEntries(env.KV, ENTRIES)
    await tick(PUBLISH)
    worker = makeWorker(HIDDEN)
    const gone = await get(`/api/entries/${idOf(1)}`)
    expect([gone.status, gone.headers.get('content-type')]).toEqual([410, 'application/problem+json'])
    expect(await gone.json()).toMatchObject({ title: 'Taken down', detail: HIDDEN[0]?.reason })
    const story = await (await get(`/api/stories/${idOf(1)}`)).json<Listed>()
    expect(inShort([story])).toEqual([[1, [2]]])
    for (const path of [`/api/stories/${idOf(4)}`, `/stories/${idOf(4)}`]) {
      const response = await get(path)
      expect([response.status, await response.json()]).toEqual([
        410,
        expect.objectContaining({ detail: HIDDEN[1]?.reason }),
      ])
    }
  })

  test('may be deleted from KV as well', async () => {
    await storeEntries(env.KV, ENTRIES)
    await tick(PUBLISH)
    worker = makeWorker(HIDDEN)
    for (const key of [`entry:${idOf(1)}`, `entry:${idOf(4)}`, 'view:recent']) await env.KV.delete(key)
    await tick(PUBLISH + 10 * MINUTE_MS)
    await expectGone()
    // Nothing is left to publish again and again.
    expect((await (await get('/api/status')).json<{ isPublished: boolean }>()).isPublished).toBe(true)
    for (const { name } of (await env.KV.list()).keys) {
      if (!/^entry:/.test(name)) expect(await env.KV.get(name), name).not.toContain('Vanished')
    }
  })

  test('comes back where it is taken off the list', async () => {
    await storeEntries(env.KV, ENTRIES)
    await tick(PUBLISH)
    const before = await (await get('/feed.atom')).text()
    worker = makeWorker(HIDDEN)
    await tick(PUBLISH + 10 * MINUTE_MS)
    worker = makeWorker()
    expect(await (await get('/feed.atom')).text()).toBe(before)
    await tick(PUBLISH + 20 * MINUTE_MS)
    expect(await env.KV.get('view:feed.atom')).toBe(before)
  })

  test('pages of the archive keep their places', async () => {
    await storeEntries(
      env.KV,
      Array.from({ length: 250 }, (_, i) => entry(i + 1)),
    )
    await tick(PUBLISH)
    const countIn = async (path: string) => (await (await get(path)).text()).split('<entry ').length - 1
    const paths = ['/archive/1.atom', '/archive/2.atom', '/archive/3.atom']
    worker = makeWorker(HIDDEN)
    expect(await Promise.all(paths.map(countIn))).toEqual([98, 100, 50])
    await tick(MAINTENANCE)
    expect(await Promise.all(paths.map(countIn))).toEqual([98, 100, 50])
    expect((await get('/archive/1.atom')).headers.get('cache-control')).toContain('immutable')
  })
})

test.each([
  [{ id: 'x', reason: 'Because.' }, 'the id is none'],
  [{ id: idOf(1), reason: ' ' }, 'the reason is empty'],
])('a takedown that says nothing does not start: %j', (bad, problem) => {
  expect(() => makeWorker([bad])).toThrow(problem)
})

// What sources see of us, and what readers see of the sources: manners, coverage, health and budget, inside workerd.
import { createExecutionContext, createScheduledController, reset, waitOnExecutionContext } from 'cloudflare:test'
import { env as testEnv } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { definition } from '../samples/definition.ts'
import type { Source } from '../src/definition/source.ts'
import type { Env } from '../src/env.ts'
import { createWorker } from '../src/worker.ts'
import { feedUrl, makeRss, makeSource, requestsFor, serve } from './support/feeds.ts'

const env = testEnv as unknown as Env
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
/** A slot of the sources at even positions. */
const POLL_TIME = Date.UTC(2026, 6, 8, 12, 0)
const MATCH = { title: 'Turkey will not return its S-400 batteries', link: 'https://news.example/1' }
const BODY = makeRss([MATCH])

let logged: unknown[]
beforeEach(() => {
  logged = []
  vi.spyOn(console, 'log').mockImplementation((line) => logged.push(JSON.parse(line)))
  vi.useFakeTimers({ toFake: ['Date'], now: POLL_TIME })
})
afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

const makeWorker = (sources: readonly Source[]) => createWorker({ definition, sources, allowLoopback: true })
type Worker = ReturnType<typeof makeWorker>

async function tick(worker: Worker, time: number, on: Env = env): Promise<void> {
  vi.setSystemTime(time)
  await worker.scheduled(createScheduledController({ scheduledTime: time, cron: '*/5 * * * *' }), on)
}

async function get(worker: Worker, path: string, on: Env = env): Promise<Response> {
  const context = createExecutionContext()
  const response = await worker.fetch(new Request(`https://watch.example${path}`), on, context)
  await waitOnExecutionContext(context)
  return response
}

const getJson = async <T = Record<string, unknown>>(worker: Worker, path: string, on: Env = env): Promise<T> =>
  (await get(worker, path, on)).json<T>()

async function statusOf(worker: Worker, id: string) {
  const { sources } = await getJson<{ sources: Record<string, unknown>[] }>(worker, '/api/status')
  return sources.find((source) => source.id === id)
}

describe('manners', () => {
  test.each<[string, Parameters<typeof serve>[1], number]>([
    ['max-age', { text: BODY, headers: { 'cache-control': 'public, max-age=3000' } }, 60],
    [
      'max-age, of which much has passed',
      { text: BODY, headers: { 'cache-control': 'max-age=3600', age: '3000' } },
      20,
    ],
    ['ttl', { text: BODY.replace('<title>Test', '<ttl>60</ttl><title>Test') }, 60],
    ['ttl of a month, capped', { text: BODY.replace('<title>Test', '<ttl>43200</ttl><title>Test') }, 60],
    [
      'skipHours',
      { text: BODY.replace('<title>Test', '<skipHours><hour>12</hour><hour>13</hour></skipHours><title>Test') },
      120,
    ],
    ['503 with Retry-After', { status: 503, headers: { 'retry-after': '3600' } }, 60],
    ['429 without it', { status: 429 }, 60],
    ['410', { status: 410 }, 7 * 24 * 60],
  ])('%s', async (_, answer, minutes) => {
    await serve('a', answer)
    const worker = makeWorker([makeSource('a')])
    await tick(worker, POLL_TIME)
    await tick(worker, POLL_TIME + (minutes - 20) * MINUTE_MS)
    expect(await requestsFor('a')).toHaveLength(1)
    await tick(worker, POLL_TIME + minutes * MINUTE_MS)
    expect(await requestsFor('a')).toHaveLength(2)
  })

  test('the wishes of a feed outlast a 304', async () => {
    const text = BODY.replace('<title>Test', '<ttl>60</ttl><title>Test')
    await serve('a', { text, headers: { etag: '"1"' }, conditional: true })
    const worker = makeWorker([makeSource('a')])
    for (let minute = 0; minute <= 120; minute += 20) await tick(worker, POLL_TIME + minute * MINUTE_MS)
    expect(await requestsFor('a')).toHaveLength(3)
  })

  test('410 is shown as parked, a permanent redirect as moved', async () => {
    await serve('gone', { status: 410 })
    await serve('moved', { status: 301, headers: { location: '/between' } })
    await serve('between', { status: 308, headers: { location: '/new' } })
    await serve('away', { status: 301, headers: { location: '/for-now' } })
    await serve('for-now', { status: 302, headers: { location: '/new' } })
    await serve('new', { text: BODY })
    const worker = makeWorker(['gone', 'moved', 'away'].map((id) => makeSource(id)))
    await tick(worker, POLL_TIME)
    await tick(worker, POLL_TIME + 10 * MINUTE_MS)
    expect(await statusOf(worker, 'gone')).toMatchObject({ condition: expect.stringMatching(/^parked/) })
    expect(await statusOf(worker, 'moved')).toMatchObject({
      condition: `moved: update the address to ${feedUrl('new')}`,
      movedTo: feedUrl('new'),
    })
    expect(await statusOf(worker, 'away')).toMatchObject({ condition: 'heard', movedTo: null })
  })

  test('validators go to the address that gave them, and to no other', async () => {
    await serve('old', { status: 301, headers: { location: '/new', etag: '"old"' } })
    await serve('new', { text: BODY, headers: { etag: '"new"' }, conditional: true })
    const worker = makeWorker([makeSource('old')])
    await tick(worker, POLL_TIME)
    await tick(worker, POLL_TIME + 20 * MINUTE_MS)
    expect((await requestsFor('old')).map((headers) => headers['if-none-match'])).toEqual([undefined, undefined])
    expect((await requestsFor('new')).map((headers) => headers['if-none-match'])).toEqual([undefined, '"new"'])
    // The address behind the redirect is another one now: it is not told the tag of the last.
    await serve('old', { status: 301, headers: { location: '/newer' } })
    await serve('newer', { text: BODY })
    await tick(worker, POLL_TIME + 40 * MINUTE_MS)
    expect((await requestsFor('newer')).map((headers) => headers['if-none-match'])).toEqual([undefined])
    for (const headers of await requestsFor('newer')) {
      expect(headers).not.toHaveProperty('cookie')
      expect(headers).not.toHaveProperty('authorization')
      expect(headers).not.toHaveProperty('referer')
    }
  })

  test('no tick makes more than 45 requests, redirects counted, and nobody fails because of it', async () => {
    await serve('hop', { status: 302, headers: { location: '/feed' } })
    await serve('feed', { text: makeRss([]) })
    const sources = Array.from({ length: 60 }, (_, n) => makeSource(`s${n}`, { url: `${feedUrl('hop')}?${n}` }))
    // The feed server tells paths apart with their queries.
    for (const { url } of sources)
      await serve(url.slice(feedUrl('').length), { status: 302, headers: { location: '/feed' } })
    const worker = makeWorker(sources)
    await tick(worker, POLL_TIME)
    const hops = await Promise.all(sources.map(({ url }) => requestsFor(url.slice(feedUrl('').length))))
    expect(hops.flat().length + (await requestsFor('feed')).length).toBeLessThanOrEqual(45)
    const { sources: status } = await getJson<{ sources: { failures: number }[] }>(worker, '/api/status')
    expect(status.filter(({ failures }) => failures > 0)).toEqual([])
  })

  test('a search that finds nothing is heard; a feed that loses all its items is not', async () => {
    await serve('search', { text: BODY })
    await serve('press', { text: BODY })
    const worker = makeWorker([makeSource('search', { kind: 'search' }), makeSource('idle'), makeSource('press')])
    await tick(worker, POLL_TIME)
    await serve('search', { text: makeRss([]) })
    await serve('press', { text: makeRss([]) })
    await tick(worker, POLL_TIME + 20 * MINUTE_MS)
    expect(await statusOf(worker, 'search')).toMatchObject({ condition: 'heard', items: 0 })
    expect(await statusOf(worker, 'press')).toMatchObject({
      condition: 'failing',
      lastError: { reason: 'the feed lists nothing; it listed 1 items before' },
    })
  })

  test('one line of log for each source and poll', async () => {
    await serve('a', { text: BODY })
    await tick(makeWorker([makeSource('a')]), POLL_TIME)
    expect(logged).toEqual([
      expect.objectContaining({
        event: 'polled',
        id: 'a',
        outcome: 'changed',
        status: 200,
        items: 1,
        matches: 1,
        new: 1,
      }),
    ])
  })
})

describe('coverage', () => {
  const makeTwo = async () => {
    await serve('a', { text: BODY })
    await serve('b', { status: 503 })
    const worker = makeWorker([makeSource('a'), makeSource('b')])
    await tick(worker, POLL_TIME)
    await tick(worker, POLL_TIME + 10 * MINUTE_MS)
    return worker
  }

  test('one sentence for API, status and page', async () => {
    const worker = await makeTwo()
    vi.setSystemTime(POLL_TIME + 75 * MINUTE_MS)
    const response = await get(worker, '/api/coverage?since=11:30')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toEqual({
      sentence: 'heard 1 of 2 sources since 11:00 UTC; not heard: Outlet b',
      since: '2026-07-08T11:00:00.000Z',
      until: '2026-07-08T13:15:00.000Z',
      recordsSince: '2026-07-08T12:00:00.000Z',
      heard: 1,
      of: 2,
      sources: [
        { id: 'a', title: 'Outlet a', heard: true, lastSuccess: '2026-07-08T12:00:00.000Z', hours: '010' },
        { id: 'b', title: 'Outlet b', heard: false, lastSuccess: null, hours: '000' },
      ],
    })
    const { coverage } = await getJson(worker, '/api/status')
    expect(coverage).toBe('heard 1 of 2 sources since 2026-07-07 13:00 UTC; not heard: Outlet b')
    expect(await (await get(worker, '/')).text()).toContain(`Coverage: ${coverage}.`)
    expect(await getJson(worker, '/api/coverage?since=2026-07-08T14:00%2B01:00')).toMatchObject({ heard: 0 })
  })

  test.each([
    'since=yesterday',
    'since=2026-07-08',
    'since=25:00',
    'since=2026-07-09T00:00Z',
    'since=2026-07-01T00:00Z',
    'until=9',
  ])('%s is refused with what is allowed', async (query) => {
    const response = await get(await makeTwo(), `/api/coverage?${query}`)
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.text()).toMatch(/since/)
  })

  test('before the first poll nothing was heard', async () => {
    const worker = makeWorker([makeSource('a')])
    expect(await getJson(worker, '/api/coverage')).toMatchObject({ heard: 0, of: 1, recordsSince: null })
    expect(await (await get(worker, '/health.atom')).text()).not.toContain('<entry>')
  })
})

test('/health.atom says when sources fall silent and when they are heard again, and repeats itself to the byte', async () => {
  const sources = ['a', 'b', 'c', 'd'].map((id) => makeSource(id))
  const worker = makeWorker(sources)
  const pollFor = async (from: number, hours: number) => {
    for (let time = from; time < from + hours * HOUR_MS; time += 10 * MINUTE_MS) await tick(worker, time)
    return from + hours * HOUR_MS
  }
  for (const { id } of sources) await serve(id, { text: BODY })
  let time = await pollFor(POLL_TIME, 1)
  const read = async () => (await (await get(worker, '/health.atom')).text()).split('<entry>').slice(1)
  expect(await read()).toEqual([])

  for (const id of ['a', 'b']) await serve(id, { status: 403 })
  time = await pollFor(time, 3)
  const half = await read()
  expect(half).toHaveLength(1)
  expect(half[0]).toContain('Half of the sources or more are not heard')
  expect(half[0]).toMatch(/Heard 2 of 4 sources since .* UTC; not heard: Outlet a, Outlet b\./)

  time = await pollFor(time, 24)
  const silent = await read()
  expect(silent).toHaveLength(3)
  expect(silent.slice(0, 2).join()).toMatch(/Not heard for 24 hours: Outlet [ab][\s\S]*HTTP 403/)
  expect(silent.at(-1)).toBe(`${half[0]}`)

  for (const id of ['a', 'b']) await serve(id, { text: BODY })
  await pollFor(time, 8)
  const recovered = await read()
  expect(recovered.map((entry) => /<title>([^<]*)/.exec(entry)?.[1]).sort()).toEqual([
    'Half of the sources or more are not heard',
    'Heard again: Outlet a',
    'Heard again: Outlet b',
    'More than half of the sources are heard again',
    'Not heard for 24 hours: Outlet a',
    'Not heard for 24 hours: Outlet b',
  ])
  expect(new Set(recovered.map((entry) => /<id>([^<]*)/.exec(entry)?.[1])).size).toBe(6)
  const tail = recovered.filter((entry) => /Not heard|Half/.test(entry)).map((entry) => entry.replace('</feed>\n', ''))
  expect(tail.sort()).toEqual(silent.map((entry) => entry.replace('</feed>\n', '')).sort())
})

describe('status', () => {
  test('ages are those of the moment of the request', async () => {
    await serve('a', { text: BODY })
    const worker = makeWorker([makeSource('a')])
    await tick(worker, POLL_TIME)
    expect(await getJson(worker, '/api/status')).toMatchObject({
      lastPublish: null,
      lastPublishAgeSeconds: null,
      isPublished: false,
    })
    await tick(worker, POLL_TIME + 5 * MINUTE_MS)
    vi.setSystemTime(POLL_TIME + 15 * MINUTE_MS)
    expect(await getJson(worker, '/api/status')).toMatchObject({
      lastPollAgeSeconds: 900,
      lastPublish: '2026-07-08T12:05:00.000Z',
      lastPublishAgeSeconds: 600,
      isPublished: true,
    })
    vi.setSystemTime(POLL_TIME - HOUR_MS)
    expect(await getJson(worker, '/api/status')).toMatchObject({ lastPollAgeSeconds: 0 })
  })

  test('writes are counted by the day, and publishing waits where they run out', async () => {
    await serve('a', { text: BODY })
    const worker = makeWorker([makeSource('a')])
    const scarce = { ...env, KV_WRITES_PER_DAY: '200' }
    await tick(worker, POLL_TIME, scarce)
    await tick(worker, POLL_TIME + 5 * MINUTE_MS, scarce)
    // The rule, one entry, the state; no view.
    expect(await getJson(worker, '/api/status', scarce)).toMatchObject({
      writes: { day: '2026-07-08', used: 3, limit: 200, publishing: expect.stringMatching(/^waits for 00:00 UTC/) },
      isPublished: false,
    })
    // Nobody has to wait for what is stored.
    expect(await (await get(worker, '/feed.atom', scarce)).text()).toContain(MATCH.title)

    await tick(worker, POLL_TIME + 5 * MINUTE_MS)
    expect(await getJson(worker, '/api/status')).toMatchObject({
      writes: { used: 6, limit: 1000, publishing: 'runs' },
      isPublished: true,
    })
    vi.setSystemTime(POLL_TIME + 12 * HOUR_MS)
    expect(await getJson(worker, '/api/status')).toMatchObject({ writes: { day: '2026-07-09', used: 0 } })
  })
})

test('maintenance brings back what the state has lost sight of', async () => {
  await serve('a', { text: BODY, headers: { etag: '"1"' }, conditional: true })
  const worker = makeWorker([makeSource('a')])
  await tick(worker, POLL_TIME)
  const state = JSON.parse((await env.KV.get('state')) ?? '')
  await env.KV.put('state', JSON.stringify({ ...state, recent: [] }))
  await tick(worker, POLL_TIME + 5 * MINUTE_MS)
  expect(await (await get(worker, '/feed.atom')).text()).not.toContain(MATCH.title)
  await tick(worker, Date.UTC(2026, 6, 9, 0, 35))
  expect(await (await get(worker, '/feed.atom')).text()).toContain(MATCH.title)
})

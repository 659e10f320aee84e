// The pages inside workerd: what is asked for, and what comes back.
import { createExecutionContext, createScheduledController, reset, waitOnExecutionContext } from 'cloudflare:test'
import { env as testEnv } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { definition } from '../samples/definition.ts'
import type { Env } from '../src/env.ts'
import { createWorker } from '../src/worker.ts'
import { makeSource } from './support/feeds.ts'
import { idOf, makeStored, storeEntries } from './support/store-entries.ts'

const env = testEnv as unknown as Env
const START = Date.UTC(2026, 6, 1, 12)
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** After 650 entries, one every ten minutes. */
const PUBLISH = Date.UTC(2026, 6, 6, 2, 5)
const MAINTENANCE = Date.UTC(2026, 6, 7, 0, 35)
const NOW = MAINTENANCE + 9 * 60 * MINUTE_MS
const worker = createWorker({ definition, sources: [makeSource('a')] })

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
  vi.spyOn(console, 'log').mockImplementation(() => {})
})
afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await reset()
})

async function get(path: string, headers: Record<string, string> = { Accept: 'text/html' }): Promise<Response> {
  const context = createExecutionContext()
  const response = await worker.fetch(new Request(`https://watch.example${path}`, { headers }), env, context)
  await waitOnExecutionContext(context)
  return response
}
const getText = async (path: string): Promise<string> => (await get(path)).text()
const tick = (time: number): Promise<void> =>
  worker.scheduled(createScheduledController({ scheduledTime: time, cron: '*/5 * * * *' }), env)

/** Entries 1 to `count`, one every ten minutes; the last one reports the story of the first. */
async function addEntries(count: number): Promise<void> {
  const entries = Array.from({ length: count }, (_, i) => {
    const firstSeen = new Date(START + (i + 1) * 10 * MINUTE_MS).toISOString()
    const story = i + 1 === count ? idOf(1) : idOf(i + 1)
    return makeStored({
      id: idOf(i + 1),
      title: `Turkey keeps S-400 number ${i + 1}`,
      firstSeen,
      published: firstSeen,
      story,
    })
  })
  await storeEntries(env.KV, entries)
  await tick(PUBLISH)
}

const numbersIn = (html: string): number[] =>
  Array.from(html.matchAll(/S-400 number (\d+)<\/a>/g), ([, n]) => Number(n))

describe('errors', () => {
  test.each([
    ['/stories/x', 404, 'There is no story with the id &quot;x&quot;.'],
    [`/stories/${idOf(9)}`, 404, 'No such story'],
    ['/nowhere', 404, 'There is nothing at /nowhere.'],
    ['/?kind=offical', 400, '&quot;kind&quot; must be one of official'],
    ['/?colour=red', 400, '&quot;colour&quot; is not known here'],
    ['/?chart=weeks', 400, '&quot;chart&quot; must be months, or left out.'],
    ['/?start=%3Cb%3E', 400, '&quot;start&quot; must be the id of an entry.'],
  ])('%s is a page with status %d for who reads pages', async (path, status, detail) => {
    const response = await get(path)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await response.text()).toContain(detail)
  })

  test.each(['/stories/x', '/nowhere', '/?kind=offical'])('%s is a problem document for who does not', async (path) => {
    const response = await get(path, {})
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })
})

describe('answers', () => {
  test('a field that a form sent empty is dropped from the address', async () => {
    const response = await get('/?q=&kind=press&since=')
    expect([response.status, response.headers.get('location')]).toEqual([302, '/?kind=press'])
    expect((await get('/?q=')).headers.get('location')).toBe('/')
  })

  test('the stylesheet has an address for this content, kept for good; a page names it', async () => {
    const address = /<link rel="stylesheet" href="([^"]+)"/.exec(await getText('/'))?.[1]
    expect(address).toMatch(/^\/style\.css\?v=[\da-f]{8}$/)
    const response = await get(address ?? '')
    expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect(response.headers.get('cache-control')).toContain('immutable')
    expect((await get('/favicon.svg')).headers.get('content-type')).toBe('image/svg+xml')
  })

  test('a page that is the same is not sent again', async () => {
    await addEntries(3)
    const etag = (await get('/')).headers.get('etag') ?? ''
    const again = await get('/', { 'If-None-Match': etag })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  test('an entry that belongs to a story leads to the story', async () => {
    await addEntries(3)
    const response = await get(`/stories/${idOf(3)}`)
    expect([response.status, response.headers.get('location')]).toEqual([302, `/stories/${idOf(1)}`])
    expect(await getText(`/stories/${idOf(1)}`)).toContain('2 reports from 1 outlet')
  })
})

describe('with more entries than are kept at hand', () => {
  beforeEach(async () => {
    await addEntries(650)
    await tick(MAINTENANCE)
  })

  test('"Older stories" leads through all stories, each once', async () => {
    const seen: number[] = []
    let path: string | undefined = '/'
    while (path !== undefined) {
      const html: string = await getText(path.replaceAll('&amp;', '&'))
      seen.push(...numbersIn(html))
      path = /href="([^"]+)">Older stories/.exec(html)?.[1]
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(Array.from({ length: 649 }, (_, i) => 649 - i))
  })

  test('a bar leads to all stories of its day, however long ago', async () => {
    // Entry 72 is the first of the second day.
    const bar = /<a href="([^"]+)" aria-label="2 Jul: (\d+) stories"/.exec(await getText('/'))
    expect(bar?.[2]).toBe('144')
    const seen: number[] = []
    let path: string | undefined = bar?.[1]
    while (path !== undefined) {
      const html: string = await getText(path.replaceAll('&amp;', '&'))
      seen.push(...numbersIn(html))
      path = /href="([^"]+)">Older stories/.exec(html)?.[1]
    }
    expect(seen).toEqual(Array.from({ length: 144 }, (_, i) => 215 - i))
  })

  test('a story that began long ago has its later reports', async () => {
    expect(await getText(`/stories/${idOf(1)}`)).toContain('2 reports from 1 outlet')
    expect(Date.parse('2026-07-01') + 5 * DAY_MS).toBeLessThan(NOW)
  })
})

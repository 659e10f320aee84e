// Bad input against the Worker in workerd, over real connections: a reason on the status, the rest of the tick
// untouched, and an end in time.
import { createExecutionContext, createScheduledController, reset, waitOnExecutionContext } from 'cloudflare:test'
import { env as testEnv } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { definition } from '../samples/definition.ts'
import type { Env } from '../src/env.ts'
import { createWorker } from '../src/worker.ts'
import { BAD_FEEDS, GOOD_TITLE } from './support/bad-feeds.ts'
import { feedUrl, makeRss, makeSource, requestsFor, serve } from './support/feeds.ts'

const env = testEnv as unknown as Env
const FETCH_TIMEOUT_MS = 1_000
const POLL_TIME = Date.UTC(2026, 6, 8, 12, 0)

beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {})
})
afterEach(async () => {
  vi.restoreAllMocks()
  await reset()
})

test.each(BAD_FEEDS)(
  '$about ($name)',
  { timeout: 5_000 },
  async ({ name, fails, matches = 0, seen, refused = 0, problem }) => {
    await serve('good', { text: makeRss([{ title: 'Ankara and the F-35', link: 'https://other.example/1' }]) })
    await serve('canary', { status: 404 })
    // Positions 0 and 2 are in the slot of one tick.
    const sources = [makeSource('bad', { url: feedUrl(`bad/${name}`) }), makeSource('idle'), makeSource('good')]
    const worker = createWorker({ definition, sources, allowLoopback: true, fetchTimeoutMs: FETCH_TIMEOUT_MS })
    for (const time of [POLL_TIME, POLL_TIME + 10 * 60_000]) {
      await worker.scheduled(createScheduledController({ scheduledTime: time, cron: '*/5 * * * *' }), env)
    }
    const get = async <T>(path: string): Promise<T> => {
      const context = createExecutionContext()
      const response = await worker.fetch(new Request(`https://watch.example${path}`), env, context)
      await waitOnExecutionContext(context)
      return response.json<T>()
    }

    const { sources: status } = await get<{ sources: { id: string; condition: string }[] }>('/api/status')
    expect(status.find(({ id }) => id === 'good')).toMatchObject({ condition: 'heard', items: 1 })
    expect(status.find(({ id }) => id === 'bad')).toMatchObject(
      fails
        ? { condition: 'failing', failures: 1, lastError: { reason: expect.stringMatching(fails) } }
        : { condition: 'heard', items: seen, refused, problem: problem ? expect.stringMatching(problem) : null },
    )
    const { entries } = await get<{ entries: { title: string; source: { id: string } }[] }>('/api/entries')
    expect(entries.filter(({ source }) => source.id === 'good')).toHaveLength(1)
    const found = entries.filter(({ source }) => source.id === 'bad')
    expect(found).toHaveLength(matches)
    for (const { title } of found) {
      expect(title).not.toMatch(/lollol|root:/)
      if (/utf-16|lies|nested|items|title|unclosed|comments/.test(name))
        expect(title.replace('garde – é –', 'keeps')).toBe(GOOD_TITLE)
    }
    expect(await requestsFor('canary')).toEqual([])
  },
)

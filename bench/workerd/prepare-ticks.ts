// What the measured ticks find: sources that have changed since they were last heard, and a KV as it is after 500
// matches. All of it comes about through the service's own functions, run here on feeds of made-up words.
import type { Source } from '../../src/definition/source.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import { measureDay } from '../../src/polling/coverage.ts'
import { POLL_TICK_MINUTES } from '../../src/polling/due.ts'
import { poll } from '../../src/polling/poll.ts'
import { createSieve, type Sieve } from '../../src/polling/sieve.ts'
import { publishAndClosePages } from '../../src/publishing/close-pages.ts'
import { maintain } from '../../src/publishing/maintain.ts'
import { RECENT_MAX, type State } from '../../src/storage/state.ts'
import { createStore, type Store } from '../../src/storage/store.ts'
import { dispute } from '../../src/watch/dispute.ts'
import { type FeedShape, generateFeed, generateItem, renderFeed, renderItem } from '../corpus/generate-feed.ts'
import { createRandom } from '../corpus/random.ts'
import { MemoryKv } from './memory-kv.ts'
import type { Recording } from './worker.ts'

/** Twelve in each of two ticks, as deployed. */
const SOURCES = 24
export const FEEDS_PER_TICK = SOURCES / 2
export const NEW_ENTRIES = 5
export const WRITES_PER_DAY = 100_000

const START = Date.UTC(2026, 10, 1, 6)
const TICK_MS = POLL_TICK_MINUTES * 60_000

export interface PreparedTick {
  readonly path: string
  readonly now: number
  readonly kv: MemoryKv
  readonly twin: Recording
}

export interface PreparedTicks {
  readonly sources: readonly Source[]
  readonly poll: PreparedTick
  readonly pollWithoutSieve: PreparedTick
  readonly publish: PreparedTick
  /** KV after all of them. */
  readonly published: MemoryKv
  /** The feeds at the time of the tick, by their path. */
  readonly feeds: ReadonlyMap<string, Uint8Array>
}

/** @param origin where the feeds will be served */
export async function prepareTicks(origin: string, feedBytes: number): Promise<PreparedTicks> {
  const random = createRandom(2)
  const sources = Array.from({ length: SOURCES }, (_, i): Source => {
    return { id: `bench-${i}`, title: `Source ${i}`, url: `${origin}/${i}`, lang: 'en', kind: 'press' }
  })
  const shapes = sources.map((_, i): FeedShape => {
    const markup = (['escaped', 'cdata', 'plain'] as const)[i % 3] ?? 'plain'
    return { script: 'latin', bytes: feedBytes, markup, format: i % 4 === 3 ? 'atom' : 'rss' }
  })
  const listed = shapes.map((shape, i) => generateFeed(random, shape, `${i}-`))
  const render = (feeds: readonly (readonly string[])[]): Map<string, Uint8Array> =>
    new Map(
      feeds.map((items, i) => [`/${i}`, new TextEncoder().encode(renderFeed(items, shapes[i] ?? { format: 'rss' }))]),
    )

  const kv = new MemoryKv()
  const matcher = createMatcher(dispute)
  const sieve = createSieve(dispute, matcher, sources)
  const pollAt = async (
    now: number,
    feeds: ReadonlyMap<string, Uint8Array>,
    tools: { kv: MemoryKv; sieve: Sieve },
    turn: 'all' | 'slot',
  ) => {
    const requests: string[] = []
    const { state, summary } = await poll({
      store: createStore(tools.kv.connect()),
      definition: dispute,
      matcher,
      sieve: tools.sieve,
      sources,
      now,
      turn,
      fetch: async (input) => {
        requests.push(String(input))
        return new Response(feeds.get(new URL(String(input)).pathname) as Uint8Array<ArrayBuffer>)
      },
      userAgent: 'sanctions-watch-bench',
      allowLoopback: true,
      log: () => {},
    })
    return { state, requests, newEntries: summary.newEntries }
  }
  const contextOf = (store: Store, now: number) => ({
    store,
    definition: dispute,
    publicUrl: undefined,
    now,
    writesPerDay: WRITES_PER_DAY,
  })
  const matches = (first: number, count: number) =>
    listed.map((items, i) => {
      const shape = shapes[i] ?? { ...(shapes[0] as FeedShape) }
      const own = Array.from({ length: count }, (_, n) => n).filter((n) => n % SOURCES === i)
      return [...own.map((n) => renderItem(generateMatch(random), `match-${first + n}`, shape)), ...items]
    })

  // Two polls, because a tick writes no more than 300.
  const half = RECENT_MAX / 2
  for (const [n, first] of [0, half].entries()) {
    await pollAt(START + n * 2 * TICK_MS, render(matches(first, half)), { kv, sieve }, 'all')
  }
  const { state } = await pollAt(START + 4 * TICK_MS, render(listed), { kv, sieve }, 'all')
  const maintained = await maintain(state, {
    ...contextOf(createStore(kv.connect()), START + 4.5 * TICK_MS),
    measureDay: (state: State, day: string, at: number) => measureDay(sources, state, day, at),
    log: () => {},
  })
  if (maintained.kind !== 'written') throw new Error(`Nothing was published: ${JSON.stringify(maintained)}`)
  if (state.recent.length !== RECENT_MAX) throw new Error(`${state.recent.length} recent entries were made.`)

  const changed = render(
    listed.map((items, i) => [
      renderItem(generateItem(random, 'latin'), `${i}-unseen`, shapes[i] as FeedShape),
      ...items.slice(0, -1),
    ]),
  )
  const now = START + 6 * TICK_MS
  const record = async (path: string, from: MemoryKv, sieve: Sieve): Promise<PreparedTick> => {
    const copy = from.copy()
    const { requests, newEntries } = await pollAt(now, changed, { kv: copy, sieve }, 'slot')
    if (requests.length !== FEEDS_PER_TICK || newEntries > 0) throw new Error('The tick is not the one to measure.')
    return { path, now, kv: from, twin: { requests, calls: copy.calls } }
  }
  const pollTick = await record('/bench/tick', kv, sieve)
  const unjudged = kv.copy()
  unjudged.set('state', JSON.stringify(forgetJudged(state)))
  const pollWithoutSieve = await record('/bench/poll-without-sieve', unjudged, { forSource: () => () => true })

  const added = kv.copy()
  const after = await pollAt(now, render(matches(RECENT_MAX, NEW_ENTRIES)), { kv: added, sieve }, 'all')
  if (after.newEntries !== NEW_ENTRIES) throw new Error(`${after.newEntries} new entries were made.`)
  const published = added.copy()
  const publishNow = now + TICK_MS / 2
  const store = createStore(published.connect())
  const unpublished = await store.readState(matcher.version, new Date(publishNow).toISOString())
  await publishAndClosePages(unpublished, contextOf(store, publishNow))
  return {
    sources,
    poll: pollTick,
    pollWithoutSieve,
    publish: { path: '/bench/tick', now: publishNow, kv: added, twin: { requests: [], calls: published.calls } },
    published,
    feeds: changed,
  }
}

function generateMatch(random: ReturnType<typeof createRandom>) {
  const { title, text } = generateItem(random, 'latin')
  return { title: `${title}: Turkey, its S-400 and CAATSA`, text: `${text} The F-35 is named as well. ${text}` }
}

function forgetJudged({ sources, ...state }: State): State {
  const forgotten = Object.entries(sources).map(([id, { judged: _, ...source }]) => [id, source])
  return { ...state, sources: Object.fromEntries(forgotten) }
}

// What more sources would cost, by simulation of a day: the service's own schedule and write budget, on the measured CPU
// of a feed. Pure.
import type { Source } from '../src/definition/source.ts'
import { POLL_TICK_MINUTES, selectDue } from '../src/polling/due.ts'
import { VIEW_NAMES } from '../src/publishing/publish.ts'
import { createState, type SourceState, type State } from '../src/storage/state.ts'
import { ENTRIES_PER_STORIES_WRITE, KV_FREE_WRITES_PER_DAY, mayWriteViews } from '../src/storage/write-budget.ts'
import { round } from './statistics.ts'

export const SOURCE_COUNTS = [10, 100, 1_000] as const
/** An assumption: 24 sources bring some 50 matches on a common day. */
export const MATCHES_PER_SOURCE_AND_DAY = 2

/** Of the free plan. */
export const LIMITS = { cpuMsPerTick: 10, requestsPerTick: 50, kvWritesPerDay: KV_FREE_WRITES_PER_DAY } as const
export type Limit = keyof typeof LIMITS

export interface Growth {
  readonly sources: number
  readonly requestsPerDay: number
  /** In the fullest tick. */
  readonly requestsPerTick: number
  /** The same where every feed has changed; null where a feed's CPU was not measured. */
  readonly cpuMsPerTick: number | null
  /** What would be written if KV took it all. */
  readonly kvWritesPerDay: number
  readonly minutesBetweenPolls: number
  /** Of the free plan's limits the one that is used most, and how much of it: above 1 it is not kept. */
  readonly nearestLimit: Limit
  readonly used: number
}

const MINUTE_MS = 60_000
const TICK_MS = POLL_TICK_MINUTES * MINUTE_MS
const DAY_MS = 1_440 * MINUTE_MS
const DAY = Date.UTC(2026, 10, 1)

/** @param feedCpuMs of one changed feed; null where it is not known */
export function simulateGrowth(count: number, feedCpuMs: number | null): Growth {
  const sources = Array.from({ length: count }, (_, i): Source => {
    return { id: `source-${i}`, title: `Source ${i}`, url: `https://feed.example/${i}`, lang: 'en', kind: 'press' }
  })
  const state = hear(sources)
  const polledAt: number[] = []
  let requestsPerDay = 0
  let requestsPerTick = 0
  let entries = 0
  const writes = { polls: 0, views: 0 }
  for (let now = DAY; now < DAY + DAY_MS; now += TICK_MS) {
    const due = selectDue(sources, state, now)
    if (due.some(({ id }) => id === 'source-0')) polledAt.push(now)
    requestsPerDay += due.length
    requestsPerTick = Math.max(requestsPerTick, due.length)
    const before = entries
    entries = Math.floor((MATCHES_PER_SOURCE_AND_DAY * count * (now + TICK_MS - DAY)) / DAY_MS)
    writes.polls += 1 + countWithStories(entries) - countWithStories(before)
    const views = VIEW_NAMES.length
    if (entries > before && mayWriteViews(writes, views, LIMITS.kvWritesPerDay, now)) writes.views += views
  }
  const kvWritesPerDay = writes.polls + writes.views
  const cpuMsPerTick = feedCpuMs === null ? null : round(requestsPerTick * feedCpuMs)
  const used = Object.entries({ cpuMsPerTick: cpuMsPerTick ?? 0, requestsPerTick, kvWritesPerDay })
    .map(([limit, value]) => [limit as Limit, value / LIMITS[limit as Limit]] as const)
    .toSorted(([, a], [, b]) => b - a)
  const [nearestLimit, share] = used[0] ?? ['kvWritesPerDay', 0]
  return {
    sources: count,
    requestsPerDay,
    requestsPerTick,
    cpuMsPerTick,
    kvWritesPerDay,
    minutesBetweenPolls: ((polledAt[1] ?? Number.NaN) - (polledAt[0] ?? Number.NaN)) / MINUTE_MS,
    nearestLimit,
    used: round(share),
  }
}

const countWithStories = (entries: number): number => entries + Math.floor(entries / ENTRIES_PER_STORIES_WRITE)

/** A state in which all were heard. */
function hear(sources: readonly Source[]): State {
  const at = new Date(DAY - DAY_MS).toISOString()
  const heard = sources.map(({ id, url }): [string, SourceState] => [
    id,
    { url, since: at, lastPoll: at, lastSuccess: at, failures: 0 },
  ])
  return { ...createState('', at), sources: Object.fromEntries(heard) }
}

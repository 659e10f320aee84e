// Whose turn it is. A source's slot is a function of its position and the tick's time, so that no lost state can make
// all be asked at once, or one be asked never; state can only postpone it.
import type { Source } from '../definition/source.ts'
import type { State } from '../storage/state.ts'

export const POLL_TICK_MINUTES = 10
export const SOURCE_INTERVAL_MINUTES = 20

const MINUTE_MS = 60_000
/** Requests to sources in one tick, redirects counted; the free plan allows 50. */
export const TICK_REQUESTS_MAX = 45

/** Waiting times after 1, 2, 3, … failures in a row, in minutes; the last one stands for all that follow. */
const BACK_OFF_MINUTES = [20, 40, 60, 120, 240, 360]

/** Ticks of polling from one turn of a source to its next: as many as the interval has, or as the requests need. */
export function slotCount(sources: number): number {
  return Math.max(SOURCE_INTERVAL_MINUTES / POLL_TICK_MINUTES, Math.ceil(sources / TICK_REQUESTS_MAX))
}

/** The sources whose slot is the tick at `now` (milliseconds) and that state does not postpone. */
export function selectDue(sources: readonly Source[], state: State, now: number): Source[] {
  const slots = slotCount(sources.length)
  const slot = Math.floor(now / (POLL_TICK_MINUTES * MINUTE_MS)) % slots
  return sources.filter((source, position) => position % slots === slot && !isPostponed(source, state, now))
}

/** All sources that state does not postpone, those longest unasked first: for a poll that someone asked for. */
export function selectAll(sources: readonly Source[], state: State, now: number): Source[] {
  const lastPoll = ({ id }: Source): string => state.sources[id]?.lastPoll ?? ''
  return sources
    .filter((source) => !isPostponed(source, state, now))
    .sort((a, b) => (lastPoll(a) < lastPoll(b) ? -1 : lastPoll(a) > lastPoll(b) ? 1 : 0))
}

/** When the source will be asked next, in milliseconds: its first slot at which it is no longer postponed. */
export function nextDue(source: Source, sources: readonly Source[], state: State, now: number): number {
  const slots = slotCount(sources.length)
  const tick = POLL_TICK_MINUTES * MINUTE_MS
  const earliest = Math.max(now, Date.parse(notBefore(source, state) ?? '') || 0)
  const position = sources.indexOf(source) % slots
  const next = Math.ceil(earliest / tick)
  return (next + ((position - (next % slots) + slots) % slots)) * tick
}

/** The time before which a source that failed is left alone; `retryAfter` is the header's value (RFC 9110, 10.2.3). */
export function backOffUntil(failures: number, retryAfter: string | undefined, now: number): string {
  const minutes = BACK_OFF_MINUTES[Math.min(failures, BACK_OFF_MINUTES.length) - 1] ?? 0
  const asked = readRetryAfter(retryAfter, now)
  const longest = (BACK_OFF_MINUTES.at(-1) ?? 0) * MINUTE_MS
  return new Date(now + Math.max((minutes - 1) * MINUTE_MS, Math.min(asked, longest))).toISOString()
}

function readRetryAfter(value: string | undefined, now: number): number {
  if (value === undefined) return 0
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000
  return Math.max(0, (Date.parse(value) || 0) - now)
}

function isPostponed(source: Source, state: State, now: number): boolean {
  const until = notBefore(source, state)
  return until !== undefined && Date.parse(until) > now
}

function notBefore(source: Source, state: State): string | undefined {
  const known = state.sources[source.id]
  return known?.url === source.url ? known.notBefore : undefined
}

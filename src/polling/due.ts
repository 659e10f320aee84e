// Whose turn it is. A source's slot is a function of its position and the tick's time, so that no lost state can make
// all be asked at once, or one be asked never; state can only postpone it.
import type { Source } from '../definition/source.ts'
import { type State, stateOf } from '../storage/state.ts'

export const POLL_TICK_MINUTES = 10
export const SOURCE_INTERVAL_MINUTES = 20

const MINUTE_MS = 60_000
/** Requests to sources in one tick, redirects counted; the free plan allows 50. */
export const TICK_REQUESTS_MAX = 45
/** Sources in one tick that were never heard: all that they list is new, and may have to be parsed and written. */
export const NEVER_HEARD_MAX = 3

/** Ticks of polling from one turn of a source to its next: as many as the interval has, or as the requests need. */
export function slotCount(sources: number): number {
  return Math.max(SOURCE_INTERVAL_MINUTES / POLL_TICK_MINUTES, Math.ceil(sources / TICK_REQUESTS_MAX))
}

/**
 * The sources whose slot is the tick at `now` (milliseconds) and that state does not postpone, those longest unasked
 * first: where redirects use up the tick's requests, it must not always be the same that go without. Of those never
 * heard at most NEVER_HEARD_MAX.
 */
export function selectDue(sources: readonly Source[], state: State, now: number): Source[] {
  const slots = slotCount(sources.length)
  const slot = Math.floor(now / (POLL_TICK_MINUTES * MINUTE_MS)) % slots
  const due = sources.filter((source, position) => position % slots === slot && !isPostponed(source, state, now))
  let neverHeard = 0
  return longestUnaskedFirst(due, state).filter(
    (source) => stateOf(source, state)?.lastSuccess !== undefined || ++neverHeard <= NEVER_HEARD_MAX,
  )
}

/**
 * For a poll that someone asked for: all sources, longest unasked first, but those left alone because they failed. One
 * that answered and rests by its own wish can bear to be asked by a person.
 */
export function selectAll(sources: readonly Source[], state: State, now: number): Source[] {
  return longestUnaskedFirst(
    sources.filter((source) => !(isPostponed(source, state, now) && (state.sources[source.id]?.failures ?? 0) > 0)),
    state,
  )
}

function longestUnaskedFirst(sources: readonly Source[], state: State): Source[] {
  const lastPoll = ({ id }: Source): string => state.sources[id]?.lastPoll ?? ''
  return sources.toSorted((a, b) => (lastPoll(a) < lastPoll(b) ? -1 : lastPoll(a) > lastPoll(b) ? 1 : 0))
}

/**
 * When the source will be asked next, in milliseconds: its first slot at which it is no longer postponed. One that was
 * never heard may have to wait for others.
 */
export function nextDue(source: Source, sources: readonly Source[], state: State, now: number): number {
  const slots = slotCount(sources.length)
  const tick = POLL_TICK_MINUTES * MINUTE_MS
  const earliest = Math.max(now, Date.parse(notBefore(source, state, now) ?? '') || 0)
  const position = sources.indexOf(source) % slots
  const next = Math.ceil(earliest / tick)
  return (next + ((position - (next % slots) + slots) % slots)) * tick
}

function isPostponed(source: Source, state: State, now: number): boolean {
  const until = notBefore(source, state, now)
  return until !== undefined && Date.parse(until) > now
}

function notBefore(source: Source, state: State, now: number): string | undefined {
  const known = stateOf(source, state)
  if (!known) return undefined
  // Asked in the future: the clock has gone back, and what was reckoned from it means nothing.
  if (Date.parse(known.lastPoll) > now + POLL_TICK_MINUTES * MINUTE_MS) return undefined
  return known.notBefore
}

// Coverage: which sources were heard in a window, so that silence reads as "nothing happened" or as "we could not
// see". Kept as one bit per source and hour. Pure.
import type { Source } from '../definition/source.ts'
import { type Heard, type State, stateOf } from '../storage/state.ts'

export const COVERAGE_HOURS = 48

const HOUR_MS = 3_600_000
/** Names in the sentence; the rest are counted. */
const NAMED_MAX = 30

export interface Coverage {
  /** Start of the window, a full hour. Milliseconds. */
  readonly since: number
  readonly until: number
  readonly heard: readonly Source[]
  readonly notHeard: readonly Source[]
}

/** The bits with the hour of `now` set. Numbers hold 53 bits exactly; bit operators would cut at 32. */
export function markHeard(heard: Heard | undefined, now: number): Heard {
  const hour = Math.floor(now / HOUR_MS)
  const [last, bits] = heard ?? [hour, 0]
  const passed = hour - last
  if (passed < 0 || passed >= COVERAGE_HOURS) return [hour, 1] // long ago, or the clock has gone back
  const shifted = (bits * 2 ** passed) % 2 ** COVERAGE_HOURS
  return [hour, shifted % 2 === 1 ? shifted : shifted + 1]
}

/**
 * Which of the sources were heard since the full hour at or before `since`, which is moved into the 48 hours that are
 * kept. A source that was given another address counts from its first answer there.
 */
export function measureCoverage(sources: readonly Source[], state: State, since: number, now: number): Coverage {
  const oldest = Math.floor(now / HOUR_MS) - COVERAGE_HOURS + 1
  const from = Math.max(Math.floor(since / HOUR_MS), oldest)
  const window = { since: from * HOUR_MS, until: now }
  const wasHeard = (source: Source): boolean => listHours(stateOf(source, state)?.heard, window).includes('1')
  return {
    ...window,
    heard: sources.filter(wasHeard),
    notHeard: sources.filter((source) => !wasHeard(source)),
  }
}

/** One character an hour since the start of the window, oldest first: "1" where the source was heard. */
export function listHours(heard: Heard | undefined, { since, until }: Pick<Coverage, 'since' | 'until'>): string {
  const [last, bits] = heard ?? [0, 0]
  let hours = ''
  for (let hour = since / HOUR_MS; hour <= Math.floor(until / HOUR_MS); hour++) {
    const before = last - hour
    hours += before >= 0 && before < COVERAGE_HOURS && Math.floor(bits / 2 ** before) % 2 === 1 ? '1' : '0'
  }
  return hours
}

/** "heard 12 of 24 sources since 09:00 UTC; not heard: A, B" */
export function describeCoverage({ since, until, heard, notHeard }: Coverage): string {
  const all = heard.length + notHeard.length
  const start = new Date(since).toISOString()
  const day = start.slice(0, 10) === new Date(until).toISOString().slice(0, 10) ? '' : `${start.slice(0, 10)} `
  const sentence = `heard ${heard.length} of ${all} sources since ${day}${start.slice(11, 16)} UTC`
  if (notHeard.length === 0) return sentence
  const more = notHeard.length - NAMED_MAX
  const names = notHeard.slice(0, NAMED_MAX).map(({ title }) => title)
  return `${sentence}; not heard: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** The share that shareHeard gives, in thousandths, as it is noted. */
export function measureDay(sources: readonly Source[], state: State, day: string, now: number): number | undefined {
  const share = shareHeard(sources, state, day, now)
  return share && Math.round(share * 1000) / 1000
}

/**
 * Of the hours of a day in UTC that the state still knows, the share in which a source was heard, over all sources.
 * Undefined where it knows nothing of the day: before the first poll, or more than 48 hours ago.
 * @param day "2026-07-08"
 */
export function shareHeard(sources: readonly Source[], state: State, day: string, now: number): number | undefined {
  const from = Math.max(Date.parse(day), (Math.floor(now / HOUR_MS) - COVERAGE_HOURS + 1) * HOUR_MS)
  const window = { since: from, until: Math.min(now, Date.parse(day) + 24 * HOUR_MS - 1) }
  if (sources.length === 0 || window.until <= from || window.until < Date.parse(state.since)) return undefined
  const hours = sources.map((source) => listHours(stateOf(source, state)?.heard, window)).join('')
  return hours.replaceAll('0', '').length / hours.length
}

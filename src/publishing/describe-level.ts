// How unusual a day is, in words. A usual level is only spoken of where enough days were heard: a day on which the
// sources could not be read says nothing. Pure.
import type { Activity } from '../storage/activity.ts'
import { dayOf } from './activity.ts'

/** Share of a day's source hours that must have been heard for the day to count. */
export const COVERAGE_ENOUGH = 0.5
/** Days with enough coverage that must lie behind a usual level. */
export const LEVEL_DAYS_MIN = 28
/** So far back days are looked at. */
const LEVEL_DAYS_MAX = 84

const DAY_MS = 86_400_000

export interface Today {
  /** In UTC, "2026-07-08". */
  readonly day: string
  /** Stories that began on it until now. */
  readonly stories: number
}

export type Level =
  | { readonly kind: 'known'; readonly words: string; readonly usual: number }
  | { readonly kind: 'unknown'; readonly words: string; readonly daysHeard: number }

/**
 * "9 stories today; usual for a weekday is 2": the median of the weekdays, or of the days of weekends, that were heard in
 * the last twelve weeks. Unknown below 28 days heard in that time.
 */
export function describeLevel(activity: Activity | undefined, { day, stories }: Today): Level {
  const heard = activity ? listDaysHeard(activity, day) : []
  const today = `${stories} ${stories === 1 ? 'story' : 'stories'} today`
  if (heard.length < LEVEL_DAYS_MIN) {
    const words = `${today}; what is usual is said once ${LEVEL_DAYS_MIN} days were heard well enough, and ${heard.length} were`
    return { kind: 'unknown', words, daysHeard: heard.length }
  }
  const alike = heard.filter((other) => isWeekend(other) === isWeekend(day))
  const kind = alike.length === 0 ? 'day' : isWeekend(day) ? 'day of a weekend' : 'weekday'
  const compared = alike.length === 0 ? heard : alike
  const usual = median(compared.map((other) => activity?.days[other]?.stories ?? 0))
  return { kind: 'known', words: `${today}; usual for a ${kind} is ${usual}`, usual }
}

/** Whether it is known what happened on a day: a day that nobody heard is unknown, not empty. */
export function isDayHeard({ coverage }: Activity, day: string): boolean {
  return (coverage[day] ?? 0) >= COVERAGE_ENOUGH
}

function listDaysHeard(activity: Activity, day: string): string[] {
  const since = dayOf(Date.parse(day) - LEVEL_DAYS_MAX * DAY_MS)
  return Object.keys(activity.coverage).filter((other) => other >= since && other < day && isDayHeard(activity, other))
}

function isWeekend(day: string): boolean {
  return new Date(day).getUTCDay() % 6 === 0
}

/** Of two middle values the mean, rounded. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1] ?? 0, sorted[middle] ?? 0]
  return Math.round((low + high) / 2)
}

// Activity: how many stories began on each day, counted from index rows, so that counting again gives the same. Pure.
import { ACTIVITY_VERSION, type Activity, type DayCounts } from '../storage/activity.ts'
import type { IndexRow } from '../storage/entry-index.ts'

/** Twelve months, whatever years they touch. */
export const ACTIVITY_DAYS = 366

const DAY_MS = 86_400_000

/** "2026-07-08", in UTC. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

/**
 * Counts by the day on which entries were first seen. What is backfilled happened long before it was seen and is not
 * counted. A story counts on the day it began, with the terms and kinds of source of all its reports of that day.
 */
export function countDays(rows: Iterable<IndexRow>): Record<string, DayCounts> {
  const days: Record<string, DayCounts> = {}
  const announced = Array.from(rows).filter(({ backfilled }) => !backfilled)
  for (const [day, reports] of Map.groupBy(announced, ({ firstSeen }) => firstSeen.slice(0, 10))) {
    const stories = [...Map.groupBy(reports, ({ story }) => story)]
      .filter(([id, reports]) => reports.some((report) => report.id === id))
      .map(([, reports]) => reports)
    days[day] = {
      entries: reports.length,
      stories: stories.length,
      terms: countOnce(stories, ({ terms }) => terms),
      kinds: countOnce(stories, ({ kind }) => [kind]),
    }
  }
  return days
}

/** In how many of the stories each name stands. */
function countOnce(
  stories: readonly (readonly IndexRow[])[],
  namesOf: (row: IndexRow) => readonly string[],
): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const reports of stories) {
    for (const name of new Set(reports.flatMap(namesOf))) counts[name] = (counts[name] ?? 0) + 1
  }
  // In one order, whatever order the rows came in.
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The first day that has to be counted: of those added, or the first after what is counted; a year ago without any. */
export function firstUncounted(known: Activity | undefined, added: readonly IndexRow[], now: number): string {
  const oldest = dayOf(now - ACTIVITY_DAYS * DAY_MS)
  if (!known) return oldest
  const days = [dayOf(Date.parse(known.until) + DAY_MS), ...added.map(({ firstSeen }) => firstSeen.slice(0, 10))]
  const first = days.reduce((a, b) => (a < b ? a : b))
  return first < oldest ? oldest : first
}

/**
 * @param rows all rows of entries first seen on `from` or later
 * @param heard coverage of days that is known now (see Activity); what was noted before stands
 */
export function updateActivity(
  known: Activity | undefined,
  {
    rows,
    from,
    heard,
    now,
  }: {
    rows: Iterable<IndexRow>
    from: string
    heard: Readonly<Record<string, number>>
    now: number
  },
): Activity {
  const oldest = dayOf(now - ACTIVITY_DAYS * DAY_MS)
  const until = dayOf(now - DAY_MS)
  const keep = <T>(record: Readonly<Record<string, T>>, isKept: (day: string) => boolean) =>
    Object.entries(record).filter(([day]) => day >= oldest && day <= until && isKept(day))
  const sorted = <T>(entries: [string, T][]): Record<string, T> =>
    Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
  return {
    v: ACTIVITY_VERSION,
    until,
    days: sorted([...keep(known?.days ?? {}, (day) => day < from), ...keep(countDays(rows), (day) => day >= from)]),
    coverage: sorted(keep({ ...heard, ...known?.coverage }, () => true)),
  }
}

// Which entries a feed holds.
import { compareEntries } from '../entries/entry.ts'
import { type CompiledFilter, matchesFilter } from './filter.ts'
import { groupReports } from './group-stories.ts'
import type { PackRow } from './recent-pack.ts'

const WINDOW_MS = 48 * 3_600_000
const ENTRIES_MIN = 100
const ENTRIES_MAX = 300

/**
 * Those that match and are not backfilled; with view=stories of each story the first of them, and the first official
 * one where that is not official. Of these the last 48 h before the newest, at least 100 and at most 300.
 * Counted from the newest entry and not from the clock, so that the same entries always give the same feed.
 * @returns newest first
 */
export function selectFeedRows<R extends PackRow>(
  rows: readonly R[],
  filter: CompiledFilter,
  words: (row: R) => string,
): R[] {
  const matching = rows.filter((row) => !row.backfilled && matchesFilter(filter, row, () => words(row)))
  const announced = filter.view === 'all' ? matching : groupReports(matching).flatMap(announce)
  announced.sort((a, b) => compareEntries(b, a))
  const newest = announced[0]
  if (!newest) return []
  const since = new Date(Date.parse(newest.firstSeen) - WINDOW_MS).toISOString()
  return announced.slice(0, ENTRIES_MAX).filter(({ firstSeen }, index) => index < ENTRIES_MIN || firstSeen >= since)
}

/** What a feed says of a story. Reports that come later add nothing, unless one is the first official. */
function announce<R extends PackRow>(reports: readonly [R, ...R[]]): R[] {
  const [first] = reports
  const official = reports.find(({ kind }) => kind === 'official')
  return official && official !== first ? [first, official] : [first]
}

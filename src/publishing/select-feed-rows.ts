// Which entries a feed holds.
import { type CompiledFilter, matchesFilter } from './filter.ts'
import type { PackRow } from './recent-pack.ts'

/** A feed reaches back so far from its newest entry, with at least and at most so many entries. */
export const FEED_WINDOW_MS = 48 * 3_600_000
export const FEED_ENTRIES_MIN = 100
export const FEED_ENTRIES_MAX = 300

/**
 * Those that match and are not backfilled; with view=stories of each story the first of them, and the first official
 * one where that is not official. Of these the last 48 h before the newest, at least 100 and at most 300.
 * Counted from the newest entry and not from the clock, so that the same entries always give the same feed.
 * @param rows newest first, as the result
 */
export function selectFeedRows<R extends PackRow>(
  rows: readonly R[],
  filter: CompiledFilter,
  words: (row: R) => string,
): R[] {
  const matching = rows.filter((row) => !row.backfilled && matchesFilter(filter, row, () => words(row)))
  const announced = filter.view === 'all' ? matching : selectAnnounced(matching)
  const newest = announced[0]
  if (!newest) return []
  const since = new Date(Date.parse(newest.firstSeen) - FEED_WINDOW_MS).toISOString()
  return announced
    .slice(0, FEED_ENTRIES_MAX)
    .filter(({ firstSeen }, index) => index < FEED_ENTRIES_MIN || firstSeen >= since)
}

/** Of each story its first report and its first official one. What comes later adds nothing. */
function selectAnnounced<R extends PackRow>(rows: readonly R[]): R[] {
  const announced: R[] = []
  const stories = new Set<string>()
  const official = new Set<string>()
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i] as R
    const isOfficial = row.kind === 'official'
    if (!stories.has(row.story) || (isOfficial && !official.has(row.story))) announced.push(row)
    stories.add(row.story)
    if (isOfficial) official.add(row.story)
  }
  return announced.reverse()
}

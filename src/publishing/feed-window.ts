// Which entries a feed holds.
import { compareEntries, type Entry } from '../entries/entry.ts'

const WINDOW_MS = 48 * 3_600_000
const ENTRIES_MIN = 100
export const FEED_ENTRIES_MAX = 300

/**
 * The last 48 h before the newest entry, at least 100 entries and at most 300; newest first, nothing backfilled.
 * Counted from the newest entry and not from the clock, so that the same entries always give the same feed.
 */
export function selectFeedEntries<E extends Entry>(entries: Iterable<E>): E[] {
  const announced = Array.from(entries)
    .filter((entry) => !entry.backfilled)
    .sort((a, b) => compareEntries(b, a))
  const newest = announced[0]
  if (!newest) return []
  const since = new Date(Date.parse(newest.firstSeen) - WINDOW_MS).toISOString()
  return announced
    .slice(0, FEED_ENTRIES_MAX)
    .filter(({ firstSeen }, index) => index < ENTRIES_MIN || firstSeen >= since)
}

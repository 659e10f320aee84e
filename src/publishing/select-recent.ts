// Which entries the packed recent view keeps.
import { compareEntries } from '../entries/entry.ts'
import { RECENT_MAX } from '../storage/state.ts'
import type { PackRow } from './recent-pack.ts'

/** So many of each term from each kind of source are kept beyond the newest, so that no filter is empty without need. */
const PER_TERM_AND_KIND = 20
/** All rows at most: what a request can read. */
const ROWS_MAX = 1_000

type Row = Pick<PackRow, 'id' | 'firstSeen' | 'published' | 'story' | 'terms' | 'kind'>

/**
 * The newest 500, beyond them the newest 20 of each term and kind, and with each the earlier reports of its story:
 * otherwise the second report would come forward as the first when that one leaves, and readers would see it as new.
 * What was selected before and what is new give together what all entries give, as long as ROWS_MAX is not reached.
 * @returns newest first
 */
export function selectRecent<R extends Row>(entries: Iterable<R>): R[] {
  const sorted = Array.from(entries).sort((a, b) => compareEntries(b, a))
  if (sorted.length <= RECENT_MAX) return sorted
  const stories = Map.groupBy(sorted, ({ story }) => story)
  const kept = new Set<R>()
  const keep = (row: R): void => {
    const reports = stories.get(row.story) ?? []
    for (const report of reports.slice(reports.indexOf(row))) kept.add(report)
  }
  sorted.slice(0, RECENT_MAX).forEach(keep)
  for (const row of listRare(sorted)) if (kept.size < ROWS_MAX) keep(row)
  return sorted.filter((row) => kept.has(row))
}

/** The newest of each term and kind, newest first. */
function listRare<R extends Row>(sorted: readonly R[]): R[] {
  const counts = new Map<string, number>()
  return sorted.filter(({ terms, kind }) => {
    let isRare = false
    for (const term of terms) {
      const count = counts.get(`${kind} ${term}`) ?? 0
      if (count >= PER_TERM_AND_KIND) continue
      counts.set(`${kind} ${term}`, count + 1)
      isRare = true
    }
    return isRare
  })
}

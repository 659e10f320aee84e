// Which entries the packed recent view keeps.
import { RECENT_MAX } from '../storage/state.ts'
import type { PackRow } from './recent-pack.ts'

/** So many of each term from each kind of source are kept beyond the newest, so that no filter is empty without need. */
const PER_TERM_AND_KIND = 20
/** All rows at most, or little more: what a request can read. */
const ROWS_MAX = 1_000

type Row = Pick<PackRow, 'story' | 'terms' | 'kind'>

/**
 * The newest 500, beyond them the newest 20 of each term and kind, and with each the earlier reports of its story:
 * otherwise the second report would come forward as the first when that one leaves, and readers would see it as new.
 * What was selected before and what is new give together what all entries give, as long as ROWS_MAX is not reached.
 * @param rows newest first
 */
export function selectRecent<R extends Row>(rows: readonly R[]): readonly R[] {
  if (rows.length <= RECENT_MAX) return rows
  const counts = new Map<string, Map<string, number>>()
  const stories = new Set<string>()
  const kept: R[] = []
  for (const row of rows) {
    const isRare = countTerms(row, counts)
    const isKept = kept.length < RECENT_MAX || stories.has(row.story) || (isRare && kept.length < ROWS_MAX)
    if (!isKept) continue
    stories.add(row.story)
    kept.push(row)
  }
  return kept
}

/** Whether the row is among the first of any of its terms and its kind. */
function countTerms({ kind, terms }: Row, counts: Map<string, Map<string, number>>): boolean {
  const ofKind = counts.get(kind) ?? new Map<string, number>()
  counts.set(kind, ofKind)
  let isRare = false
  for (const term of terms) {
    const count = ofKind.get(term) ?? 0
    if (count === PER_TERM_AND_KIND) continue
    ofKind.set(term, count + 1)
    isRare = true
  }
  return isRare
}

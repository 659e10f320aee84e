// The stories of a view, from the packed recent entries. Only the cards of stories that are shown are read.
import type { Definition } from '../../definition/definition.ts'
import { compareEntries } from '../../entries/entry.ts'
import { compileFilter, type Filter, matchesFilter } from '../../publishing/filter.ts'
import { groupReports, groupStories, type Story } from '../../publishing/group-stories.ts'
import type { PackRow, RecentPack } from '../../publishing/recent-pack.ts'

/** More do not go on a page. */
const STORIES_MAX = 101
const ENOUGH_STORIES = 20

export interface SelectedStories {
  /** In the whole view; undefined where not all of it was looked at. */
  readonly count?: number
  /** Newest first, from `start` on; with view=all each report by itself. */
  readonly stories: readonly Story[]
  /** Where older ones may follow, the `until` of a view that begins with them. */
  readonly nextUntil?: string
  /** Whether this is that view: it goes on by time, and not by `start`. */
  readonly isOlder?: true
}

/**
 * @param filter one that does not end before the recent entries begin (see isBeforeRecent)
 * @param start id of the first report of the story to begin with; the newest where there is none of that id
 */
export function selectStories(
  pack: RecentPack,
  filter: Filter,
  definition: Definition,
  start: string | undefined,
): SelectedStories {
  const compiled = compileFilter(filter, definition)
  const rows = pack.rows.filter((row) => matchesFilter(compiled, row, () => pack.words(row)))
  const { bound } = pack
  const goesOn = bound !== undefined && (filter.since === undefined || filter.since <= bound)
  const groups = withoutGaps(groupRows(rows, filter), bound)
  const from = Math.max(
    0,
    groups.findIndex(([first]) => first.id === start),
  )
  const stories = groups.slice(from, from + STORIES_MAX).flatMap((group) => groupStories(group.map(pack.card)))
  return goesOn ? { stories, nextUntil: justAfter(bound) } : { stories, count: groups.length }
}

/** Whether a view until that time has nothing of which the recent entries are all there are. */
export function isBeforeRecent(until: string | undefined, { bound }: RecentPack): boolean {
  return until !== undefined && bound !== undefined && until <= justAfter(bound)
}

/** A millisecond later, so that a view `until` it has the moment itself. */
export const justAfter = (time: string): string => new Date(Date.parse(time) + 1).toISOString()

/**
 * Beyond the bound only some entries are at hand: for the views that would otherwise be nearly empty. The next page
 * begins at the bound and may show these once more, among the others.
 */
function withoutGaps(groups: readonly Group[], bound: string | undefined): readonly Group[] {
  if (bound === undefined) return groups
  const complete = groups.filter(([first]) => first.firstSeen > bound)
  return complete.length >= ENOUGH_STORIES ? complete : groups
}

type Group = readonly [PackRow, ...PackRow[]]

function groupRows(rows: readonly PackRow[], { view }: Filter): readonly Group[] {
  if (view === 'all') return rows.map((row) => [row] as const)
  return groupReports(rows).sort(([a], [b]) => compareEntries(b, a))
}

// The stories of a view, from the packed recent entries. Only the cards of stories that are shown are read.
import type { Definition } from '../../definition/definition.ts'
import { compareEntries } from '../../entries/entry.ts'
import { compileFilter, type Filter, matchesFilter } from '../../publishing/filter.ts'
import { groupReports, groupStories, type Story } from '../../publishing/group-stories.ts'
import type { PackRow, RecentPack } from '../../publishing/recent-pack.ts'

/** More do not go on a page. */
const STORIES_MAX = 101

export interface SelectedStories {
  /** In the whole view. */
  readonly count: number
  /** Newest first, from `start` on; with view=all each report by itself. */
  readonly stories: readonly Story[]
}

/** @param start id of the first report of the story to begin with; the newest where there is none of that id */
export function selectStories(
  pack: RecentPack,
  filter: Filter,
  definition: Definition,
  start: string | undefined,
): SelectedStories {
  const compiled = compileFilter(filter, definition)
  const rows = pack.rows.filter((row) => matchesFilter(compiled, row, () => pack.words(row)))
  const groups = groupRows(rows, filter)
  const from = Math.max(
    0,
    groups.findIndex(([first]) => first.id === start),
  )
  const stories = groups.slice(from, from + STORIES_MAX).flatMap((group) => groupStories(group.map(pack.card)))
  return { count: groups.length, stories }
}

function groupRows(rows: readonly PackRow[], { view }: Filter): readonly (readonly [PackRow, ...PackRow[]])[] {
  if (view === 'all') return rows.map((row) => [row] as const)
  return groupReports(rows).sort(([a], [b]) => compareEntries(b, a))
}

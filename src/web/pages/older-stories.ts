// What is older than the recent entries, which the pages show from the index: a day or month of the chart.
import type { Definition } from '../../definition/definition.ts'
import type { Entry } from '../../entries/entry.ts'
import { makeCard } from '../../publishing/card.ts'
import type { Filter } from '../../publishing/filter.ts'
import { groupStories } from '../../publishing/group-stories.ts'
import { listEntries } from '../../publishing/list-entries.ts'
import type { LogContext } from '../../publishing/render-log.ts'
import { selectBy } from '../entries.ts'
import { justAfter, type SelectedStories } from './select-stories.ts'

/** Whole entries are read here, 7 kB each, so a page has fewer of them. */
const ENTRIES_MAX = 40

/** The newest stories of a view that ends before the recent entries begin. */
export async function selectOlderStories(
  { log, store }: LogContext,
  filter: Filter,
  definition: Definition,
  now: number,
): Promise<SelectedStories> {
  const listing = { order: 'desc', after: undefined, limit: ENTRIES_MAX, ...selectBy(filter, definition), now } as const
  const listed = await listEntries(log, listing, store)
  if (listed.kind === 'gap') return { stories: [], isOlder: true }
  const { entries, isEnd, last } = listed
  if (isEnd) return { stories: groupOf(entries, filter), isOlder: true }
  // Entries of one moment stay together: the next page begins before or with all of them.
  const end = entries.at(-1)?.firstSeen ?? last?.slice(0, new Date(now).toISOString().length) ?? ''
  const before = entries.filter(({ firstSeen }) => firstSeen > end)
  return before.length > 0
    ? { stories: groupOf(before, filter), nextUntil: justAfter(end), isOlder: true }
    : { stories: groupOf(entries, filter), nextUntil: end, isOlder: true }
}

function groupOf(entries: readonly Entry[], { view }: Filter) {
  const cards = entries.map(makeCard)
  return view === 'all' ? cards.flatMap((card) => groupStories([card])) : groupStories(cards)
}

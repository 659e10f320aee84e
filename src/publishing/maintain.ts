// The maintenance tick, once a day in place of a publish. The only place beside a lost state that lists KV. Readable
// from top to bottom: list of the entries → what the state forgot → index → activity → views.
import type { IndexRow } from '../storage/entry-index.ts'
import { type RecentRow, repairRecent, type State } from '../storage/state.ts'
import type { Store } from '../storage/store.ts'
import { addWrites } from '../storage/write-budget.ts'
import { dayOf, firstUncounted, updateActivity } from './activity.ts'
import { readEntryLog, readLogPages } from './entry-log.ts'
import { maintainIndex } from './maintain-index.ts'
import { type PublishContext, type PublishResult, republish } from './publish.ts'
import { readRecentRows } from './recent-rows.ts'

const DAY_MS = 86_400_000

export interface MaintainContext extends PublishContext {
  /** Of the source hours of a day in UTC, the share that was heard; undefined where the state does not know. */
  readonly measureDay: (state: State, day: string, now: number) => number | undefined
  readonly log: (line: Record<string, unknown>) => void
}

/**
 * Puts right what polls at once and stale reads may have left wrong, and what got lost: entries that are stored but not
 * listed in the state, pages of the index, the activity, and views rendered from what KV showed at the time.
 */
export async function maintain(state: State, context: MaintainContext): Promise<PublishResult> {
  const { store, now } = context
  const listed = await store.listEntryRows()
  const repaired = repairRecent(state, listed)
  try {
    if (repaired !== state) await store.writeState({ ...repaired, writes: addWrites(repaired.writes, 1, now) })
    await maintainDerived(state, listed, context)
  } catch (error) {
    return { kind: 'failed', reason: String(error) }
  }
  return republish(repaired, context)
}

async function maintainDerived(state: State, listed: readonly RecentRow[], context: MaintainContext): Promise<void> {
  const { store, now, log } = context
  const recent = await readRecentRows(store)
  const known = new Map(recent.map((row) => [row.id, row]))
  const { added, filled, left } = await maintainIndex(listed, { store, now, known, recent: state.recent })
  const activity = await store.readActivity()
  const from = firstUncounted(activity, added, now)
  const rows = await readRowsSince(from, store)
  const heard = measureDays(state, context)
  const updated = updateActivity(activity, { rows, from, heard, now })
  if (JSON.stringify(updated) !== JSON.stringify(activity)) await store.writeActivity(updated)
  // What is left is more than one maintenance reads, or could not be seen yet. It goes on with the next.
  log({ event: 'maintained', entries: listed.length, indexed: added.length, filled, left, countedFrom: from })
}

/** Rows of all indexed entries first seen on the day or later. */
async function readRowsSince(day: string, store: Store): Promise<IndexRow[]> {
  const entryLog = await readEntryLog(store, [])
  const first = Math.max(1, entryLog.head.starts.findLastIndex((start) => start < day) + 1)
  const numbers = Array.from({ length: entryLog.pages - first + 1 }, (_, i) => first + i)
  const pages = await readLogPages(entryLog, numbers, store)
  return [...pages.values()].flat().filter(({ firstSeen }) => firstSeen >= day)
}

/** The state has 48 hours: yesterday, and most of the day before in case its maintenance failed. */
function measureDays(state: State, { measureDay, now }: MaintainContext): Record<string, number> {
  const days = [dayOf(now - DAY_MS), dayOf(now - 2 * DAY_MS)]
  return Object.fromEntries(
    days.flatMap((day) => {
      const share = measureDay(state, day, now)
      return share === undefined ? [] : [[day, share]]
    }),
  )
}

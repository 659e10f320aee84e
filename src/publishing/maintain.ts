// The maintenance tick, once a day in place of a publish. The only place beside a lost state that lists KV. Readable
// from top to bottom: list of the entries → what the state forgot → index → activity → views.
import { compareEntries } from '../entries/entry.ts'
import type { IndexRow } from '../storage/entry-index.ts'
import { type RecentRow, repairRecent, type State } from '../storage/state.ts'
import type { Store } from '../storage/store.ts'
import { addWrites } from '../storage/write-budget.ts'
import { dayOf, firstUncounted, updateActivity } from './activity.ts'
import { readEntryLog, readLogPages } from './entry-log.ts'
import { maintainIndex } from './maintain-index.ts'
import { type PublishContext, type PublishResult, readPack, republish } from './publish.ts'
import { selectRecent } from './select-recent.ts'

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
    const pack = await readPack(store)
    const recent = pack?.rows ?? []
    await maintainIndexAndActivity(state, { listed, recent }, context)
    return await republish(repaired, context, await findBeyondRecent(repaired, { listed, recent }, store), pack)
  } catch (error) {
    return { kind: 'failed', reason: String(error) }
  }
}

interface Known {
  /** All stored entries. */
  readonly listed: readonly RecentRow[]
  /** Rows of the recent view as it was. */
  readonly recent: readonly IndexRow[]
}

async function maintainIndexAndActivity(state: State, { listed, recent }: Known, context: MaintainContext) {
  const { store, now, log } = context
  const known = new Map(recent.map((row) => [row.id, row]))
  const { added, filled, left } = await maintainIndex(listed, { store, now, known, recent: state.recent })
  const activity = await store.readActivity()
  const from = firstUncounted(activity, added, now)
  const updated = updateActivity(activity, {
    rows: await readRowsSince(from, store),
    from,
    heard: measureDays(state, context),
    now,
  })
  if (JSON.stringify(updated) !== JSON.stringify(activity)) await store.writeActivity(updated)
  // What is left is more than one maintenance reads, or could not be seen yet. It goes on with the next.
  log({ event: 'maintained', entries: listed.length, indexed: added.length, filled, left, countedFrom: from })
}

/**
 * Ids of entries that the recent view has beyond the newest, where it has none of them: it got lost and was made again
 * from the newest.
 */
async function findBeyondRecent({ recent: newest }: State, { listed, recent }: Known, store: Store): Promise<string[]> {
  const known = new Set(newest.map(([id]) => id))
  const oldest = newest[0]?.[1] ?? ''
  if (listed.length <= newest.length || recent.some(({ firstSeen }) => firstSeen < oldest)) return []
  const newestFirst = (await readRowsSince('', store)).sort((a, b) => compareEntries(b, a))
  return selectRecent(newestFirst).flatMap(({ id }) => (known.has(id) ? [] : id))
}

/** Rows of all indexed entries first seen on the day or later; of all where it is empty. */
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

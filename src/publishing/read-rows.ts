// Index rows of entries: from what is known already, else from the entries, of which a maintenance reads only so many.
import { type IndexRow, toIndexRow } from '../storage/entry-index.ts'
import type { RecentRow } from '../storage/state.ts'
import type { Store } from '../storage/store.ts'

/**
 * Entries read in one maintenance, about 7 kB each: 20 of the platform's 1,000 operations and 14 MB. What is over it
 * goes on the next day. On a usual day none is read, because the recent view has the rows.
 */
export const MAINTENANCE_READS_MAX = 2_000

export interface RowReader {
  hasRoomFor(listed: readonly RecentRow[]): boolean
  /** The rows of those that can be read now: KV may not show an entry yet. */
  read(listed: readonly RecentRow[]): Promise<IndexRow[]>
}

export function createRowReader(store: Store, known: ReadonlyMap<string, IndexRow>): RowReader {
  let left = MAINTENANCE_READS_MAX
  const listUnread = (listed: readonly RecentRow[]): readonly RecentRow[] => listed.filter(([id]) => !known.has(id))
  return {
    hasRoomFor: (listed) => listUnread(listed).length <= left,
    async read(listed) {
      const unread = listUnread(listed)
      left -= unread.length
      const entries = await store.readEntries(unread.map(([id]) => id))
      return listed.flatMap(([id]) => {
        const entry = entries.get(id)
        return known.get(id) ?? (entry ? toIndexRow(entry) : [])
      })
    },
  }
}

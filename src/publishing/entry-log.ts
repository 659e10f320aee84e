// All entries in one order, in pages of 100: the closed pages of the index, and behind them what is not in a closed page
// yet, as the open page and the recent rows tell. The archive, the feed of all entries and the API walk along it.
import { type Hidden, NOTHING_HIDDEN } from '../definition/hidden.ts'
import {
  compareRows,
  INDEX_PAGE_ROWS,
  INDEX_VERSION,
  type IndexHead,
  type IndexRow,
  orderKey,
} from '../storage/entry-index.ts'
import { RECENT_MAX } from '../storage/state.ts'
import type { Store } from '../storage/store.ts'
import { FEED_ENTRIES_MAX, FEED_ENTRIES_MIN, FEED_WINDOW_MS } from './select-feed-rows.ts'

/** Read at once where the head of the index is lost. */
const PROBE_PAGES = 20

export interface EntryLog {
  readonly head: IndexHead
  /** Whether there may be entries that neither a page nor the recent rows tell of: the head is lost. */
  readonly isHeadLost: boolean
  /** Number of pages, the last of which may have few rows or, where there is no entry, none. */
  readonly pages: number
  /** What is in no closed page yet, oldest first. */
  readonly open: readonly IndexRow[]
  /** They keep their places and are shown nowhere. */
  readonly hidden: Hidden
}

/** @param recent the recent rows, in any order */
export async function readEntryLog(
  store: Store,
  recent: Iterable<IndexRow>,
  hidden: Hidden = NOTHING_HIDDEN,
): Promise<EntryLog> {
  const rows = [...recent]
  const stored = await store.readIndexHead()
  const head = stored ?? (await readLostHead(store))
  const next = head.starts.length + 1
  const page = (await store.readIndexPages([next])).get(next) ?? []
  const end = page.at(-1)
  const last = end ? orderKey(end) : head.last
  const since = rows.filter((row) => orderKey(row) > last).sort(compareRows)
  const open = [...page, ...since]
  const pages = Math.max(1, head.starts.length + Math.ceil(open.length / INDEX_PAGE_ROWS))
  // A deployment that never had more entries than the recent rows hold has no head before its first maintenance.
  return { head, isHeadLost: !stored && rows.length >= RECENT_MAX, pages, open, hidden }
}

/** The head that the pages give; maintenance writes it again. */
async function readLostHead(store: Store): Promise<IndexHead> {
  const starts: string[] = []
  let last = ''
  for (let from = 1; ; from += PROBE_PAGES) {
    const pages = await store.readIndexPages(Array.from({ length: PROBE_PAGES }, (_, i) => from + i))
    for (let n = from; n < from + PROBE_PAGES; n++) {
      const rows = pages.get(n) ?? []
      const [first, end] = [rows[0], rows.at(-1)]
      if (!first || !end || rows.length < INDEX_PAGE_ROWS) return { v: INDEX_VERSION, starts, last }
      starts.push(orderKey(first))
      last = orderKey(end)
    }
  }
}

export function isClosedPage({ head }: EntryLog, number: number): boolean {
  return number <= head.starts.length
}

/**
 * The rows of pages, oldest first. A closed page that got lost is not among them: maintenance fills it again, and
 * until then it must not pass for an empty one.
 */
export async function readLogPages(
  log: EntryLog,
  numbers: readonly number[],
  store: Store,
): Promise<Map<number, readonly IndexRow[]>> {
  const closed = numbers.filter((n) => isClosedPage(log, n))
  const pages = new Map<number, readonly IndexRow[]>(closed.length > 0 ? await store.readIndexPages(closed) : [])
  for (const n of numbers) {
    const from = (n - 1 - log.head.starts.length) * INDEX_PAGE_ROWS
    if (from >= 0) pages.set(n, log.open.slice(from, from + INDEX_PAGE_ROWS))
  }
  return pages
}

/**
 * The newest entries from the start of a page on, so that the pages before it hold all others: the last 48 h before the
 * newest entry, at least 100 entries and at most 300 where there are so many.
 */
export async function selectWindow(
  log: EntryLog,
  store: Store,
): Promise<{ rows: readonly IndexRow[]; firstPage: number }> {
  const closed = log.head.starts.length
  const wanted = Math.floor(Math.max(0, FEED_ENTRIES_MAX - log.open.length) / INDEX_PAGE_ROWS)
  const numbers = Array.from({ length: log.pages }, (_, i) => i + 1).filter((n) => n > closed - wanted)
  const pages = await readLogPages(log, numbers, store)
  const newest = log.open.at(-1) ?? pages.get(closed)?.at(-1)
  const since = newest ? new Date(Date.parse(newest.firstSeen) - FEED_WINDOW_MS).toISOString() : ''
  let rows: readonly IndexRow[] = []
  let firstPage = log.pages
  for (let n = log.pages; n > 0; n--) {
    const page = pages.get(n)
    if (!page || rows.length + page.length > FEED_ENTRIES_MAX) break
    if (rows.length >= FEED_ENTRIES_MIN && (page.at(-1)?.firstSeen ?? '') < since) break
    rows = [...page, ...rows]
    firstPage = n
  }
  return { rows, firstPage }
}

// A page of entries along the log, newest first or, for those who poll, oldest first. A cursor is a place in the order:
// what arrives meanwhile moves nothing before it.
import { INDEX_PAGE_ROWS, type IndexRow, orderKey, timeOf } from '../storage/entry-index.ts'
import type { Store, StoredEntry } from '../storage/store.ts'
import { type EntryLog, readLogPages } from './entry-log.ts'

/** Rows that one request looks at, and entries that it reads, where a filter leaves out most of them. */
export const ROWS_PER_REQUEST = 2_000
export const READS_PER_REQUEST = 300
/** Maintenance is daily: so long after it was first seen an entry may have been put into the order. */
const FOUND_WITHIN_MS = 2 * 86_400_000
/** An entry this young that cannot be read is only not seen yet. */
const VISIBLE_WITHIN_MS = 3_600_000

export interface Listing {
  readonly order: 'asc' | 'desc'
  /** Key of the row behind which to go on, as orderKey gives it; from the start without. */
  readonly after: string | undefined
  readonly limit: number
  /** Which rows to list, by what the index has of them. */
  readonly accepts?: (row: IndexRow) => boolean
  /** Which entries, where the row is not enough to tell. */
  readonly acceptsEntry?: (entry: StoredEntry) => boolean
  /** since ≤ firstSeen < until, ISO 8601 UTC. Saves looking at what is outside. */
  readonly since?: string
  readonly until?: string
  /** Milliseconds. */
  readonly now: number
}

export type ListedEntries =
  | {
      readonly kind: 'listed'
      readonly entries: readonly StoredEntry[]
      /** Key of the last row looked at: behind it the next page begins. */
      readonly last: string | undefined
      readonly isEnd: boolean
    }
  /** A page of the index is lost, and what it had must not be passed over. */
  | { readonly kind: 'gap'; readonly page: number }

export async function listEntries(log: EntryLog, listing: Listing, store: Store): Promise<ListedEntries> {
  const { order, limit, accepts, acceptsEntry, since, until, now } = listing
  const isAsc = order === 'asc'
  const [start, stop] = findBounds(listing)
  const isPast = (row: IndexRow, place: string | undefined): boolean =>
    place !== undefined && (isAsc ? orderKey(row) > place : orderKey(row) < place)
  const isWanted = (row: IndexRow): boolean =>
    !log.hidden.has(row.id) &&
    (since === undefined || row.firstSeen >= since) &&
    (until === undefined || row.firstSeen < until) &&
    (!accepts || accepts(row))

  const entries: StoredEntry[] = []
  let last = listing.after
  let looked = 0
  let reads = 0
  for (let n = findPage(log, order, start); n >= 1 && n <= log.pages; n += isAsc ? 1 : -1) {
    const page = (await readLogPages(log, [n], store)).get(n)
    if (!page) return entries.length > 0 ? { kind: 'listed', entries, last, isEnd: false } : { kind: 'gap', page: n }
    const rows = (isAsc ? page : page.toReversed()).filter((row) => start === undefined || isPast(row, start))
    for (let from = 0; from < rows.length; ) {
      const chunk = cutChunk(rows, from, limit - entries.length, isWanted)
      const stored = await store.readEntries(chunk.wanted.map(({ id }) => id))
      const unseen = isAsc && chunk.wanted.find((row) => !stored.has(row.id) && isYoung(row, now))
      for (const row of rows.slice(from, chunk.to)) {
        if (row === unseen || isPast(row, stop)) return { kind: 'listed', entries, last, isEnd: true }
        last = orderKey(row)
        const entry = isWanted(row) ? stored.get(row.id) : undefined
        if (entry && (!acceptsEntry || acceptsEntry(entry))) entries.push(entry)
      }
      looked += chunk.to - from
      reads += chunk.wanted.length
      from = chunk.to
      if (entries.length >= limit || looked >= ROWS_PER_REQUEST || (acceptsEntry && reads >= READS_PER_REQUEST)) {
        const isEnd = from === rows.length && n === (isAsc ? log.pages : 1)
        return { kind: 'listed', entries, last, isEnd }
      }
    }
  }
  return { kind: 'listed', entries, last, isEnd: true }
}

/** Where to begin and where to stop, as keys or times, which begin keys. An entry stands at its first-seen time or later. */
function findBounds({ order, after, since, until }: Listing): [string | undefined, string | undefined] {
  const latest = until && new Date(Date.parse(until) + FOUND_WITHIN_MS).toISOString()
  const [start, stop] = order === 'asc' ? [since, latest] : [latest, since]
  return [after ?? start, stop]
}

/** The page in which to begin: the one that has the place, or one before it. */
export function findPage({ head, open, pages }: EntryLog, order: Listing['order'], start: string | undefined): number {
  if (start === undefined) return order === 'asc' ? 1 : pages
  const rowsBefore = open.findLastIndex((row) => orderKey(row) <= start) + 1
  if (rowsBefore > 0) return head.starts.length + Math.ceil(rowsBefore / INDEX_PAGE_ROWS)
  return Math.max(1, head.starts.findLastIndex((key) => key <= start) + 1)
}

/** The next rows, up to as many wanted ones as may be listed. */
function cutChunk(
  rows: readonly IndexRow[],
  from: number,
  count: number,
  isWanted: (row: IndexRow) => boolean,
): { wanted: IndexRow[]; to: number } {
  const wanted: IndexRow[] = []
  let to = from
  for (; to < rows.length && wanted.length < count; to++) {
    const row = rows[to]
    if (row && isWanted(row)) wanted.push(row)
  }
  return { wanted, to }
}

function isYoung(row: IndexRow, now: number): boolean {
  return now - Date.parse(timeOf(row)) < VISIBLE_WITHIN_MS
}

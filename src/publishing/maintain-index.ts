// Maintenance of the index: entries that are stored and not in it are put in, pages that got lost are filled again.
// Closed pages stay as they are. Stopped anywhere, the next maintenance goes on from what is written.
import { compareRows, INDEX_PAGE_ROWS, type IndexRow, timeOf } from '../storage/entry-index.ts'
import type { RecentRow } from '../storage/state.ts'
import type { Store } from '../storage/store.ts'
import { fillGaps } from './fill-gaps.ts'
import {
  agrees,
  choosePages,
  countRows,
  describePages,
  type IndexPages,
  isClosed,
  listTrail,
  readPages,
} from './index-pages.ts'
import { createRowReader, type RowReader } from './read-rows.ts'

/** A poll may still be writing entries that it first saw since then. */
export const SETTLED_MS = 4 * 60_000
/** Rows are read and written in portions, so that a maintenance that is stopped has got somewhere. */
const PORTION_ROWS = 500

export interface IndexContext {
  readonly store: Store
  /** Milliseconds. */
  readonly now: number
  /** Rows that need not be read from the entries. */
  readonly known: ReadonlyMap<string, IndexRow>
  /** What the state listed before this maintenance, oldest first. What it should have known it forgot. */
  readonly recent: readonly RecentRow[]
}

export interface IndexResult {
  /** Rows put in now, those of pages filled again too. */
  readonly added: readonly IndexRow[]
  /** Numbers of pages that were lost and are filled again. */
  readonly filled: readonly number[]
  /** Entries that wait for the next maintenance. */
  readonly left: number
}

/** @param listed all stored entries, as KV lists them */
export async function maintainIndex(listed: readonly RecentRow[], context: IndexContext): Promise<IndexResult> {
  const { store, now, known, recent } = context
  const counts = await store.listIndexPages()
  const head = await store.readIndexHead()
  let pages = await readPages(choosePages(counts, now), counts, store)
  let missing = findMissing(listed, pages)
  if (pages.gaps.length > 0 || !agrees(head, pages) || countRows(counts) + missing.length !== listed.length) {
    pages = await readPages([...counts.keys()], counts, store)
    const indexed = new Set([...pages.rows.values()].flatMap((rows) => rows.map(({ id }) => id)))
    missing = listed.filter(([id]) => !indexed.has(id))
  }

  const isForgotten = findForgotten(recent)
  const isBefore = (time: number) => (row: RecentRow) => row[1] <= new Date(time).toISOString()
  const end = pages.rows.get(pages.last)?.at(-1)
  const isLate = (row: RecentRow): boolean => isForgotten(row) || (end !== undefined && row[1] < timeOf(end))
  const quiet = missing.filter(isBefore(now - SETTLED_MS))
  // Late ones go to the end, and who reads on there must not be past it already.
  const horizon = pages.gaps.length === 0 && quiet.some(isLate) ? now : now - SETTLED_MS
  const settled = missing.filter(isBefore(horizon)).sort(compareListed)

  const reader = createRowReader(store, known)
  const filling = await fillGaps(pages, settled, reader, store)
  const added = await appendRows(filling.rest, pages, { horizon, isForgotten }, reader, store)
  const after = describePages(pages, head)
  if (JSON.stringify(after) !== JSON.stringify(head)) await store.writeIndexHead(after)
  const refilled = filling.filled.flatMap((n) => pages.rows.get(n) ?? [])
  return { added: [...refilled, ...added], filled: filling.filled, left: filling.rest.length - added.length }
}

/** Listed entries that belong behind the start of the pages read at the end, and are not in them. */
function findMissing(listed: readonly RecentRow[], pages: IndexPages): RecentRow[] {
  const trail = listTrail(pages).flatMap((n) => pages.rows.get(n) ?? [])
  const since = listTrail(pages)[0] === 1 || !trail[0] ? '' : timeOf(trail[0])
  const indexed = new Set(trail.map(({ id }) => id))
  return listed.filter(([id, firstSeen]) => firstSeen >= since && !indexed.has(id))
}

/** Tells what the state should list and does not. Of the oldest moment that it lists it may have dropped some. */
function findForgotten(recent: readonly RecentRow[]): (row: RecentRow) => boolean {
  const known = new Set(recent.map(([id]) => id))
  const since = recent[0]?.[1]
  return ([id, firstSeen]) => since !== undefined && firstSeen > since && !known.has(id)
}

interface Placing {
  /** Milliseconds; all rows are older. */
  readonly horizon: number
  readonly isForgotten: (row: RecentRow) => boolean
}

/**
 * Puts rows at the end, in order; closes pages that become full.
 * @param settled oldest first
 * @returns those that were put in
 */
async function appendRows(
  settled: readonly RecentRow[],
  pages: IndexPages,
  { horizon, isForgotten }: Placing,
  reader: RowReader,
  store: Store,
): Promise<IndexRow[]> {
  let open: readonly IndexRow[] =
    pages.last > 0 && !isClosed(pages.last, pages) ? (pages.rows.get(pages.last) ?? []) : []
  let number = open.length > 0 ? pages.last : pages.last + 1
  let end = open.at(-1) ?? pages.rows.get(pages.last)?.at(-1)
  const added: IndexRow[] = []
  const add = async (rows: readonly IndexRow[]): Promise<void> => {
    added.push(...rows)
    end = rows.at(-1) ?? end
    open = [...open, ...rows]
    for (; open.length >= INDEX_PAGE_ROWS; open = open.slice(INDEX_PAGE_ROWS)) {
      const page = open.slice(0, INDEX_PAGE_ROWS)
      await store.writeIndexPage(number, page)
      pages.rows.set(number, page)
      pages.last = number++
    }
  }

  const late: IndexRow[] = []
  for (const portion of cutBetweenTimes(settled)) {
    if (!reader.hasRoomFor(portion)) break
    const rows = (await reader.read(portion)).sort(compareRows)
    const isLate = (row: IndexRow): boolean =>
      isForgotten([row.id, row.firstSeen]) || (end !== undefined && compareRows(row, end) < 0)
    late.push(...rows.filter(isLate))
    await add(rows.filter((row) => !isLate(row)))
  }
  // While a page is lost, what seems late may belong there.
  if (pages.gaps.length === 0) {
    const found = new Date(horizon).toISOString()
    const foundAt = end && timeOf(end) > found ? timeOf(end) : found
    await add(late.map((row) => ({ ...row, foundAt })).sort(compareRows))
  }
  if (open.length > 0 && added.length > 0) {
    await store.writeIndexPage(number, open)
    pages.rows.set(number, open)
    pages.last = number
  }
  return added
}

/** Portions that do not part entries of one moment: their order is only known when they are read. */
function* cutBetweenTimes(listed: readonly RecentRow[]): Generator<readonly RecentRow[]> {
  for (let from = 0; from < listed.length; ) {
    let to = Math.min(listed.length, from + PORTION_ROWS)
    while (to < listed.length && listed[to]?.[1] === listed[to - 1]?.[1]) to++
    yield listed.slice(from, to)
    from = to
  }
}

function compareListed([a, x]: RecentRow, [b, y]: RecentRow): number {
  return x < y ? -1 : x > y ? 1 : a < b ? -1 : a > b ? 1 : 0
}

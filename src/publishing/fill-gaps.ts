// Index pages that got lost are filled again with the entries that no other page has. Where nothing else is missing
// those are the ones it had, in the same order.
import { compareRows, INDEX_PAGE_ROWS, type IndexRow, orderKey, timeOf } from '../storage/entry-index.ts'
import type { RecentRow } from '../storage/state.ts'
import type { Store } from '../storage/store.ts'
import type { IndexPages } from './index-pages.ts'
import type { RowReader } from './read-rows.ts'

interface Filling {
  /** Numbers of the pages that are filled again. */
  readonly filled: readonly number[]
  /** What no gap needed. */
  readonly rest: readonly RecentRow[]
}

/** @param missing entries that no page has, oldest first */
export async function fillGaps(
  pages: IndexPages,
  missing: readonly RecentRow[],
  reader: RowReader,
  store: Store,
): Promise<Filling> {
  let rest = missing
  const filled: number[] = []
  for (const n of pages.gaps) {
    const before = pages.rows.get(n - 1)?.at(-1)
    const next = findNext(pages, n)
    if (!next || pages.gaps.includes(n - 1)) continue // the gap before it could not be filled
    const pool = choosePool(rest, before, next)
    if (!reader.hasRoomFor(pool)) break
    const rows = await reader.read(pool)
    if (rows.length < pool.length) continue // not to be seen yet
    const page = chooseRows(rows, before, next)
    await store.writeIndexPage(n, page)
    pages.rows.set(n, page)
    pages.gaps = pages.gaps.filter((gap) => gap !== n)
    filled.push(n)
    const used = new Set(page.map(({ id }) => id))
    rest = rest.filter(([id]) => !used.has(id))
  }
  return { filled, rest }
}

/** The row that follows a gap. */
function findNext({ rows, last }: IndexPages, gap: number): IndexRow | undefined {
  for (let n = gap + 1; n <= last; n++) {
    const first = rows.get(n)?.[0]
    if (first) return first
  }
  return undefined
}

/** A page of what belongs behind the row before, whole moments; where that is too little, all that is older too. */
function choosePool(
  missing: readonly RecentRow[],
  before: IndexRow | undefined,
  after: IndexRow,
): readonly RecentRow[] {
  const older = missing.filter(([, firstSeen]) => firstSeen <= timeOf(after))
  const inPlace = before ? older.filter(([, firstSeen]) => firstSeen >= timeOf(before)) : older
  // Those of the moment of the row before may belong before it.
  const later = before ? inPlace.filter(([, firstSeen]) => firstSeen > timeOf(before)) : inPlace
  const end = later[INDEX_PAGE_ROWS - 1]?.[1]
  return end === undefined ? older : inPlace.filter(([, firstSeen]) => firstSeen <= end)
}

/** Those that belong between the neighbours; where they are too few, the page had late ones as well. */
function chooseRows(rows: readonly IndexRow[], before: IndexRow | undefined, after: IndexRow): IndexRow[] {
  const inOrder = rows.filter((row) => compareRows(row, after) < 0).sort(compareRows)
  const isLate = (row: IndexRow): boolean => before !== undefined && compareRows(row, before) < 0
  const inPlace = inOrder.filter((row) => !isLate(row)).slice(0, INDEX_PAGE_ROWS)
  const spare = INDEX_PAGE_ROWS - inPlace.length
  const late = spare > 0 && before ? inOrder.filter(isLate).slice(-spare) : []
  const foundAt = before && new Date(Date.parse(timeOf(before)) + 1).toISOString()
  const found = late
    .map((row) => (foundAt ? { ...row, foundAt } : row))
    .filter((row) => orderKey(row) < orderKey(after))
  return [...inPlace, ...found].sort(compareRows)
}

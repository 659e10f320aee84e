// The stored pages of the index as a maintenance sees them: which it looks at, which are lost, what the head says.
import { INDEX_PAGE_ROWS, INDEX_VERSION, type IndexHead, type IndexRow, orderKey } from '../storage/entry-index.ts'
import type { Store } from '../storage/store.ts'

/** So many pages are looked at whole every day; of a longer index others every day, and always the last ones. */
const PAGES_CHECKED_MAX = 20
const LAST_PAGES_CHECKED = 4

const DAY_MS = 86_400_000

/** The stored pages, as far as they were read. */
export interface IndexPages {
  readonly rows: Map<number, readonly IndexRow[]>
  /** Number of the last page, closed or open; 0 without any. */
  last: number
  /** Pages before the last that are absent or not understood. */
  gaps: readonly number[]
}

/** All pages of a short index; of a long one the last, and others every day. */
export function choosePages(counts: ReadonlyMap<number, unknown>, now: number): number[] {
  const last = Math.max(0, ...counts.keys())
  const first = last - LAST_PAGES_CHECKED + 1
  const from = (Math.floor(now / DAY_MS) * PAGES_CHECKED_MAX) % Math.max(1, first)
  const isChosen = (n: number): boolean => n >= first || (n >= from && n < from + PAGES_CHECKED_MAX)
  return [...counts.keys()].filter((n) => last <= PAGES_CHECKED_MAX || isChosen(n))
}

export async function readPages(
  numbers: readonly number[],
  counts: ReadonlyMap<number, number | undefined>,
  store: Store,
): Promise<IndexPages> {
  const rows = new Map<number, readonly IndexRow[]>(await store.readIndexPages(numbers))
  const asked = new Set(numbers)
  const isBad = (n: number): boolean => {
    const count = counts.get(n)
    return count === undefined || (asked.has(n) && rows.get(n)?.length !== count)
  }
  let last = Math.max(0, ...counts.keys())
  while (last > 0 && isBad(last)) rows.delete(last--) // what was at the end is added again
  const gaps = Array.from({ length: last }, (_, i) => i + 1).filter(isBad)
  for (const n of gaps) rows.delete(n)
  return { rows, last, gaps }
}

/** Numbers of the pages at the end that were all read. */
export function listTrail({ rows, last }: IndexPages): number[] {
  const trail: number[] = []
  for (let n = last; n > 0 && rows.has(n); n--) trail.unshift(n)
  return trail
}

export function countRows(counts: ReadonlyMap<number, number | undefined>): number {
  return [...counts.values()].reduce<number>((sum, rows = 0) => sum + rows, 0)
}

/** Whether the head says of the pages what they are, as far as they were read. */
export function agrees(head: IndexHead | undefined, pages: IndexPages): boolean {
  return head !== undefined && JSON.stringify(describePages(pages, head)) === JSON.stringify(head)
}

/** A page is closed when it is full or another one follows it. */
export function isClosed(n: number, { rows, last }: IndexPages): boolean {
  return n < last || (rows.get(n)?.length ?? 0) >= INDEX_PAGE_ROWS
}

/** @param known the head before, for pages that were not read */
export function describePages(pages: IndexPages, known: IndexHead | undefined): IndexHead {
  const starts: string[] = []
  let last = ''
  for (let n = 1; n <= pages.last && isClosed(n, pages); n++) {
    const rows = pages.rows.get(n)
    const [first, end] = [rows?.[0], rows?.at(-1)]
    starts.push(first ? orderKey(first) : (known?.starts[n - 1] ?? last))
    last = end ? orderKey(end) : (starts.at(-1) ?? '')
  }
  return { v: INDEX_VERSION, starts, last }
}

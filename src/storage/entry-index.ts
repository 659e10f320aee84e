// The index: all entries in one order, in pages that are closed once they are full and never change after that. Here
// are its rows, their order and their form in KV. Pure.
import type { SourceKind } from '../definition/source.ts'
import type { Entry } from '../entries/entry.ts'

export const INDEX_VERSION = 1
export const INDEX_PAGE_ROWS = 100

/** An entry as far as lists, filters and counts need it. */
export interface IndexRow
  extends Pick<Entry, 'id' | 'firstSeen' | 'published' | 'story' | 'lang' | 'terms' | 'backfilled'> {
  /** Id of the source. */
  readonly source: string
  readonly kind: SourceKind
  /**
   * When it was found, where it was found so late that its place by first-seen time had been passed: it stands where
   * those who read on in order come by.
   */
  readonly foundAt?: string
}

/** What is known of the closed pages without reading them. */
export interface IndexHead {
  readonly v: typeof INDEX_VERSION
  /** The key of the first row of each closed page. */
  readonly starts: readonly string[]
  /** The key of the last closed row; '' where no page is closed. */
  readonly last: string
}

/** [id, firstSeen, story, terms, published, source, kind, lang, backfilled (1 or 0), foundAt (or left out)] */
type StoredRow = [string, string, string, readonly string[], string | null, string, SourceKind, string, 0 | 1, string?]

/** The time that decides the place of a row. */
export function timeOf({ firstSeen, foundAt }: IndexRow): string {
  return foundAt ?? firstSeen
}

/**
 * The place of a row: (first seen or found, published, id) as one text, to be compared as text. A space sorts before
 * all that stands in times and ids, so no date sorts before any date.
 */
export function orderKey(row: IndexRow): string {
  return `${timeOf(row)} ${row.published ?? ''} ${row.id}`
}

export function compareRows(a: IndexRow, b: IndexRow): number {
  const [x, y] = [orderKey(a), orderKey(b)]
  return x < y ? -1 : x > y ? 1 : 0
}

export function toIndexRow(entry: Entry): IndexRow {
  const { id, firstSeen, published, story, lang, terms, source, backfilled } = entry
  const row = { id, firstSeen, published, story, lang, terms, source: source.id, kind: source.kind }
  return backfilled ? { ...row, backfilled } : row
}

export function encodePage(rows: readonly IndexRow[]): string {
  const stored = rows.map((row): StoredRow => {
    const { id, firstSeen, story, terms, published, source, kind, lang, backfilled, foundAt } = row
    const fields: StoredRow = [id, firstSeen, story, terms, published, source, kind, lang, backfilled ? 1 : 0]
    if (foundAt !== undefined) fields.push(foundAt)
    return fields
  })
  return JSON.stringify({ v: INDEX_VERSION, rows: stored })
}

/** Undefined for what this code did not write. */
export function decodePage(text: string): IndexRow[] | undefined {
  const page = parseJson<{ v: number; rows: readonly StoredRow[] }>(text)
  if (page?.v !== INDEX_VERSION || !Array.isArray(page.rows)) return undefined
  return page.rows.map(([id, firstSeen, story, terms, published, source, kind, lang, backfilled, foundAt]) => ({
    id,
    firstSeen,
    published,
    story,
    lang,
    terms,
    source,
    kind,
    ...(backfilled && { backfilled: true as const }),
    ...(foundAt !== undefined && { foundAt }),
  }))
}

export function decodeHead(text: string): IndexHead | undefined {
  const head = parseJson<IndexHead>(text)
  return head?.v === INDEX_VERSION && Array.isArray(head.starts) && typeof head.last === 'string' ? head : undefined
}

function parseJson<T>(text: string): T | undefined {
  try {
    return JSON.parse(text) as T
  } catch {
    return undefined
  }
}

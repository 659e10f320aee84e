// The feed of all entries and the pages of the archive. Together they are one feed in several documents (RFC 5005,
// section 4): what one has no other has, so that who reads the feed and follows prev-archive gets every entry once.
// Backfilled entries are among them. Pages are cut from one order of all entries; what was left out of the feed while
// it is young would be reached only when it is old enough for a page.
import type { Definition } from '../definition/definition.ts'
import { INDEX_PAGE_ROWS, type IndexRow } from '../storage/entry-index.ts'
import type { Store } from '../storage/store.ts'
import { type Bytes, concatenate, encodeText } from './bytes.ts'
import { type EntryLog, isClosedPage, readLogPages, selectWindow } from './entry-log.ts'
import { describeFeed, type FeedHistory, type FeedInfo } from './feed-info.ts'
import { canonicalQuery, describeFilter, type Filter, NO_FILTER } from './filter.ts'
import { hashOf, makeEtag } from './hash.ts'
import { ATOM_END, JSON_END, type RecentPack } from './recent-pack.ts'
import { ATOM_FOOT, renderAtomHead } from './render-atom.ts'
import { assembleFeed, type FeedFormat, type RenderedFeed } from './render-feed.ts'

/** Asks for the feed of all entries, with no filter. */
const EVERYTHING: Filter = { ...NO_FILTER, view: 'all' }

export const EVERYTHING_QUERY = canonicalQuery(EVERYTHING)

export interface LogContext {
  readonly log: EntryLog
  readonly store: Store
  readonly definition: Definition
  readonly publicUrl: string | undefined
  /** What it has need not be read. */
  readonly pack: RecentPack
}

/** The feed of all entries: the newest pages, linked to the page before them. */
export async function renderEverything(format: FeedFormat, context: LogContext): Promise<RenderedFeed> {
  const { log, store } = context
  const { rows, firstPage } = await selectWindow(log, store)
  const newestFirst = showRows(rows, log)
  const previous = firstPage > 1 ? pagePath(firstPage - 1) : undefined
  const info = describeDocument(newestFirst, { previous }, context)
  const { fragments } = await collectFragments(newestFirst, format, context)
  return assembleFeed(info, format, fragments)
}

export type ArchivePage =
  | {
      readonly kind: 'page'
      readonly body: Bytes
      readonly etag: string
      /** Will never change. */
      readonly isFinal: boolean
    }
  | { readonly kind: 'absent' }
  /** It was there and got lost; maintenance makes it again. */
  | { readonly kind: 'lost' }

/** @param number from 1, oldest entries first */
export async function renderArchivePage(number: number, context: LogContext): Promise<ArchivePage> {
  const { log, store } = context
  if (number < 1 || number > log.pages) return { kind: 'absent' }
  const rows = (await readLogPages(log, [number], store)).get(number)
  if (!rows) return { kind: 'lost' }
  const newestFirst = showRows(rows, log)
  const history = {
    path: pagePath(number),
    previous: number > 1 ? pagePath(number - 1) : undefined,
    isArchive: rows.length >= INDEX_PAGE_ROWS || isClosedPage(log, number),
  }
  const { fragments, missing } = await collectFragments(newestFirst, 'atom', context)
  const head = encodeText(renderAtomHead(describeDocument(newestFirst, history, context)))
  const body = concatenate([head, ...fragments.map(({ bytes }) => bytes), encodeText(ATOM_FOOT)])
  // A page that lacks an entry which KV does not show yet is not final.
  return { kind: 'page', body, etag: await makeEtag(body), isFinal: isClosedPage(log, number) && missing === 0 }
}

/** Newest first, without what was taken down: a page has a row less then, and all others stay where they are. */
function showRows(rows: readonly IndexRow[], { hidden }: EntryLog): readonly IndexRow[] {
  return rows.filter(({ id }) => !hidden.has(id)).toReversed()
}

const pagePath = (number: number): string => `/archive/${number}.atom`

/** All documents say the same of the feed, which is one. */
function describeDocument(
  rows: readonly IndexRow[],
  history: FeedHistory,
  { definition, publicUrl, pack }: LogContext,
): FeedInfo {
  const updated = rows.reduce((newest, { firstSeen }) => (firstSeen > newest ? firstSeen : newest), '')
  const filter = { query: EVERYTHING_QUERY, description: describeFilter(EVERYTHING, definition, []) }
  return { ...describeFeed(definition, updated || pack.updated, publicUrl, filter), history }
}

export interface Fragment {
  readonly bytes: Bytes
  /** Names the bytes. */
  readonly hash: string
}

/** The stored fragments of the entries, in the order of the rows. */
async function collectFragments(
  rows: readonly IndexRow[],
  format: FeedFormat,
  { pack, store }: LogContext,
): Promise<{ fragments: Fragment[]; missing: number }> {
  const packed = new Map(pack.rows.map((row) => [row.id, row]))
  const unknown = rows.filter(({ id }) => !packed.has(id)).map(({ id }) => id)
  const stored = await store.readEntries(unknown)
  const fragments: Fragment[] = []
  for (const { id } of rows) {
    const row = packed.get(id)
    const entry = stored.get(id)
    if (row) fragments.push({ bytes: pack.bytes(row, format), hash: row.hash })
    else if (entry) {
      const bytes = encodeText(entry.rendered[format] + (format === 'atom' ? ATOM_END : JSON_END))
      fragments.push({ bytes, hash: await hashOf(bytes) })
    }
  }
  return { fragments, missing: rows.length - fragments.length }
}

// A page of stories, newest first, each at the place of its first matching report. A cursor is such a place: reports
// that come later move no story.
import type { Definition } from '../definition/definition.ts'
import { followStories } from '../entries/follow-stories.ts'
import { type IndexRow, orderKey } from '../storage/entry-index.ts'
import { makeCard } from './card.ts'
import { readLogPages } from './entry-log.ts'
import { compileFilter, type Filter, matchesFilter } from './filter.ts'
import { groupStories, type Story } from './group-stories.ts'
import { findPage } from './list-entries.ts'
import type { PackRow } from './recent-pack.ts'
import type { LogContext } from './render-log.ts'

/** Pages of the index that one request looks at, and how many of them are newer than its cursor, for later reports. */
const PAGES_READ = 15
const PAGES_LATER = 5
/** A story is not taken to begin where so few older rows were looked at: an earlier report may be among those. */
const ROWS_EARLIER = 500
/** Reports in one answer; those of one story are never cut. */
const REPORTS_MAX = 300

export interface StoryListing {
  readonly filter: Filter
  /** Place behind which to go on, as orderKey gives it. */
  readonly after: string | undefined
  readonly limit: number
}

export type ListedStories =
  | { readonly kind: 'listed'; readonly stories: readonly Story[]; readonly last: string | undefined }
  /** A page of the index is lost, and what it had must not be passed over. */
  | { readonly kind: 'gap'; readonly page: number }

interface ReadRows {
  readonly rows: readonly IndexRow[]
  /** Whether no older ones follow. */
  readonly isAll: boolean
  /** The page before which they end because it is lost. */
  readonly lost?: number | undefined
}

/** Entries are filtered first, then grouped. With words in the filter only the recent entries are looked through. */
export async function listStories(
  context: LogContext & { readonly definition: Definition },
  { filter, after, limit }: StoryListing,
): Promise<ListedStories> {
  const { pack, log, definition } = context
  const { rows, isAll, lost }: ReadRows = filter.q ? { rows: pack.rows, isAll: true } : await readRows(after, context)
  const end = isAll ? undefined : rows[rows.length - 1 - ROWS_EARLIER]
  const bound = end ? orderKey(end) : ''
  if (lost !== undefined && (!end || (after !== undefined && bound >= after))) return { kind: 'gap', page: lost }
  const compiled = compileFilter(filter, definition)
  const packed = new Map(pack.rows.map((row) => [row.id, row]))
  const wordsOf = ({ id }: IndexRow): string => {
    const row = packed.get(id)
    return row ? pack.words(row) : ''
  }
  const storyOf = followStories(rows)
  const stories = new Map<string, { readonly place: string; readonly reports: IndexRow[] }>()
  for (const row of rows.toReversed()) {
    if (log.hidden.has(row.id) || !matchesFilter(compiled, row, () => wordsOf(row))) continue
    const id = storyOf.get(row.id) ?? row.story
    const known = stories.get(id)
    if (known) known.reports.push(row)
    else stories.set(id, { place: orderKey(row), reports: [row] })
  }

  const found = [...stories.values()]
    .filter(({ place }) => place >= bound && (after === undefined || place < after))
    .sort((a, b) => (a.place < b.place ? 1 : -1))
  const listed: typeof found = []
  let reports = 0
  for (const story of found) {
    if (listed.length >= limit || (listed.length > 0 && reports + story.reports.length > REPORTS_MAX)) break
    listed.push(story)
    reports += story.reports.length
  }
  const last = listed.length < found.length ? listed.at(-1)?.place : bound
  const cards = await readCards(
    listed.flatMap(({ reports }) => reports),
    packed,
    context,
  )
  const inStory = cards.map((card) => ({ ...card, story: storyOf.get(card.id) ?? card.story }))
  return { kind: 'listed', stories: groupStories(inStory), last: last === '' ? undefined : last }
}

/** Rows newest first, as far as no page is lost. */
async function readRows(after: string | undefined, { log, store }: LogContext): Promise<ReadRows> {
  const newest = after === undefined ? log.pages : Math.min(log.pages, findPage(log, 'desc', after) + PAGES_LATER)
  const oldest = Math.max(1, newest - PAGES_READ + 1)
  const numbers = Array.from({ length: newest - oldest + 1 }, (_, i) => newest - i)
  const pages = await readLogPages(log, numbers, store)
  const lost = numbers.find((n) => !pages.has(n))
  const sound = lost === undefined ? numbers : numbers.filter((n) => n > lost)
  const rows = sound.flatMap((n) => pages.get(n)?.toReversed() ?? [])
  return { rows, isAll: lost === undefined && oldest === 1, lost }
}

async function readCards(rows: readonly IndexRow[], packed: ReadonlyMap<string, PackRow>, { pack, store }: LogContext) {
  const stored = await store.readEntries(rows.filter(({ id }) => !packed.has(id)).map(({ id }) => id))
  return rows.flatMap(({ id }) => {
    const row = packed.get(id)
    const entry = stored.get(id)
    return row ? pack.card(row) : entry ? makeCard(entry) : []
  })
}

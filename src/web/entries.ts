// /api/entries: all entries, page by page, and one by its id.
import { Hono } from 'hono/tiny'
import type { Definition } from '../definition/definition.ts'
import { ENTRY_ID } from '../definition/entry-id.ts'
import type { Entry } from '../entries/entry.ts'
import { baseOf } from '../publishing/feed-info.ts'
import { compileFilter, type Filter, matchesFilter } from '../publishing/filter.ts'
import { type Listing, listEntries } from '../publishing/list-entries.ts'
import { describeEntry, listEntryWords } from '../publishing/recent-pack.ts'
import { createStore, type StoredEntry } from '../storage/store.ts'
import { answerJson } from './answer.ts'
import type { AppParts } from './app-parts.ts'
import { type AppContext, type AppEnv, valuesOf } from './check-query.ts'
import { encodeCursor, START_CURSOR } from './paging.ts'
import { LIMIT_MAX, toFilter } from './parameters.ts'
import { problem } from './problem.ts'
import { readLog } from './views.ts'

export function createEntries({ definition, parameters, reader }: AppParts) {
  const list = async (c: AppContext): Promise<Response> => {
    const values = valuesOf(c, parameters.entries)
    const { order = 'desc', limit = LIMIT_MAX, cursor, after } = values
    const { log, store } = await readLog(reader(c.env))
    const selected = selectBy(toFilter(values), definition)
    const listing = { order, limit, after: cursor ?? after, ...selected, now: Date.now() }
    const listed = await listEntries(log, listing, store)
    if (listed.kind === 'gap') return answerGap(c)
    const place = listed.last === undefined ? START_CURSOR : encodeCursor(listed.last)
    if (!listed.isEnd) linkNext(c, order === 'asc' ? 'after' : 'cursor', place)
    const entries = listed.entries.map(publicEntry)
    return answerJson(c, { entries, cursor: listed.isEnd && order === 'desc' ? null : place })
  }

  return new Hono<AppEnv>().get('/api/entries', list).get('/api/entries/:id', async (c) => {
    const id = c.req.param('id')
    const from = reader(c.env)
    const reason = from.hidden.get(id)
    if (reason !== undefined) return problem(c, 410, 'Taken down', reason)
    const stored = ENTRY_ID.test(id) ? (await createStore(c.env.KV).readEntries([id])).get(id) : undefined
    if (!stored) return problem(c, 404, 'No such entry', `There is no entry with the id "${id}".`)
    return answerJson(c, publicEntry(stored))
  })
}

/** A lost page of the index must not pass for an empty one. */
export function answerGap(c: AppContext): Response {
  return problem(c, 503, 'Page lost', 'Entries here are found again by the next maintenance, at 00:35 UTC.')
}

/** Links to the same list behind a cursor (RFC 8288). */
export function linkNext(c: AppContext, parameter: string, cursor: string): void {
  const { pathname, searchParams } = new URL(c.req.url)
  searchParams.set(parameter, cursor)
  c.header('Link', `<${baseOf(c.env.PUBLIC_URL)}${pathname}?${searchParams}>; rel="next"`)
}

/** What the index tells is decided by it; only words need the entry. */
export function selectBy(
  filter: Filter,
  definition: Definition,
): Pick<Listing, 'since' | 'until' | 'accepts' | 'acceptsEntry'> {
  const { q, since, until, ...facets } = filter
  const byRow = compileFilter(facets, definition)
  const byWords = compileFilter(filter, definition)
  return {
    ...(since && { since }),
    ...(until && { until }),
    accepts: (row) => matchesFilter(byRow, row, () => ''),
    ...(q && { acceptsEntry: (entry) => matchesFilter(byWords, describeEntry(entry), () => listEntryWords(entry)) }),
  }
}

function publicEntry({ rendered: _, ...entry }: StoredEntry): Entry {
  return entry
}

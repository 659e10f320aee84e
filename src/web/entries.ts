// /api/entries: all entries, page by page, and one by its id.
import { type Context, Hono } from 'hono'
import type { Definition } from '../definition/definition.ts'
import type { Source } from '../definition/source.ts'
import type { Entry } from '../entries/entry.ts'
import type { Env } from '../env.ts'
import { compileFilter, type Filter, matchesFilter } from '../publishing/filter.ts'
import { type Listing, listEntries } from '../publishing/list-entries.ts'
import { describeEntry, listEntryWords } from '../publishing/recent-pack.ts'
import { createStore, type StoredEntry } from '../storage/store.ts'
import { answerJson } from './answer.ts'
import { encodeCursor, PAGING_PARAMETERS, readPaging, START_CURSOR } from './paging.ts'
import { problem } from './problem.ts'
import { readFilter } from './read-filter.ts'
import { readLog } from './views.ts'

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/

interface EntriesConfiguration {
  readonly definition: Definition
  readonly sources: readonly Source[]
  /** Version of the rule in force. */
  readonly rule: string
}

export function createEntries({ definition, sources, rule }: EntriesConfiguration) {
  const list = async (c: Context<{ Bindings: Env }>): Promise<Response> => {
    const query = new URL(c.req.url).searchParams
    const paging = readPaging(query)
    if (!paging.ok) return problem(c, 400, 'Wrong parameter', paging.reason)
    const reading = readFilter(query, definition, sources, PAGING_PARAMETERS)
    if (!reading.ok) return problem(c, 400, 'Wrong parameter', reading.reason)
    if (query.get('view') === 'stories') {
      return problem(c, 400, 'Wrong parameter', '"view" must be all here: this is a list of entries.')
    }
    const { log, store } = await readLog({ env: c.env, definition, rule })
    const { order } = paging
    const listing = { ...paging, ...selectBy(reading.filter, definition), now: Date.now() }
    const listed = await listEntries(log, listing, store)
    if (listed.kind === 'gap') {
      return problem(c, 503, 'Page lost', 'Entries here are found again by the next maintenance, at 00:35 UTC.')
    }
    const cursor = listed.last === undefined ? START_CURSOR : encodeCursor(listed.last)
    if (!listed.isEnd) {
      query.set(order === 'asc' ? 'after' : 'cursor', cursor)
      const base = c.env.PUBLIC_URL?.replace(/\/+$/, '') ?? ''
      c.header('Link', `<${base}/api/entries?${query}>; rel="next"`) // RFC 8288
    }
    const entries = listed.entries.map(publicEntry)
    return answerJson(c, { entries, cursor: listed.isEnd && order === 'desc' ? null : cursor })
  }

  return new Hono<{ Bindings: Env }>().get('/api/entries', list).get('/api/entries/:id', async (c) => {
    const id = c.req.param('id')
    const stored = UUID.test(id) ? (await createStore(c.env.KV).readEntries([id])).get(id) : undefined
    if (!stored) return problem(c, 404, 'No such entry', `There is no entry with the id "${id}".`)
    return answerJson(c, publicEntry(stored))
  })
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

// /feed.atom and /feed.json: without parameters the feed as it was published, with them one made for the request.
import { type Context, Hono } from 'hono'
import type { Definition } from '../definition/definition.ts'
import type { Source } from '../definition/source.ts'
import type { Env } from '../env.ts'
import { canonicalQuery, type Filter } from '../publishing/filter.ts'
import { type FeedFormat, renderFeed, selectFeed } from '../publishing/render-feed.ts'
import { EVERYTHING_QUERY, renderEverything } from '../publishing/render-log.ts'
import { answer } from './answer.ts'
import { problem } from './problem.ts'
import { readFilter } from './read-filter.ts'
import { type FeedView, readFeed, readLog, readRecentPack, type ViewReader } from './views.ts'

const CONTENT_TYPES: Record<FeedFormat, string> = {
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
}

interface FeedConfiguration {
  readonly definition: Definition
  readonly sources: readonly Source[]
  /** Version of the rule in force. */
  readonly rule: string
}

export function createFeeds({ definition, sources, rule }: FeedConfiguration) {
  const render = async (reader: ViewReader, filter: Filter, format: FeedFormat): Promise<FeedView> => {
    const query = canonicalQuery(filter)
    if (query === '') return readFeed(reader, format)
    if (query === EVERYTHING_QUERY) return renderEverything(format, await readLog(reader))
    const context = { definition, sources, filter, publicUrl: reader.env.PUBLIC_URL }
    return renderFeed(selectFeed(await readRecentPack(reader), context), format)
  }
  const serve = async (c: Context<{ Bindings: Env }>, format: FeedFormat): Promise<Response> => {
    const reading = readFilter(new URL(c.req.url).searchParams, definition, sources)
    if (!reading.ok) return problem(c, 400, 'Wrong parameter', reading.reason)
    const { filter } = reading
    const reader = { env: c.env, definition, rule }
    const { body, etag } = await render(reader, filter, format)
    return answer(c, body, etag, CONTENT_TYPES[format])
  }
  return new Hono<{ Bindings: Env }>()
    .get('/feed.atom', (c) => serve(c, 'atom'))
    .get('/feed.json', (c) => serve(c, 'json'))
}

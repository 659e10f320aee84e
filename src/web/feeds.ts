// /feed.atom and /feed.json: without parameters the feed as it was published, with them one made for the request.
import { Hono } from 'hono/tiny'
import { canonicalQuery, type Filter } from '../publishing/filter.ts'
import { type FeedFormat, renderFeed, selectFeed } from '../publishing/render-feed.ts'
import { EVERYTHING_QUERY, renderEverything } from '../publishing/render-log.ts'
import { answer } from './answer.ts'
import type { AppParts } from './app-parts.ts'
import { type AppContext, type AppEnv, valuesOf } from './check-query.ts'
import { toFilter } from './parameters.ts'
import { type FeedView, readFeed, readLog, readRecentPack, type ViewReader } from './views.ts'

const CONTENT_TYPES: Record<FeedFormat, string> = {
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
}

export function createFeeds({ reader, parameters, sources }: AppParts) {
  const serve = async (c: AppContext, format: FeedFormat): Promise<Response> => {
    const filter = toFilter(valuesOf(c, parameters.feed))
    const { body, etag } = await render(filter, format, reader(c.env))
    return answer(c, body, etag, CONTENT_TYPES[format])
  }
  const render = async (filter: Filter, format: FeedFormat, from: ViewReader): Promise<FeedView> => {
    const query = canonicalQuery(filter)
    if (query === '') return readFeed(from, format)
    if (query === EVERYTHING_QUERY) return renderEverything(format, await readLog(from))
    const { definition, env } = from
    const context = { definition, sources, filter, publicUrl: env.PUBLIC_URL }
    return renderFeed(selectFeed(await readRecentPack(from), context), format)
  }
  return new Hono<AppEnv>().get('/feed.atom', (c) => serve(c, 'atom')).get('/feed.json', (c) => serve(c, 'json'))
}

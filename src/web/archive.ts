// /archive/<n>.atom: all entries in pages of 100, the oldest first (RFC 5005, section 4).
import { Hono } from 'hono/tiny'
import { renderArchivePage } from '../publishing/render-log.ts'
import { answer } from './answer.ts'
import type { AppParts } from './app-parts.ts'
import type { AppEnv } from './check-query.ts'
import { problem } from './problem.ts'
import { readLog } from './views.ts'

/** A page that is closed never changes; a week, so that what had to be taken down is gone from caches after that. */
const CLOSED_CACHE_CONTROL = 'public, max-age=604800, immutable'
const PAGE = /^([1-9]\d{0,6})\.atom$/

export function createArchive({ reader }: AppParts) {
  return new Hono<AppEnv>().get('/archive/:page', async (c) => {
    const number = Number(PAGE.exec(c.req.param('page'))?.[1] ?? 0)
    const context = await readLog(reader(c.env))
    const page = await renderArchivePage(number, context)
    switch (page.kind) {
      case 'absent': {
        const last = context.log.pages
        return problem(
          c,
          404,
          'No such page',
          `The archive has the pages 1 to ${last}: /archive/${last}.atom is the last.`,
        )
      }
      case 'lost':
        return problem(c, 503, 'Page lost', 'This page is made again by the next maintenance, at 00:35 UTC.')
      case 'page': {
        const type = 'application/atom+xml; charset=utf-8'
        return answer(c, page.body, page.etag, type, page.isFinal ? CLOSED_CACHE_CONTROL : undefined)
      }
    }
  })
}

// What browsers and crawlers ask every site for.
import { Hono } from 'hono/tiny'
import { answerFile } from './answer.ts'
import type { AppEnv } from './check-query.ts'
import { FAVICON } from './pages/style.ts'

/** The icon as 32 pixels, for what asks for nothing else; a PNG in an ICO. */
const FAVICON_ICO =
  'AAABAAEAICAAAAEABAC+AAAAFgAAAIlQTkcNChoKAAAADUlIRFIAAAAgAAAAIAQDAAAAgVRnxwAAABhQTFRFAAAAGyorGyorGyorGyorVYBoj9al' +
  '/7J65zYlPgAAAAR0Uk5TAEaR3CC7skwAAABRSURBVHjaY2AQNnGBA2dDBgYmFxSgwCCCKuDIYIIq4Iwp4IIGyBdwTUsLoa5AWloKcQLu5eWEBEoI' +
  'CuA2g0oBhCRAOF4wohIjshmEkJODIgMA3M2Ood92tKkAAAAASUVORK5CYII='

/**
 * The page has a link for every filter, so a crawler that followed them all would use up the day's requests. The data is
 * for programs; feeds and pages lead to everything.
 */
const ROBOTS = `User-agent: *
Disallow: /*?
Disallow: /api/
`

export function createFiles() {
  return new Hono<AppEnv>()
    .get('/robots.txt', (c) => answerFile(c, ROBOTS, 'text/plain; charset=utf-8'))
    .get('/favicon.svg', (c) => answerFile(c, FAVICON, 'image/svg+xml'))
    .get('/favicon.ico', (c) => {
      const bytes = Uint8Array.from(atob(FAVICON_ICO), (char) => char.charCodeAt(0))
      return answerFile(c, bytes, 'image/x-icon')
    })
}

// What browsers and crawlers ask every site for.
import { Hono } from 'hono/tiny'
import { answerFile } from './answer.ts'
import type { AppEnv } from './check-query.ts'
import { FAVICON } from './pages/style.ts'

/** The icon as 32 pixels, for what asks for nothing else; a PNG in an ICO. */
const FAVICON_ICO =
  'AAABAAEAICAAAAEAIABpAQAAFgAAAIlQTkcNChoKAAAADUlIRFIAAAAgAAAAIAgGAAAAc3p69AAAATBJREFUeNpjYYACCS0tT6b/' +
  'DC2MjIxKQK4AA23Ah////9/7x8hQ8+Late0gAWYQltbSamX8zzAdaLkUkM/BQDvAAbRDEmhXFI+oGMuXN68PMUqoazsyMzPsY6Az' +
  'AIbEPyDpzswnLjaDkYFBhd4OAIYEI5AQZwGyDRgGDhiwAH0vPlC2g+xmYhhgMOoAFnI0WYXZgjEyOLbqMBiPRsGoA6iWCEvWVGGI' +
  '9YS0jWZDosCTDn8MMZmKjSMwEeLy9fBPA/jSwqALAUZpLe3/o0XxqAMG1AHAFPhyoCwH2Q0KgQsDGAAXmBj+/+uBdJPo3zX795eh' +
  'k/nzmzf3eEXFuIAdJRs690qant+4tgDUO2b4/Ob1Hm5R0dXAXiuoZywM7LYJ0MjXD4HUWmD3PPb5tWurQWIAFIBWG+wpuP0AAAAA' +
  'SUVORK5CYII='

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

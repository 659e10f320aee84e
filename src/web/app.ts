// Routes. Each is thin: read what is stored, answer; the conditional and cache headers are in one place.
import { type Context, Hono } from 'hono'
import type { Definition } from '../definition/definition.ts'
import type { Source } from '../definition/source.ts'
import type { Env } from '../env.ts'
import type { Matcher } from '../matching/match-result.ts'
import { HALF } from '../polling/outages.ts'
import type { PollSummary } from '../polling/outcome.ts'
import { makeEtag } from '../publishing/hash.ts'
import { readMarks, viewsKey } from '../publishing/publish.ts'
import { renderHealthFeed } from '../publishing/render-health.ts'
import { renderOpml } from '../publishing/render-opml.ts'
import { createStore } from '../storage/store.ts'
import { answer, answerJson } from './answer.ts'
import { createArchive } from './archive.ts'
import { answerCoverage, readSince, SINCE_ALLOWED } from './coverage.ts'
import { createEntries } from './entries.ts'
import { createFeeds } from './feeds.ts'
import { createPages } from './pages/routes.tsx'
import { problem } from './problem.ts'
import { describeStatus } from './status.ts'

export interface AppConfiguration {
  readonly definition: Definition
  readonly sources: readonly Source[]
  readonly matcher: Matcher
  /** KV writes that the plan allows in a day. */
  readonly writesPerDay: (env: Env) => number
  /** Polls every source and publishes. */
  readonly pollNow: (env: Env, now: number) => Promise<PollSummary>
}

type AppContext = Context<{ Bindings: Env }>

export function createApp({ definition, sources, matcher, writesPerDay, pollNow }: AppConfiguration) {
  const app = new Hono<{ Bindings: Env }>()

  const readState = (c: AppContext) => createStore(c.env.KV).readState(matcher.version, new Date().toISOString())

  const configuration = { definition, sources, rule: matcher.version }
  const { pages, answerBad } = createPages(configuration)
  app.route('/', createFeeds(configuration))
  app.route('/', createArchive(configuration))
  app.route('/', createEntries(configuration))
  app.route('/', pages)
  app.get('/health.atom', async (c) => {
    const health = renderHealthFeed(await readState(c), definition, { half: HALF, publicUrl: c.env.PUBLIC_URL })
    return answer(c, health, await makeEtag(health), 'application/atom+xml; charset=utf-8')
  })
  app.get('/sources.opml', async (c) => {
    const opml = renderOpml(definition, sources)
    return answer(c, opml, await makeEtag(opml), 'text/x-opml; charset=utf-8')
  })

  app.get('/api/near-misses', async (c) => answerJson(c, { nearMisses: (await readState(c)).nearMisses }))
  app.get('/api/coverage', async (c) => {
    const now = Date.now()
    const unknown = Object.keys(c.req.query()).find((name) => name !== 'since')
    if (unknown) return problem(c, 400, 'Unknown parameter', `"${unknown}" is not known here; there is only "since".`)
    const since = readSince(c.req.query('since'), now)
    if (since === undefined) return problem(c, 400, 'Wrong parameter', `"since" must be ${SINCE_ALLOWED}.`)
    return c.json(answerCoverage(await readState(c), sources, since, now), 200, { 'Cache-Control': 'no-store' })
  })
  app.get('/api/status', async (c) => {
    const store = createStore(c.env.KV)
    const state = await readState(c)
    const status = describeStatus(state, {
      definition,
      sources,
      rule: matcher.version,
      marks: await readMarks(store),
      viewsKey: await viewsKey(state, { store, definition, publicUrl: c.env.PUBLIC_URL }),
      writesPerDay: writesPerDay(c.env),
      now: Date.now(),
    })
    return c.json(status, 200, { 'Cache-Control': 'no-store' })
  })
  app.post('/api/poll', async (c) => {
    const token = c.env.POLL_TOKEN
    if (!token) return c.notFound()
    if (!(await isBearer(c.req.header('Authorization'), token))) {
      c.header('WWW-Authenticate', 'Bearer') // RFC 9110, section 15.5.2
      return problem(c, 401, 'Not authorised', 'Send the secret POLL_TOKEN as "Authorization: Bearer …".')
    }
    return c.json(await pollNow(c.env, Date.now()), 200, { 'Cache-Control': 'no-store' })
  })

  app.notFound((c) =>
    answerBad(c, 404, 'Not found', `There is nothing at ${c.req.path}. The page at / lists what there is.`),
  )
  app.onError((error, c) => {
    console.error(JSON.stringify({ event: 'request failed', path: c.req.path, error: String(error) }))
    return problem(c, 500, 'Internal error', 'The request could not be answered; the log has the cause.')
  })
  return app
}

/** Compares digests, so that neither length nor content shows in the time it takes. */
async function isBearer(header: string | undefined, token: string): Promise<boolean> {
  const digest = (text: string) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return crypto.subtle.timingSafeEqual(
    await digest(/^Bearer +(.*)$/i.exec(header ?? '')?.[1] ?? ''),
    await digest(token),
  )
}

// Routes. Each is thin: read what is stored, answer; the conditional and cache headers are in one place.
import { Hono } from 'hono/tiny'
import type { Definition } from '../definition/definition.ts'
import type { Hidden } from '../definition/hidden.ts'
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
import { answer, answerFile, answerJson, FOR_GOOD } from './answer.ts'
import type { AppParts } from './app-parts.ts'
import { createArchive } from './archive.ts'
import { type AppContext, type AppEnv, checkQuery, valuesOf } from './check-query.ts'
import { answerCoverage } from './coverage.ts'
import { createEntries } from './entries.ts'
import { createFeeds } from './feeds.ts'
import { createFiles } from './files.ts'
import { addHeaders } from './headers.ts'
import { describeApi } from './openapi.ts'
import { listOperations } from './operations.ts'
import { createPages } from './pages/routes.tsx'
import { createParameters } from './parameters.ts'
import { problem } from './problem.ts'
import { describeStatus } from './status.ts'
import { createStories } from './stories.ts'

const DAY_MS = 86_400_000
const VERSION = /^[\da-f]{12}$/
const OTHER_METHODS = ['POST', 'PUT', 'PATCH', 'DELETE']

export interface AppConfiguration {
  readonly definition: Definition
  readonly sources: readonly Source[]
  readonly matcher: Matcher
  readonly hidden: Hidden
  /** KV writes that the plan allows in a day. */
  readonly writesPerDay: (env: Env) => number
  /** Polls every source and publishes. */
  readonly pollNow: (env: Env, now: number) => Promise<PollSummary>
}

export function createApp({ definition, sources, matcher, hidden, writesPerDay, pollNow }: AppConfiguration) {
  const app = new Hono<AppEnv>()
  const rule = matcher.version
  const parameters = createParameters(definition, sources)
  const operations = listOperations(parameters)
  const parts: AppParts = {
    definition,
    sources,
    rule,
    parameters,
    reader: (env) => ({ env, definition, rule, hidden }),
  }
  const readState = (c: AppContext) => createStore(c.env.KV).readState(rule, new Date().toISOString())
  const { pages, answerBad } = createPages(parts)

  app.use(addHeaders)
  for (const operation of operations) {
    const check = checkQuery(operation, operation.isPage ? answerBad : problem)
    app.on([operation.method], operation.path, check)
  }
  for (const part of [createFeeds, createArchive, createEntries, createStories]) app.route('/', part(parts))
  app.route('/', pages)
  app.route('/', createFiles())
  app.get('/health.atom', async (c) => {
    const health = renderHealthFeed(await readState(c), definition, { half: HALF, publicUrl: c.env.PUBLIC_URL })
    return answer(c, health, await makeEtag(health), 'application/atom+xml; charset=utf-8')
  })
  app.get('/sources.opml', async (c) => {
    const opml = renderOpml(definition, sources)
    return answer(c, opml, await makeEtag(opml), 'text/x-opml; charset=utf-8')
  })

  app.get('/api/near-misses', async (c) => {
    const { nearMisses } = await readState(c)
    return answerJson(c, { nearMisses: nearMisses.filter(({ id }) => !hidden.has(id)) })
  })
  app.get('/api/coverage', async (c) => {
    const now = Date.now()
    const { since = now - DAY_MS } = valuesOf(c, parameters.coverage)
    return c.json(answerCoverage(await readState(c), sources, since, now), 200, { 'Cache-Control': 'no-store' })
  })
  app.get('/api/status', async (c) => {
    const store = createStore(c.env.KV)
    const state = await readState(c)
    const status = describeStatus(state, {
      definition,
      sources,
      rule,
      marks: await readMarks(store),
      viewsKey: await viewsKey(state, { store, definition, publicUrl: c.env.PUBLIC_URL, hidden }),
      writesPerDay: writesPerDay(c.env),
      now: Date.now(),
    })
    return c.json(status, 200, { 'Cache-Control': 'no-store' })
  })
  app.get('/api/rules/:version', async (c) => {
    const version = c.req.param('version')
    const kept = VERSION.test(version) ? await createStore(c.env.KV).readRule(version) : undefined
    if (kept === undefined) {
      return problem(c, 404, 'No such rule', `No rule of version "${version}" was in force; the one now is ${rule}.`)
    }
    return answerFile(c, kept, 'application/json; charset=utf-8', FOR_GOOD)
  })
  app.get('/openapi.json', (c) => answerJson(c, describeApi(operations, { definition, publicUrl: c.env.PUBLIC_URL })))
  app.post('/api/poll', async (c) => {
    const token = c.env.POLL_TOKEN
    if (!token) return c.notFound()
    if (!(await isBearer(c.req.header('Authorization'), token))) {
      c.header('WWW-Authenticate', 'Bearer') // RFC 9110, section 15.5.2
      return problem(c, 401, 'Not authorised', 'Send the secret POLL_TOKEN as "Authorization: Bearer …".')
    }
    return c.json(await pollNow(c.env, Date.now()), 200, { 'Cache-Control': 'no-store' })
  })

  for (const { path } of operations.filter(({ path }) => path !== '/api/poll')) {
    app.on(OTHER_METHODS, path, (c) => {
      c.header('Allow', 'GET, HEAD, OPTIONS')
      return problem(c, 405, 'Method not allowed', `${c.req.path} can be read by GET and HEAD.`)
    })
  }
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

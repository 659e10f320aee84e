// The pages for people, their stylesheet and their icon. Read what is stored, render, answer.
import { type Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import type { Definition } from '../../definition/definition.ts'
import { describeRule, type RuleDescription } from '../../definition/describe-rule.ts'
import type { Source } from '../../definition/source.ts'
import { compareEntries, type Entry } from '../../entries/entry.ts'
import type { Env } from '../../env.ts'
import { measureCoverage } from '../../polling/coverage.ts'
import { nextDue } from '../../polling/due.ts'
import { makeEtag } from '../../publishing/hash.ts'
import { readMarks } from '../../publishing/publish.ts'
import type { State } from '../../storage/state.ts'
import { createStore } from '../../storage/store.ts'
import { answer } from '../answer.ts'
import { problem } from '../problem.ts'
import { readFilter } from '../read-filter.ts'
import { readLog, readRecentPack, type ViewReader } from '../views.ts'
import { makeActivity } from './activity-bars.ts'
import { describeSources } from './describe-sources.ts'
import { HomePage } from './home.tsx'
import { MessagePage } from './message.tsx'
import { listLaterReports, selectOlderStories } from './older-stories.ts'
import { isBeforeRecent, selectStories } from './select-stories.ts'
import { StatusPage } from './status.tsx'
import { StoryPage } from './story.tsx'
import { FAVICON, STYLESHEET } from './style.ts'

const DAY_MS = 86_400_000
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/
/** A story has seldom ten reports; one read brings so many. */
const REPORTS_READ_MAX = 100

/** The address of the stylesheet changes with it. */
const FOR_GOOD = 'public, max-age=31536000, immutable'
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

interface PagesConfiguration {
  readonly definition: Definition
  readonly sources: readonly Source[]
  /** Version of the rule in force. */
  readonly rule: string
}

type PageContext = Context<{ Bindings: Env }>

export function createPages({ definition, sources, rule }: PagesConfiguration) {
  const pages = new Hono<{ Bindings: Env }>()

  const readState = (c: PageContext): Promise<State> => createStore(c.env.KV).readState(rule, new Date().toISOString())
  const reader = (c: PageContext): ViewReader => ({ env: c.env, definition, rule })
  const readPack = (c: PageContext) => readRecentPack(reader(c))
  const coverageOf = (state: State, now: number) => measureCoverage(sources, state, now - DAY_MS, now)

  /** Said once, when somebody asks. */
  let ruleInWords: RuleDescription | undefined
  const sayRule = (): RuleDescription => {
    ruleInWords ??= describeRule(definition)
    return ruleInWords
  }

  pages.get('/', async (c) => {
    const now = Date.now()
    const { searchParams, pathname } = new URL(c.req.url)
    const asked = new URLSearchParams([...searchParams].filter(([, value]) => value !== ''))
    // A form sends the fields that were left empty; the address of the view is the one without them.
    if (asked.size < searchParams.size) return c.redirect(asked.size > 0 ? `${pathname}?${asked}` : pathname)
    const reading = readShown(asked)
    const filtering = readFilter(reading.rest, definition, sources)
    const reasons = [reading.problem, filtering.ok ? undefined : filtering.reason].filter(Boolean).join(' ')
    if (!filtering.ok || reasons) return answerBad(c, 400, 'Wrong parameter', reasons)

    const { filter } = filtering
    const [state, pack, counted] = await Promise.all([readState(c), readPack(c), createStore(c.env.KV).readActivity()])
    const selected = isBeforeRecent(filter.until, pack.rows)
      ? await selectOlderStories(await readLog(reader(c)), filter, definition, now)
      : selectStories(pack, filter, definition, reading.shown.start)
    return answerPage(
      c,
      <HomePage
        definition={definition}
        sources={sources}
        coverage={coverageOf(state, now)}
        filter={filter}
        shown={reading.shown}
        selected={selected}
        activity={makeActivity({ definition, sources, state, counted, rows: pack.rows, now }, reading.shown.months)}
        polledSince={Object.keys(state.sources).length > 0 ? state.since : undefined}
        nextPoll={new Date(Math.min(...sources.map((source) => nextDue(source, sources, state, now)))).toISOString()}
        now={now}
      />,
    )
  })

  pages.get('/stories/:id', async (c) => {
    const now = Date.now()
    const id = c.req.param('id')
    const reports = UUID.test(id) ? await readReports(c, id) : []
    const [first, ...others] = reports
    if (!first) return answerBad(c, 404, 'No such story', `There is no story with the id "${id}".`)
    if (first.story !== id) return c.redirect(`/stories/${first.story}`)
    const coverage = coverageOf(await readState(c), now)
    return answerPage(
      c,
      <StoryPage definition={definition} coverage={coverage} reports={[first, ...others]} rule={rule} now={now} />,
    )
  })

  /** The reports of a story, oldest first; of the id of another entry that entry alone. */
  async function readReports(c: PageContext, id: string): Promise<Entry[]> {
    const { rows } = await readPack(c)
    const ids = rows.filter(({ story }) => story === id).map((row) => row.id)
    const stored = await createStore(c.env.KV).readEntries([...new Set([id, ...ids])].slice(0, REPORTS_READ_MAX))
    const first = stored.get(id)
    const isOld = first !== undefined && first.story === id && isBeforeRecent(first.firstSeen, rows)
    const later = isOld ? await listLaterReports(await readLog(reader(c)), first, Date.now()) : []
    const reports = new Map<string, Entry>([...stored, ...later.map((entry) => [entry.id, entry] as const)])
    return [...reports.values()].sort(compareEntries)
  }

  pages.get('/status', async (c) => {
    const now = Date.now()
    const [state, pack, marks] = await Promise.all([readState(c), readPack(c), readMarks(createStore(c.env.KV))])
    const isPolled = Object.keys(state.sources).length > 0
    return answerPage(
      c,
      <StatusPage
        definition={definition}
        coverage={coverageOf(state, now)}
        sources={describeSources(sources, state, pack.rows, now)}
        nearMisses={state.nearMisses}
        rule={rule}
        ruleInWords={sayRule()}
        lastPoll={isPolled ? state.lastPoll : null}
        lastPublish={marks.recent?.at ?? null}
        since={isPolled ? state.since : null}
        now={now}
      />,
    )
  })

  pages.get('/style.css', (c) => answerFile(c, STYLESHEET, 'text/css; charset=utf-8'))
  pages.get('/favicon.svg', (c) => answerFile(c, FAVICON, 'image/svg+xml'))

  /** An error: a page for who reads pages, a problem document for who does not. */
  async function answerBad(c: PageContext, status: 400 | 404, title: string, detail: string): Promise<Response> {
    if (!wantsPage(c)) return problem(c, status, title, detail)
    const coverage = coverageOf(await readState(c), Date.now())
    const page = <MessagePage title={title} detail={detail} disputeTitle={definition.title} coverage={coverage} />
    return c.body(toHtml(page), status, { ...PAGE_HEADERS, 'Cache-Control': 'no-store' })
  }

  return { pages, answerBad }
}

const PAGE_HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
}

async function answerPage(c: PageContext, page: Child): Promise<Response> {
  const html = toHtml(page)
  const response = await answer(c, html, await makeEtag(html), PAGE_HEADERS['Content-Type'])
  response.headers.set('Content-Security-Policy', CONTENT_SECURITY_POLICY)
  return response
}

async function answerFile(c: PageContext, text: string, contentType: string): Promise<Response> {
  const response = await answer(c, text, await makeEtag(text), contentType)
  response.headers.set('Cache-Control', FOR_GOOD)
  return response
}

const toHtml = (page: Child): string => `<!doctype html>\n${page}`

/** Whether the client would rather have a page than data. */
const wantsPage = (c: PageContext): boolean => c.req.header('Accept')?.includes('text/html') ?? false

/** Takes the page's own parameters from those of the view. */
function readShown(query: URLSearchParams) {
  const rest = new URLSearchParams(query)
  const [chart, start] = [query.getAll('chart'), query.getAll('start')]
  rest.delete('chart')
  rest.delete('start')
  const problems: string[] = []
  if (chart.length > 1 || (chart[0] ?? 'months') !== 'months') problems.push('"chart" must be months, or left out.')
  if (start.length > 1 || (start[0] !== undefined && !UUID.test(start[0])))
    problems.push('"start" must be the id of an entry.')
  return {
    shown: { months: chart.length > 0, ...(start[0] && { start: start[0] }) },
    rest,
    problem: problems.length > 0 ? problems.join(' ') : undefined,
  }
}

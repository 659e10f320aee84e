// The pages for people, their stylesheet and their icon. Read what is stored, render, answer.

import type { Child } from 'hono/jsx'
import { Hono } from 'hono/tiny'
import { describeRule, type RuleDescription } from '../../definition/describe-rule.ts'
import { measureCoverage } from '../../polling/coverage.ts'
import { nextDue } from '../../polling/due.ts'
import { makeEtag } from '../../publishing/hash.ts'
import { readMarks } from '../../publishing/publish.ts'
import type { State } from '../../storage/state.ts'
import { createStore } from '../../storage/store.ts'
import { answer, answerFile, FOR_GOOD } from '../answer.ts'
import type { AppParts } from '../app-parts.ts'
import { type AppContext, type AppEnv, valuesOf } from '../check-query.ts'
import { toFilter } from '../parameters.ts'
import { type ProblemStatus, problem } from '../problem.ts'
import type { WrongParameter } from '../read-query.ts'
import { readStory } from '../story-reports.ts'
import { readLog, readRecentPack, type ViewReader } from '../views.ts'
import { makeActivity } from './activity-bars.ts'
import { describeSources } from './describe-sources.ts'
import { HomePage } from './home.tsx'
import { MessagePage } from './message.tsx'
import { selectOlderStories } from './older-stories.ts'
import { isBeforeRecent, selectStories } from './select-stories.ts'
import { StatusPage } from './status.tsx'
import { StoryPage } from './story.tsx'
import { STYLESHEET } from './style.ts'

const DAY_MS = 86_400_000

export function createPages({ definition, sources, rule, parameters, reader: readerOf }: AppParts) {
  const pages = new Hono<AppEnv>()

  const readState = (c: AppContext): Promise<State> => createStore(c.env.KV).readState(rule, new Date().toISOString())
  const reader = (c: AppContext): ViewReader => readerOf(c.env)
  const readPack = (c: AppContext) => readRecentPack(reader(c))
  const coverageOf = (state: State, now: number) => measureCoverage(sources, state, now - DAY_MS, now)

  /** Said once, when somebody asks. */
  let ruleInWords: RuleDescription | undefined
  const sayRule = (): RuleDescription => {
    ruleInWords ??= describeRule(definition)
    return ruleInWords
  }

  pages.get('/', async (c) => {
    const now = Date.now()
    const values = valuesOf(c, parameters.home)
    const filter = toFilter(values)
    const shown = { months: values.chart !== undefined, ...(values.start && { start: values.start }) }
    const [state, pack, counted] = await Promise.all([readState(c), readPack(c), createStore(c.env.KV).readActivity()])
    const selected = isBeforeRecent(filter.until, pack)
      ? await selectOlderStories(await readLog(reader(c)), filter, definition, now)
      : selectStories(pack, filter, definition, shown.start)
    return answerPage(
      c,
      <HomePage
        definition={definition}
        sources={sources}
        coverage={coverageOf(state, now)}
        filter={filter}
        shown={shown}
        selected={selected}
        activity={makeActivity({ definition, sources, state, counted, rows: pack.rows, now }, shown.months)}
        polledSince={Object.keys(state.sources).length > 0 ? state.since : undefined}
        nextPoll={new Date(Math.min(...sources.map((source) => nextDue(source, sources, state, now)))).toISOString()}
        now={now}
      />,
    )
  })

  pages.get('/stories/:id', async (c) => {
    const now = Date.now()
    const id = c.req.param('id')
    const reading = await readStory(reader(c), id, now)
    if (reading.kind === 'elsewhere') return c.redirect(`/stories/${reading.story}`)
    if (reading.kind === 'hidden') return answerBad(c, 410, 'Taken down', reading.reason)
    if (reading.kind === 'absent') {
      return answerBad(c, 404, 'No such story', `There is no story with the id "${id}".`)
    }
    const { reports } = reading
    const coverage = coverageOf(await readState(c), now)
    return answerPage(
      c,
      <StoryPage definition={definition} coverage={coverage} reports={reports} rule={rule} now={now} />,
    )
  })

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
        nearMisses={state.nearMisses.filter(({ id }) => !reader(c).hidden.has(id))}
        rule={rule}
        ruleInWords={sayRule()}
        lastPoll={isPolled ? state.lastPoll : null}
        lastPublish={marks.recent?.at ?? null}
        since={isPolled ? state.since : null}
        now={now}
      />,
    )
  })

  // Its address changes with it.
  pages.get('/style.css', (c) => answerFile(c, STYLESHEET, 'text/css; charset=utf-8', FOR_GOOD))

  /** An error: a page for who reads pages, a problem document for who does not. */
  async function answerBad(
    c: AppContext,
    status: ProblemStatus,
    title: string,
    detail: string,
    errors?: readonly WrongParameter[],
  ): Promise<Response> {
    if (!wantsPage(c)) return problem(c, status, title, detail, errors)
    const coverage = coverageOf(await readState(c), Date.now())
    const page = <MessagePage title={title} detail={detail} disputeTitle={definition.title} coverage={coverage} />
    return c.body(toHtml(page), status, { 'Content-Type': HTML, 'Cache-Control': 'no-store' })
  }

  return { pages, answerBad }
}

const HTML = 'text/html; charset=utf-8'

async function answerPage(c: AppContext, page: Child): Promise<Response> {
  const html = toHtml(page)
  return answer(c, html, await makeEtag(html), HTML)
}

const toHtml = (page: Child): string => `<!doctype html>\n${page}`

/** Whether the client would rather have a page than data. */
const wantsPage = (c: AppContext): boolean => c.req.header('Accept')?.includes('text/html') ?? false

// The Worker for one dispute and its sources: what a cron tick and a request do.

import { checkDefinition } from './definition/check-definition.ts'
import { checkSources } from './definition/check-sources.ts'
import type { Definition } from './definition/definition.ts'
import { checkHidden, type HiddenEntry, indexHidden } from './definition/hidden.ts'
import type { Source } from './definition/source.ts'
import type { Env } from './env.ts'
import { buildLexicon } from './matching/lexicon.ts'
import { createMatcher } from './matching/matcher.ts'
import { measureDay } from './polling/coverage.ts'
import { POLL_TICK_MINUTES } from './polling/due.ts'
import { type PollContext, poll } from './polling/poll.ts'
import { createSieve } from './polling/sieve.ts'
import { warmUp } from './polling/warm-up.ts'
import { publishAndClosePages } from './publishing/close-pages.ts'
import { maintain } from './publishing/maintain.ts'
import type { PublishResult } from './publishing/publish.ts'
import type { State } from './storage/state.ts'
import { createStore } from './storage/store.ts'
import { KV_FREE_WRITES_PER_DAY } from './storage/write-budget.ts'
import { createApp } from './web/app.ts'

export interface WorkerConfiguration {
  readonly definition: Definition
  readonly sources: readonly Source[]
  /** Entries that were taken down. */
  readonly hidden?: readonly HiddenEntry[]
  /** Lets sources be on this machine. For the preview and tests. */
  readonly allowLoopback?: boolean
  /** How long a source may take to answer in full; for tests. */
  readonly fetchTimeoutMs?: number
}

/** @throws Error with every problem of the definition and the sources, so that a bad deployment does not start */
export function createWorker(configuration: WorkerConfiguration) {
  const {
    definition,
    sources,
    hidden: takenDown = [],
    allowLoopback = false,
    fetchTimeoutMs: timeoutMs,
  } = configuration
  const problems = [...checkDefinition(definition), ...checkSources(sources), ...checkHidden(takenDown)]
  if (problems.length > 0) throw new Error(`What is to be watched cannot be used:\n- ${problems.join('\n- ')}`)
  const lexicon = buildLexicon(definition)
  const matcher = createMatcher(definition, lexicon)
  const hidden = indexHidden(takenDown)
  const sieve = createSieve(definition, matcher, sources, lexicon)
  warmUp({ definition, matcher, sieve, sources }).catch((error) => console.error(`warming up: ${error}`))

  const pollContext = (env: Env, now: number, turn: PollContext['turn']): PollContext => ({
    store: createStore(env.KV),
    definition,
    matcher,
    sieve,
    sources,
    now,
    turn,
    fetch: (input, init) => fetch(input, init),
    userAgent: userAgent(env),
    allowLoopback,
    ...(timeoutMs && { timeoutMs }),
    log: (line) => console.log(JSON.stringify(line)),
  })
  const publishContext = (env: Env, now: number) => ({
    store: createStore(env.KV),
    definition,
    publicUrl: env.PUBLIC_URL,
    hidden,
    now,
    writesPerDay: writesPerDay(env),
  })
  const maintainContext = (env: Env, now: number) => ({
    ...publishContext(env, now),
    measureDay: (state: State, day: string, at: number) => measureDay(sources, state, day, at),
    log: (line: Record<string, unknown>) => console.log(JSON.stringify(line)),
  })
  const log = (result: PublishResult) => console.log(JSON.stringify({ event: 'published', ...result }))

  const app = createApp({
    definition,
    sources,
    matcher,
    hidden,
    writesPerDay,
    async pollNow(env, now) {
      const { summary, state } = await poll(pollContext(env, now, 'all'))
      log(await publishAndClosePages(state, publishContext(env, now)))
      return summary
    },
  })

  return {
    fetch: app.fetch,
    async scheduled({ scheduledTime: now }, env) {
      const kind = tickKind(now)
      if (kind === 'poll') {
        await poll(pollContext(env, now, 'slot'))
        return
      }
      const context = maintainContext(env, now)
      const state = await context.store.readState(matcher.version, new Date(now).toISOString())
      log(kind === 'publish' ? await publishAndClosePages(state, context) : await maintain(state, context))
    },
  } satisfies ExportedHandler<Env>
}

/** When the day's maintenance takes the place of a publish: a quiet hour where most of the sources are. */
const MAINTENANCE_TIME = '00:35'

/** One cron runs every five minutes; the minute decides. Each tick has its own 10 ms of CPU. */
export function tickKind(scheduledTime: number): 'poll' | 'publish' | 'maintenance' {
  const time = new Date(scheduledTime)
  if (time.getUTCMinutes() % POLL_TICK_MINUTES < POLL_TICK_MINUTES / 2) return 'poll'
  return time.toISOString().slice(11, 16) === MAINTENANCE_TIME ? 'maintenance' : 'publish'
}

function writesPerDay({ KV_WRITES_PER_DAY }: Env): number {
  return Number(KV_WRITES_PER_DAY) || KV_FREE_WRITES_PER_DAY
}

function userAgent({ CONTACT, PUBLIC_URL }: Env): string {
  const contact = CONTACT ?? PUBLIC_URL
  return `sanctions-watch/0.1${contact ? ` (+${contact})` : ''}`
}

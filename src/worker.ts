// The Worker for one dispute and its sources: what a cron tick and a request do.

import { checkDefinition } from './definition/check-definition.ts'
import { checkSources } from './definition/check-sources.ts'
import type { Definition } from './definition/definition.ts'
import type { Source } from './definition/source.ts'
import type { Env } from './env.ts'
import { createMatcher } from './matching/matcher.ts'
import { POLL_TICK_MINUTES } from './polling/due.ts'
import { type PollContext, poll } from './polling/poll.ts'
import { publish } from './publishing/publish.ts'
import { createStore } from './storage/store.ts'
import { createApp } from './web/app.ts'

export interface WorkerConfiguration {
  readonly definition: Definition
  readonly sources: readonly Source[]
  /** Lets sources be on this machine. For the preview and tests. */
  readonly allowLoopback?: boolean
}

/** @throws Error with every problem of the definition and the sources, so that a bad deployment does not start */
export function createWorker(configuration: WorkerConfiguration) {
  const { definition, sources, allowLoopback = false } = configuration
  const problems = [...checkDefinition(definition), ...checkSources(sources)]
  if (problems.length > 0) throw new Error(`What is to be watched cannot be used:\n- ${problems.join('\n- ')}`)
  const matcher = createMatcher(definition)

  const pollContext = (env: Env, now: number, turn: PollContext['turn']): PollContext => ({
    store: createStore(env.KV),
    definition,
    matcher,
    sources,
    now,
    turn,
    fetch: (input, init) => fetch(input, init),
    userAgent: userAgent(env),
    allowLoopback,
    log: (line) => console.log(JSON.stringify(line)),
  })
  const publishContext = (env: Env) => ({ store: createStore(env.KV), definition, publicUrl: env.PUBLIC_URL })

  const app = createApp({
    definition,
    sources,
    matcher,
    async pollNow(env, now) {
      const { summary, state } = await poll(pollContext(env, now, 'all'))
      await publish(state, publishContext(env))
      return summary
    },
  })

  return {
    fetch: app.fetch,
    async scheduled({ scheduledTime }, env) {
      if (tickKind(scheduledTime) === 'poll') {
        await poll(pollContext(env, scheduledTime, 'slot'))
      } else {
        const store = createStore(env.KV)
        const state = await store.readState(matcher.version, new Date(scheduledTime).toISOString())
        await publish(state, publishContext(env))
      }
    },
  } satisfies ExportedHandler<Env>
}

/** One cron runs every five minutes; the minute decides. Each tick has its own 10 ms of CPU. */
export function tickKind(scheduledTime: number): 'poll' | 'publish' {
  return new Date(scheduledTime).getUTCMinutes() % POLL_TICK_MINUTES < POLL_TICK_MINUTES / 2 ? 'poll' : 'publish'
}

function userAgent({ CONTACT, PUBLIC_URL }: Env): string {
  const contact = CONTACT ?? PUBLIC_URL
  return `sanctions-watch/0.1${contact ? ` (+${contact})` : ''}`
}

// What the worker does in a tick and on POST /api/poll, over simulated sources, KV and time.
import { definition } from '../../samples/definition.ts'
import type { Source } from '../../src/definition/source.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import { measureDay } from '../../src/polling/coverage.ts'
import type { PollSummary } from '../../src/polling/outcome.ts'
import { type PollContext, poll } from '../../src/polling/poll.ts'
import { createSieve } from '../../src/polling/sieve.ts'
import { publishAndClosePages } from '../../src/publishing/close-pages.ts'
import { maintain } from '../../src/publishing/maintain.ts'
import type { PublishContext, PublishResult } from '../../src/publishing/publish.ts'
import type { State } from '../../src/storage/state.ts'
import type { Store } from '../../src/storage/store.ts'
import { KV_FREE_WRITES_PER_DAY } from '../../src/storage/write-budget.ts'
import type { Clock } from './virtual-clock.ts'

export const matcher = createMatcher(definition)
const sieve = createSieve(definition, matcher)

export type Work = 'poll' | 'publish' | 'maintain' | 'pollNow'

export interface SimulatedWorker {
  poll(store: Store): Promise<PollSummary>
  publish(store: Store): Promise<PublishResult>
  maintain(store: Store): Promise<PublishResult>
  /** POST /api/poll. */
  pollNow(store: Store): Promise<PublishResult>
}

export function simulateWorker({
  sources,
  clock,
  fetch,
}: {
  sources: readonly Source[]
  clock: Clock
  fetch: typeof globalThis.fetch
}): SimulatedWorker {
  const pollContext = (store: Store, turn: PollContext['turn']): PollContext => ({
    store,
    definition,
    matcher,
    sieve,
    sources,
    now: clock.now(),
    turn,
    fetch,
    userAgent: 'test',
    allowLoopback: false,
    log: () => {},
  })
  const publishContext = (store: Store): PublishContext => ({
    store,
    definition,
    publicUrl: undefined,
    now: clock.now(),
    writesPerDay: KV_FREE_WRITES_PER_DAY,
  })
  const readState = (store: Store) => store.readState(matcher.version, new Date(clock.now()).toISOString())

  return {
    poll: async (store) => (await poll(pollContext(store, 'slot'))).summary,
    publish: async (store) => publishAndClosePages(await readState(store), publishContext(store)),
    async maintain(store) {
      const context = {
        ...publishContext(store),
        measureDay: (state: State, day: string, now: number) => measureDay(sources, state, day, now),
        log: () => {},
      }
      return maintain(await readState(store), context)
    },
    async pollNow(store) {
      const { state } = await poll(pollContext(store, 'all'))
      return publishAndClosePages(state, publishContext(store))
    },
  }
}

// Days of ticks, as the cron runs them, in a KV that is quick and never stale but has the free plan's quotas.

import type { PollSummary } from '../../src/polling/outcome.ts'
import type { PublishResult } from '../../src/publishing/publish.ts'
import { createStore } from '../../src/storage/store.ts'
import { tickKind } from '../../src/worker.ts'
import type { KvModel } from './kv-model.ts'
import type { SimulatedWorker } from './simulated-worker.ts'

export const TICK_MS = 5 * 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS

/** Time that its owner sets. */
export class SetClock {
  time: number

  constructor(start: number) {
    this.time = start
  }

  now(): number {
    return this.time
  }

  async sleep(): Promise<void> {}
}

export interface TickResult {
  readonly time: number
  readonly poll?: PollSummary
  readonly publish?: PublishResult
}

/** Runs every tick from the clock's time to `end`, and leaves the clock there. A tick that throws ends the test. */
export async function runTicks(
  { clock, kv, worker, end }: { clock: SetClock; kv: KvModel; worker: SimulatedWorker; end: number },
  look: (result: TickResult) => void = () => {},
): Promise<void> {
  for (; clock.time < end; clock.time += TICK_MS) {
    const store = createStore(kv.connect())
    const time = clock.time
    const kind = tickKind(time)
    if (kind === 'poll') look({ time, poll: await worker.poll(store) })
    else look({ time, publish: await (kind === 'publish' ? worker.publish(store) : worker.maintain(store)) })
  }
}

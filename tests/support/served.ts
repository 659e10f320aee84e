// The Worker's fetch handler in Node, over a model of KV that is never stale.
import { definition } from '../../samples/definition.ts'
import type { HiddenEntry } from '../../src/definition/hidden.ts'
import type { Source } from '../../src/definition/source.ts'
import type { Env } from '../../src/env.ts'
import { createWorker } from '../../src/worker.ts'
import { makeSource } from './feeds.ts'
import { KvModel } from './kv-model.ts'
import { SetClock } from './simulate-days.ts'

export const SOURCES: readonly Source[] = [
  makeSource('a', { url: 'https://a.example/rss' }),
  makeSource('ministry', { kind: 'official', url: 'https://ministry.example/rss' }),
]

type Worker = ReturnType<typeof createWorker>

export class Served {
  readonly kv = new KvModel({ clock: new SetClock(Date.UTC(2026, 6, 8)) }).connect()
  #worker: Worker

  constructor(hidden: readonly HiddenEntry[] = []) {
    this.#worker = createWorker({ definition, sources: SOURCES, hidden })
  }

  /** The same deployment with another list of takedowns. */
  hide(hidden: readonly HiddenEntry[]): void {
    this.#worker = createWorker({ definition, sources: SOURCES, hidden })
  }

  async get(path: string, init?: RequestInit, vars: Partial<Env> = {}): Promise<Response> {
    const request = new Request(`https://watch.example${path}`, init) as unknown as Parameters<Worker['fetch']>[0]
    return this.#worker.fetch(request, { KV: this.kv, ...vars }, {} as ExecutionContext)
  }
}

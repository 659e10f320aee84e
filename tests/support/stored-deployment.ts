// A deployment without sources: entries are put into KV as a poll would, and publish and maintenance run over them.
import { definition } from '../../samples/definition.ts'
import { nameUuid } from '../../src/definition/name-uuid.ts'
import type { Entry } from '../../src/entries/entry.ts'
import { disputeNamespace } from '../../src/entries/identity.ts'
import { publishAndClosePages } from '../../src/publishing/close-pages.ts'
import { readEntryLog } from '../../src/publishing/entry-log.ts'
import { maintain } from '../../src/publishing/maintain.ts'
import { readPack } from '../../src/publishing/publish.ts'
import { renderAtomEntry } from '../../src/publishing/render-atom.ts'
import { renderJsonFeedItem } from '../../src/publishing/render-json-feed.ts'
import { addRecent, createState, type RecentRow } from '../../src/storage/state.ts'
import { createStore, type Store } from '../../src/storage/store.ts'
import { KvModel } from './kv-model.ts'
import { makeTestEntry } from './make-entry.ts'
import { SetClock } from './simulate-days.ts'

export const START = Date.UTC(2026, 6, 8, 12)

export class StoredDeployment {
  readonly clock = new SetClock(START)
  readonly kv = new KvModel({ clock: this.clock })
  readonly store: Store = createStore(this.kv.connect())
  /** Ids of all entries in the order they were added. */
  readonly added: string[] = []
  readonly logged: Record<string, unknown>[] = []

  /** Stores entries that a poll sees now, and has the state know them unless it is to forget them. */
  async add(
    count: number,
    { part = {}, isForgotten = false }: { part?: Partial<Entry>; isForgotten?: boolean } = {},
  ): Promise<void> {
    const firstSeen = new Date(this.clock.time).toISOString()
    const rows: RecentRow[] = []
    for (let i = 0; i < count; i++) {
      const n = this.added.length
      const id = nameUuid(`entry ${n}`, disputeNamespace(definition.id))
      const url = `https://news.example/${n}`
      const published = n % 7 === 0 ? null : new Date(this.clock.time - ((n * 37) % 600) * 60_000).toISOString()
      const entry = makeTestEntry({ id, url, sourceUrl: url, title: `Report ${n}`, firstSeen, published, ...part })
      const rendered = { atom: renderAtomEntry(entry, definition), json: renderJsonFeedItem(entry, definition) }
      await this.store.writeEntry({ ...entry, rendered })
      this.added.push(id)
      rows.push([id, entry.firstSeen])
    }
    if (isForgotten) return
    const state = await this.readState()
    await this.store.writeState({ ...state, recent: addRecent(state.recent, rows) })
  }

  /** The state; one that lists nothing where there is none, as an entry that is not listed is what some tests are about. */
  async readState() {
    const now = new Date(this.clock.time).toISOString()
    return this.kv.stored.has('state') ? this.store.readState('test', now) : createState('test', now)
  }

  async publish(): Promise<void> {
    await publishAndClosePages(await this.readState(), this.#context())
  }

  /** Moves to the next 00:35 UTC, and maintains. */
  async maintain(): Promise<void> {
    const day = 86_400_000
    const offset = 35 * 60_000
    this.clock.time = (Math.floor((this.clock.time - offset) / day) + 1) * day + offset
    await this.maintainNow()
  }

  async maintainNow(): Promise<void> {
    const measureDay = () => 1
    const log = (line: Record<string, unknown>) => this.logged.push(line)
    const result = await maintain(await this.readState(), { ...this.#context(), measureDay, log })
    if (result.kind === 'failed' || result.kind === 'held-back') throw new Error(JSON.stringify(result))
  }

  advance(minutes: number): void {
    this.clock.time += minutes * 60_000
  }

  async readLog() {
    return readEntryLog(this.store, (await readPack(this.store))?.rows ?? [])
  }

  /** What is stored under keys with the prefix. */
  dump(prefix: string): Record<string, string> {
    return Object.fromEntries(
      [...this.kv.stored].filter(([key]) => key.startsWith(prefix)).map(([key, { value }]) => [key, value]),
    )
  }

  async delete(...keys: string[]): Promise<void> {
    for (const key of keys) await this.kv.connect().delete(key)
  }

  #context() {
    return { store: this.store, definition, publicUrl: undefined, now: this.clock.time, writesPerDay: 100_000 }
  }
}

// The publish tick over a KV that is not real.
import { expect, test } from 'vitest'
import { definition } from '../../samples/definition.ts'
import {
  type PublishContext,
  publish,
  readPack,
  renderViews,
  republish,
  type Views,
} from '../../src/publishing/publish.ts'
import { createState, type State, takeRecent } from '../../src/storage/state.ts'
import { createStore, type Store, type StoredEntry } from '../../src/storage/store.ts'
import { KvModel } from '../support/kv-model.ts'
import { createRandom } from '../support/random.ts'
import { DAY_MS, SetClock } from '../support/simulate-days.ts'
import { idOf, makeStored } from '../support/store-entries.ts'

const START = Date.UTC(2026, 6, 8)
const MINUTE_MS = 60_000

function open() {
  const clock = new SetClock(START)
  const kv = new KvModel({ clock })
  const read: string[] = []
  const store: Store = createStore(kv.connect())
  const counting: Store = {
    ...store,
    readEntries: (ids) => {
      read.push(...ids)
      return store.readEntries(ids)
    },
  }
  const context = (): PublishContext => ({
    store: counting,
    definition,
    publicUrl: undefined,
    now: clock.now(),
    writesPerDay: 100_000,
  })
  return { clock, kv, store, read, context }
}

const entryAt = (n: number, part: Partial<StoredEntry> = {}): StoredEntry =>
  makeStored({
    id: idOf(n),
    title: `S-400: report ${n}`,
    firstSeen: new Date(START + n * MINUTE_MS).toISOString(),
    ...part,
  })
const stateOf = (entries: readonly StoredEntry[]): State =>
  createState('rule', new Date(START).toISOString(), takeRecent(entries.map(({ id, firstSeen }) => [id, firstSeen])))
const texts = (views: Views) => Object.entries(views).map(([name, { body }]) => [name, Buffer.concat(body).toString()])
const published = (kv: KvModel) =>
  ['recent', 'feed.json', 'feed.atom'].map((name) => [name, kv.stored.get(`view:${name}`)?.value])

test('published step by step, the views are to the byte what rendering from scratch gives', async () => {
  const { clock, kv, store, context } = open()
  const random = createRandom(3)
  const entries: StoredEntry[] = []
  for (let step = 0; step < 60; step++) {
    const fresh = Array.from({ length: random.between(0, 25) }, (_, i) => {
      const n = entries.length + i
      const story = random.chance(0.6) ? entries.at(-random.between(1, 5))?.story : undefined
      const kind = random.pick(['press', 'agency', 'official', 'search'] as const)
      const source = { id: `source-${kind}`, title: kind, kind, url: 'https://feeds.example/rss' }
      return entryAt(n, {
        source,
        terms: [step < 3 ? 'f-35' : random.pick(['s-400', 'turkey', 'denies'])],
        ...(story && { story }),
      })
    })
    await Promise.all(fresh.map((entry) => store.writeEntry(entry)))
    entries.push(...fresh)
    clock.time += 10 * MINUTE_MS
    await publish(stateOf(entries), context())
    if (step % 15 !== 14) continue
    const also = entries.map(({ id }) => id)
    expect(published(kv)).toEqual(texts((await renderViews(stateOf(entries), context(), { also })).views))
  }
  expect(entries.length).toBeGreaterThan(550)
  expect((await readPack(store))?.rows.length).toBeGreaterThan(500)
  const before = published(kv)
  expect(await republish(stateOf(entries), context())).toEqual({ kind: 'unchanged' })
  expect(published(kv)).toEqual(before)
})

test('a publish reads the new entries and no other, and writes nothing without any', async () => {
  const { store, read, context } = open()
  const entries = [0, 1, 2].map((n) => entryAt(n))
  for (const entry of entries) await store.writeEntry(entry)
  expect(await publish(stateOf(entries.slice(0, 2)), context())).toEqual({ kind: 'written', views: 3 })
  expect(read.splice(0)).toEqual([idOf(0), idOf(1)])
  expect(await publish(stateOf(entries.slice(0, 2)), context())).toEqual({ kind: 'unchanged' })
  expect(read).toEqual([])
  expect(await publish(stateOf(entries), context())).toEqual({ kind: 'written', views: 3 })
  expect(read).toEqual([idOf(2)])
})

test('an entry that KV does not show yet is published when it does', async () => {
  const { kv, store, context } = open()
  const entries = [0, 1].map((n) => entryAt(n))
  await store.writeEntry(entries[0] as StoredEntry)
  await publish(stateOf(entries), context())
  const feed = () => kv.stored.get('view:feed.atom')?.value
  expect(feed()).not.toContain('report 1')
  await store.writeEntry(entries[1] as StoredEntry)
  expect(await publish(stateOf(entries), context())).toEqual({ kind: 'written', views: 3 })
  expect(feed()).toContain('report 1')
})

test('of two polls at once the one that stands is found by the maintenance', async () => {
  const { clock, kv, store, context } = open()
  const [first, second] = [0, 3].map((n) => entryAt(n, { id: idOf(0) })) as [StoredEntry, StoredEntry]
  await store.writeEntry(first)
  await publish(stateOf([first]), context())
  await store.writeEntry(second)
  clock.time += 23 * 60 * MINUTE_MS
  expect(await publish(stateOf([first]), context())).toEqual({ kind: 'unchanged' })
  expect(await republish(stateOf([second]), context())).toEqual({ kind: 'written', views: 3 })
  expect(kv.stored.get('view:feed.atom')?.value).toContain(second.rendered.atom)
})

test('a recent view that got lost is made again, with what lies beyond the newest where that is named', async () => {
  const { clock, kv, store, context } = open()
  const rare = entryAt(0, { terms: ['f-35'] })
  const entries = [rare, ...Array.from({ length: 505 }, (_, n) => entryAt(n + 1, { terms: ['s-400'] }))]
  for (const entry of entries) await store.writeEntry(entry)
  await publish(stateOf(entries.slice(0, 400)), context())
  await publish(stateOf(entries), context())
  const whole = published(kv)
  expect((await readPack(store))?.rows).toHaveLength(501)
  clock.time += 2 * DAY_MS
  await kv.connect().delete('view:recent')
  await republish(stateOf(entries), context())
  expect((await readPack(store))?.rows).toHaveLength(500)
  await republish(stateOf(entries), context(), [rare.id])
  expect(published(kv)).toEqual(whole)
})

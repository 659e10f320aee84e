// One random schedule: an hour of ticks and of polls that someone asked for, two and three at once, from several
// locations, with sources and writes that fail and workers that are killed; then quiet, and a look at what stands.
// Returns what is wrong, so that a schedule that must fail can be asked too.
import { definition } from '../../samples/definition.ts'
import { followStories } from '../../src/entries/follow-stories.ts'
import { readEntryLog, readLogPages } from '../../src/publishing/entry-log.ts'
import { readPack, renderViews, VIEW_NAMES } from '../../src/publishing/publish.ts'
import { createState, type State, takeRecent } from '../../src/storage/state.ts'
import { createStore, type Store, type StoredEntry } from '../../src/storage/store.ts'
import { KvLocation, KvModel } from './kv-model.ts'
import { createRandom, type Random } from './random.ts'
import { matcher, simulateWorker, type Work } from './simulated-worker.ts'
import { createFetch, listedAt, listedWith, type SourceHistory } from './source-history.ts'
import { VirtualClock } from './virtual-clock.ts'

const MINUTE_MS = 60_000
const START = Date.UTC(2026, 6, 8, 12)
const CHAOS_MINUTES = 60

/** Events as several outlets report them; those of one list become one story. */
const REPORTS = [
  ['Turkey fires the S-400 at Sinop', 'S-400 fired at Sinop by Turkey', 'Sinop: Turkey fires an S-400 missile'],
  [
    'Ankara leases S-400 radars to nobody',
    'Nobody leases S-400 radars, Ankara says',
    'S-400 radars: Ankara leases none',
  ],
  [
    'Turkish court jails S-400 engineer',
    'S-400 engineer jailed by Turkish court',
    'Engineer of S-400 jailed, Turkish court',
  ],
] as const

/** Wraps the store of every worker: how an invariant is broken on purpose. */
export type Sabotage = (store: Store, kv: KVNamespace) => Store

export interface ScheduleOptions {
  readonly sabotage?: Sabotage
  /** Leaves out the daily maintenance. */
  readonly withoutMaintenance?: boolean
}

/** @returns what is wrong once all is quiet, and what was wrong on the way; empty where nothing is */
export async function runSchedule(seed: number, options: ScheduleOptions = {}): Promise<string[]> {
  const random = createRandom(seed)
  const clock = new VirtualClock(START)
  const histories = makeHistories(random)
  const problems: string[] = []
  /** Ids that some state ever listed. */
  const announced = new Set<string>()
  let isQuiet = false
  const kv = new KvModel({
    clock,
    random,
    failPut: () => !isQuiet && random.chance(0.12) && random.pick(['refused', 'stored all the same'] as const),
    onPut: (key, value) => {
      if (key.startsWith('entry:')) problems.push(...checkStory(JSON.parse(value), kv))
      if (key !== 'state') return
      const state: State = JSON.parse(value)
      for (const [id] of state.recent) announced.add(id)
      // What is broken on purpose must be found by what comes of it.
      if (!options.sabotage) problems.push(...checkState(state, kv, histories))
    },
  })
  const open = (location?: KvLocation, isAlive?: () => boolean): Store => {
    const connection = kv.connect(location, isAlive)
    const store = createStore(connection)
    return options.sabotage ? options.sabotage(store, connection) : store
  }
  const fetch = createFetch(histories, clock, {
    fault: () =>
      !isQuiet && random.chance(0.1) ? random.pick(['reset', 'unavailable', 'challenge'] as const) : undefined,
    delay: () => random.between(1, isQuiet ? 100 : 4_000),
  })
  const work = simulateWorker({ sources: histories.map(({ source }) => source), clock, fetch })
  const locations = [new KvLocation(), new KvLocation(), new KvLocation()]
  const start = async (kind: Work, at: number): Promise<void> => {
    await clock.sleep(at - clock.now())
    const killedAt = random.chance(0.25) ? clock.now() + random.between(1, 5_000) : Number.POSITIVE_INFINITY
    await work[kind](open(random.pick(locations), () => clock.now() < killedAt))
  }

  const started: Promise<unknown>[] = []
  for (const { kind, at } of planChaos(random)) {
    // What a worker that was killed waits for never comes; one that throws is a failed tick.
    started.push(start(kind, at).catch((error) => !isExpected(error) && problems.push(`${kind} threw: ${error.stack}`)))
  }
  await clock.run()

  isQuiet = true
  await clock.advance(3 * 60 * MINUTE_MS) // past every back-off and every cache
  const finish = async (kind: Work): Promise<void> => {
    const done = work[kind](open(locations[0])).catch((error) => problems.push(`${kind} threw when quiet: ${error}`))
    await clock.advance(5 * MINUTE_MS)
    await done
  }
  await finish('pollNow')
  if (!options.withoutMaintenance) await finish('maintain')
  await finish('publish')
  const judged = judge(open(), histories, announced, clock.now(), kv)
  await clock.run()
  return [...new Set([...problems, ...(await judged)])]
}

function makeHistories(random: Random): SourceHistory[] {
  const kinds = [
    { id: 'a', window: 100, kind: 'press' },
    { id: 'b', window: 100, kind: 'search' },
    // Drops items so soon that one may be gone before the next poll.
    { id: 'c', window: 3, kind: 'agency' },
  ] as const
  return kinds.map(({ id, window, kind }) => {
    const items = Array.from({ length: random.between(2, 7) }, (_, n) => ({
      at: START + random.between(-30, CHAOS_MINUTES) * MINUTE_MS,
      title: random.chance(0.75) ? random.pick(random.pick(REPORTS)) : `Football, report ${id}${n}`,
      // Some are listed by two sources.
      link: random.chance(0.2) ? `https://agency.example/${n}` : `https://${id}.example/${n}`,
    })).sort((x, y) => x.at - y.at)
    return { source: { id, title: id, url: `https://${id}.example/rss`, lang: 'en', kind }, items, window }
  })
}

function planChaos(random: Random): { kind: Work; at: number }[] {
  const plan: { kind: Work; at: number }[] = []
  for (let minute = 0; minute < CHAOS_MINUTES; minute += 5) {
    const kind = minute % 10 === 0 ? 'poll' : random.chance(0.1) ? 'maintain' : 'publish'
    plan.push({ kind, at: START + minute * MINUTE_MS })
  }
  for (let crowd = random.between(2, 4); crowd > 0; crowd--) {
    // At any time, or on top of a tick.
    const minutes = random.chance(0.5) ? random.between(0, 5) * 10 : random.between(0, CHAOS_MINUTES)
    // All at once, or one while the other's writes are not seen everywhere.
    const within = random.pick([3_000, 150_000])
    for (let size = random.between(1, 3); size > 0; size--) {
      plan.push({ kind: 'pollNow', at: START + minutes * MINUTE_MS + random.between(0, within) })
    }
  }
  return plan
}

const isMatch = (title: string): boolean => title.includes('S-400')

/** Invariants 1 and 2 at the moment a state is written: all that it speaks of is stored. */
function checkState(state: State, kv: KvModel, histories: readonly SourceHistory[]): string[] {
  const problems = state.recent
    .filter(([id]) => !kv.stored.has(`entry:${id}`))
    .map(([id]) => `a state lists entry ${id}, which is not stored`)
  const urls = storedUrls(kv)
  for (const history of histories) {
    const etag = state.sources[history.source.id]?.etag
    for (const { title, link } of etag ? listedWith(history, etag) : []) {
      if (isMatch(title) && !urls.has(link)) problems.push(`validators went past ${title}, which is not stored`)
    }
  }
  return problems
}

/** A story's first entry is stored before any other. */
function checkStory({ id, story, title }: StoredEntry, kv: KvModel): string[] {
  return id === story || kv.stored.has(`entry:${story}`) ? [] : [`joins a story whose first entry is nowhere: ${title}`]
}

function storedUrls(kv: KvModel): Set<string> {
  const entries = [...kv.stored].filter(([key]) => key.startsWith('entry:'))
  return new Set(entries.map(([, { value }]) => JSON.parse(value).url))
}

async function judge(
  store: Store,
  histories: readonly SourceHistory[],
  announced: ReadonlySet<string>,
  now: number,
  kv: KvModel,
): Promise<string[]> {
  const problems: string[] = []
  const rows = await store.listEntryRows()
  const entries = [...(await store.readEntries(rows.map(([id]) => id))).values()]

  const ids = new Set(entries.map(({ id }) => id))
  for (const id of announced) if (!ids.has(id)) problems.push(`was listed once, but is not stored: entry ${id}`)
  const urls = entries.map(({ url }) => url ?? '')
  if (new Set(urls).size < urls.length) problems.push('an item stands twice')
  for (const { title } of entries) if (!isMatch(title)) problems.push(`no match, but stored: ${title}`)
  for (const history of histories) {
    for (const { title, link } of listedAt(history, now)) {
      if (isMatch(title) && !urls.includes(link)) problems.push(`still listed, but not stored: ${title}`)
    }
  }

  // One story each, by the way it is found; that story has its first entry.
  const storyOf = followStories(entries)
  for (const { id, title } of entries) {
    if (!ids.has(storyOf.get(id) ?? '')) problems.push(`in a story without its first entry: ${title}`)
  }

  const at = new Date(now).toISOString()
  const state = await store.readState(matcher.version, at)
  const known = new Set(state.recent.map(([id]) => id))
  for (const { id, title } of entries) if (!known.has(id)) problems.push(`stored, but not in the state: ${title}`)
  if (known.size !== state.recent.length) problems.push('the state lists an entry twice')

  const log = await readEntryLog(store, (await readPack(store))?.rows ?? [])
  const pages = await readLogPages(
    log,
    Array.from({ length: log.pages }, (_, i) => i + 1),
    store,
  )
  const indexed = [...pages.values()].flat().map(({ id }) => id)
  if (indexed.length !== ids.size || indexed.some((id) => !ids.has(id)) || new Set(indexed).size !== ids.size) {
    problems.push(
      `the index has ${indexed.length} rows, of ${new Set(indexed).size} entries, where ${ids.size} are stored`,
    )
  }

  const rebuilt = { ...createState(matcher.version, at, takeRecent(rows)), since: state.since }
  const { views } = await renderViews(rebuilt, { store, definition, publicUrl: undefined })
  for (const name of VIEW_NAMES) {
    const body = Buffer.concat(views[name].body).toString()
    if (kv.stored.get(`view:${name}`)?.value !== body) problems.push(`${name} is not what the entries give`)
  }
  return problems
}

/** What a KV that fails makes of a tick; anything else that is thrown is a bug. */
function isExpected(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('KV ')
}

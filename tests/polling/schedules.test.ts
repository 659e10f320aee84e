// Nothing is lost and nothing doubled, whatever happens at once. SCHEDULES and SEED choose how many and from where on.
import { createHash } from 'node:crypto'
import { beforeAll, expect, test, vi } from 'vitest'
import { runSchedule, type Sabotage, type ScheduleOptions } from '../support/schedule.ts'

const SCHEDULES = Number(process.env.SCHEDULES ?? 1_000)
const FIRST_SEED = Number(process.env.SEED ?? 1)
/** A broken invariant must be found within so many. */
const SABOTAGED_SCHEDULES = 500

beforeAll(() => {
  // The real one works in a thread, whose time the virtual clock does not know.
  vi.spyOn(crypto.subtle, 'digest').mockImplementation(
    async (_, data) =>
      Uint8Array.from(
        createHash('sha256')
          .update(data as Uint8Array)
          .digest(),
      ).buffer,
  )
})

test(`${SCHEDULES} schedules from seed ${FIRST_SEED} on`, { timeout: 60_000 + SCHEDULES * 100 }, async () => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) {
    expect(await runSchedule(seed), `seed ${seed}`).toEqual([])
  }
})

async function findProblem(options: ScheduleOptions): Promise<{ seed: number; problems: string[] } | undefined> {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SABOTAGED_SCHEDULES; seed++) {
    const problems = await runSchedule(seed, options)
    if (problems.length > 0) return { seed, problems }
  }
  return undefined
}

/** The state goes first: a worker killed behind it has moved validators past entries that are nowhere. */
const stateFirst: Sabotage = (store) => {
  const waiting: Parameters<typeof store.writeEntry>[0][] = []
  return {
    ...store,
    async writeEntry(entry) {
      waiting.push(entry)
    },
    async writeState(state) {
      await store.writeState(state)
      for (const entry of waiting.splice(0)) await store.writeEntry(entry)
    },
  }
}

/** Validators advance although an entry could not be written. */
const failureIgnored: Sabotage = (store) => ({
  ...store,
  writeEntry: (entry) => store.writeEntry(entry).catch(() => {}),
})

/** Entries are kept in one value that is read, changed and written back. */
const entriesInOneValue: Sabotage = (store, kv) => {
  const KEY = 'entries'
  type Entries = Record<string, Parameters<typeof store.writeEntry>[0]>
  const readAll = async (): Promise<Entries> => (await kv.get<Entries>(KEY, 'json')) ?? {}
  const added: Entries = {}
  return {
    ...store,
    async readEntries(ids) {
      const all = await readAll()
      return new Map(ids.flatMap((id) => (all[id] ? [[id, all[id]] as const] : [])))
    },
    async writeEntry(entry) {
      added[entry.id] = entry
    },
    async writeState(state) {
      // One write for all, before the state: only workers at once and stale reads can lose something.
      if (Object.keys(added).length > 0) await kv.put(KEY, JSON.stringify({ ...(await readAll()), ...added }))
      await store.writeState(state)
    },
    async listEntryRows() {
      return Object.values(await readAll()).map(({ id, firstSeen }) => [id, firstSeen] as const)
    },
  }
}

/** What joins a story is written, whether its first entry is or not. */
const followersFirst: Sabotage = (store) => {
  const waiting: Parameters<typeof store.writeEntry>[0][] = []
  return {
    ...store,
    async writeEntry(entry) {
      if (entry.story === entry.id) waiting.push(entry)
      else await store.writeEntry(entry)
    },
    async writeState(state) {
      for (const entry of waiting.splice(0)) await store.writeEntry(entry)
      await store.writeState(state)
    },
  }
}

test.each<[string, ScheduleOptions]>([
  ['invariant 1 broken: the state is written before the entries', { sabotage: stateFirst }],
  ['invariant 2 broken: validators advance past an entry that was not written', { sabotage: failureIgnored }],
  ['invariant 3 broken: entries are read, changed and written back', { sabotage: entriesInOneValue }],
  ['a story without its first entry', { sabotage: followersFirst }],
  ['no daily maintenance', { withoutMaintenance: true }],
])('the same harness finds what is broken on purpose: %s', { timeout: 60_000 }, async (_, options) => {
  const found = await findProblem(options)
  if (found) console.info(`seed ${found.seed}: ${found.problems.join('; ')}`)
  expect(found).toBeDefined()
})

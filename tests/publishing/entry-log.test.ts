// Walks along all entries while entries arrive, pages close, maintenance runs and things get lost.
import fc from 'fast-check'
import { parseAtomFeed } from 'feedsmith'
import { beforeAll, describe, expect, test } from 'vitest'
import { definition } from '../../samples/definition.ts'
import type { Entry } from '../../src/entries/entry.ts'
import { type Listing, listEntries } from '../../src/publishing/list-entries.ts'
import { readPack } from '../../src/publishing/publish.ts'
import { renderArchivePage, renderEverything } from '../../src/publishing/render-log.ts'
import { StoredDeployment } from '../support/stored-deployment.ts'

const PUBLIC_URL = 'https://watch.example'

async function open(deployment: StoredDeployment) {
  const pack = await readPack(deployment.store)
  if (!pack) throw new Error('nothing is published')
  return { log: await deployment.readLog(), store: deployment.store, definition, publicUrl: PUBLIC_URL, pack }
}

async function readFeed(deployment: StoredDeployment): Promise<string> {
  return new TextDecoder().decode((await renderEverything('atom', await open(deployment))).body())
}

async function readPage(deployment: StoredDeployment, n: number) {
  const page = await renderArchivePage(n, await open(deployment))
  return page.kind === 'page' ? { ...page, text: new TextDecoder().decode(page.body) } : page
}

const idsIn = (atom: string): string[] =>
  (parseAtomFeed(atom).entries ?? []).map(({ id }) => (id ?? '').replace('urn:uuid:', ''))

const linkIn = (atom: string, rel: string): string | undefined =>
  parseAtomFeed(atom).links?.find((link) => link.rel === rel)?.href

/** Ids by following prev-archive from the feed. @param between runs before every page but the first */
async function walkArchive(deployment: StoredDeployment, between = async () => {}): Promise<string[]> {
  let text = await readFeed(deployment)
  const ids = idsIn(text)
  for (let link = linkIn(text, 'prev-archive'); link; link = linkIn(text, 'prev-archive')) {
    await between()
    const page = await readPage(deployment, Number(/^https:\/\/watch\.example\/archive\/(\d+)\.atom$/.exec(link)?.[1]))
    if (page.kind !== 'page') throw new Error(`${link} is ${page.kind}`)
    text = page.text
    ids.push(...idsIn(text))
  }
  return ids
}

interface Step {
  readonly ids: string[]
  readonly last: string | undefined
  readonly isEnd: boolean
}

async function listPage(deployment: StoredDeployment, listing: Partial<Listing>): Promise<Step> {
  const defaults = { order: 'desc', after: undefined, limit: 100, now: deployment.clock.time } as const
  const listed = await listEntries((await open(deployment)).log, { ...defaults, ...listing }, deployment.store)
  if (listed.kind === 'gap') throw new Error(`page ${listed.page} is lost`)
  return { ids: listed.entries.map(({ id }) => id), last: listed.last, isEnd: listed.isEnd }
}

async function walkList(
  deployment: StoredDeployment,
  listing: Partial<Listing> = {},
  between = async () => {},
): Promise<string[]> {
  const ids: string[] = []
  let step = await listPage(deployment, listing)
  ids.push(...step.ids)
  while (!step.isEnd) {
    await between()
    step = await listPage(deployment, { ...listing, after: step.last })
    ids.push(...step.ids)
  }
  return ids
}

const expectEachOnce = (ids: readonly string[], expected: readonly string[]): void => {
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.toSorted()).toEqual(expected.toSorted())
}

/** Entries come and go into pages. */
const events = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('poll' as const), count: fc.integer({ min: 1, max: 120 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('backfilled' as const), count: fc.integer({ min: 1, max: 30 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('forgotten' as const), count: fc.integer({ min: 1, max: 3 }) }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('maintenance' as const), count: fc.constant(0) }) },
  ),
  { minLength: 1, maxLength: 14 },
)
type Event = { kind: 'poll' | 'backfilled' | 'forgotten' | 'maintenance'; count: number }

async function apply(deployment: StoredDeployment, { kind, count }: Event): Promise<void> {
  const part: Partial<Entry> = kind === 'backfilled' ? { backfilled: true, published: '2019-07-12T10:00:00.000Z' } : {}
  if (kind === 'maintenance') await deployment.maintain()
  else await deployment.add(count, { part, isForgotten: kind === 'forgotten' })
  if (kind !== 'forgotten') await deployment.publish()
  deployment.advance(10)
}

async function makeDeployment(before: readonly Event[]): Promise<StoredDeployment> {
  const deployment = new StoredDeployment()
  await apply(deployment, { kind: 'poll', count: 1 })
  for (const event of before) await apply(deployment, event)
  return deployment
}

describe('while entries arrive between page reads', { timeout: 120_000 }, () => {
  const RUNS = { numRuns: 10 }

  /** Starts a walk after some events, applies the others between its steps. */
  const property = (
    walk: (deployment: StoredDeployment, between: () => Promise<void>) => Promise<string[]>,
  ): Promise<void> =>
    fc.assert(
      fc.asyncProperty(events, events, async (before, after) => {
        const deployment = await makeDeployment(before)
        await apply(deployment, { kind: 'maintenance', count: 0 }) // so that nothing is forgotten at the start
        const expected = [...deployment.added]
        const rest = [...after]
        const ids = await walk(deployment, async () => {
          const event = rest.shift()
          if (event) await apply(deployment, event)
        })
        expectEachOnce(ids, expected)
      }),
      RUNS,
    )

  test('a reader that follows prev-archive gets every entry once', () => property(walkArchive))
  test('a client that follows the cursor gets every entry once', () =>
    property((deployment, between) => walkList(deployment, { limit: 70 }, between)))

  test('a poller gets every entry once, also those that were forgotten and found again', () =>
    fc.assert(
      fc.asyncProperty(events, events, async (before, after) => {
        const deployment = await makeDeployment(before)
        const ids: string[] = []
        let place: string | undefined
        const poll = async (): Promise<void> => {
          for (let isEnd = false; !isEnd; ) {
            const step = await listPage(deployment, { order: 'asc', after: place, limit: 60 })
            ids.push(...step.ids)
            place = step.last
            isEnd = step.isEnd
          }
        }
        await poll()
        for (const event of after) {
          await apply(deployment, event)
          await poll()
        }
        await apply(deployment, { kind: 'maintenance', count: 0 })
        await poll()
        expectEachOnce(ids, deployment.added)
      }),
      RUNS,
    ))
})

test('what gets lost is the same walk again after maintenance', { timeout: 60_000 }, async () => {
  const deployment = await makeDeployment(
    Array.from({ length: 9 }, (_, n) => ({ kind: n % 3 === 2 ? 'maintenance' : 'poll', count: 83 })),
  )
  const archive = await walkArchive(deployment)
  const list = await walkList(deployment)
  expectEachOnce(list, deployment.added)
  for (const key of [...deployment.kv.stored.keys()].filter((key) => /^(index|view):/.test(key))) {
    await deployment.delete(key)
    await deployment.maintainNow()
    expect(await walkArchive(deployment), key).toEqual(archive)
    expect(await walkList(deployment), key).toEqual(list)
  }
})

test('a lost page is not passed over', async () => {
  const deployment = await makeDeployment([
    { kind: 'poll', count: 120 },
    { kind: 'poll', count: 120 },
    { kind: 'maintenance', count: 0 },
  ])
  await deployment.delete('index:1')
  expect(await readPage(deployment, 1)).toEqual({ kind: 'lost' })
  await expect(walkList(deployment)).rejects.toThrow('page 1 is lost')
})

test('a day of 1,200 entries is in the log before maintenance', { timeout: 60_000 }, async () => {
  const deployment = await makeDeployment(Array.from({ length: 8 }, () => ({ kind: 'poll', count: 150 })))
  expectEachOnce(await walkList(deployment), deployment.added)
  await deployment.maintain()
  expectEachOnce(await walkArchive(deployment), deployment.added)
})

test('closed pages are the same bytes for ever, whatever comes', async () => {
  const deployment = await makeDeployment([
    { kind: 'poll', count: 230 },
    { kind: 'maintenance', count: 0 },
  ])
  const before = [await readPage(deployment, 1), await readPage(deployment, 2)]
  expect(before).toMatchObject([{ isFinal: true }, { isFinal: true }])
  expect(await readPage(deployment, 3)).toMatchObject({ isFinal: false })
  for (let day = 0; day < 5; day++) {
    await apply(deployment, { kind: 'poll', count: 120 })
    await apply(deployment, { kind: 'forgotten', count: 1 })
    await apply(deployment, { kind: 'maintenance', count: 0 })
    expect([await readPage(deployment, 1), await readPage(deployment, 2)]).toEqual(before)
  }
})

test('documents say what RFC 5005 asks', async () => {
  const deployment = await makeDeployment([
    { kind: 'poll', count: 249 },
    { kind: 'maintenance', count: 0 },
  ])
  await apply(deployment, { kind: 'poll', count: 120 })
  const feed = await readFeed(deployment)
  expect(idsIn(feed)).toHaveLength(270)
  expect(linkIn(feed, 'self')).toBe(`${PUBLIC_URL}/feed.atom?view=all`)
  expect(linkIn(feed, 'prev-archive')).toBe(`${PUBLIC_URL}/archive/1.atom`)
  expect(feed).not.toContain('fh:archive')

  const texts = await Promise.all(
    [1, 2, 3, 4].map(async (n) => {
      const page = await readPage(deployment, n)
      return page.kind === 'page' ? page.text : ''
    }),
  )
  expect(texts.map((text) => idsIn(text).length)).toEqual([100, 100, 100, 70])
  expect(texts.map((text) => text.includes('<fh:archive/>'))).toEqual([true, true, true, false])
  for (const [i, text] of texts.entries()) {
    const { id, updated, entries } = parseAtomFeed(text)
    expect(id).toBe(parseAtomFeed(feed).id)
    expect(updated).toBe(
      entries?.map((entry) => entry.updated?.replace(/\d{6}Z$/, 'Z') ?? '').reduce((a, b) => (a > b ? a : b)),
    )
    expect(linkIn(text, 'self')).toBe(`${PUBLIC_URL}/archive/${i + 1}.atom`)
    expect(linkIn(text, 'current')).toBe(`${PUBLIC_URL}/feed.atom?view=all`)
    expect(linkIn(text, 'prev-archive')).toBe(i === 0 ? undefined : `${PUBLIC_URL}/archive/${i}.atom`)
    expect(linkIn(text, 'next-archive')).toBeUndefined()
  }
  expect(await readPage(deployment, 5)).toEqual({ kind: 'absent' })
  expect(await readPage(deployment, 0)).toEqual({ kind: 'absent' })
})

test('an empty log is one page with nothing in it', async () => {
  const deployment = new StoredDeployment()
  await deployment.maintain()
  expect(await readPage(deployment, 1)).toMatchObject({ kind: 'page', isFinal: false })
  expect(idsIn(await readFeed(deployment))).toEqual([])
  expect(await listPage(deployment, {})).toEqual({ ids: [], last: undefined, isEnd: true })
})

describe('listing', { timeout: 60_000 }, () => {
  const POLLS = 30
  const deployment = new StoredDeployment()
  beforeAll(async () => {
    for (let poll = 0; poll < POLLS; poll++) {
      await deployment.add(20, { part: { terms: poll % 10 === 0 ? ['s-400', 'denies'] : ['s-400'] } })
      await deployment.publish()
      await deployment.maintain()
    }
  }, 60_000)

  test('by time looks only at what can be in it', async () => {
    const all = await walkList(deployment, { order: 'asc' })
    const timeOf = new Map(
      [...(await deployment.store.readEntries(all)).values()].map(({ id, firstSeen }) => [id, firstSeen]),
    )
    const [since, until] = ['2026-07-15T00:00:00.000Z', '2026-07-20T00:35:00.000Z']
    const expected = all.filter((id) => (timeOf.get(id) ?? '') >= since && (timeOf.get(id) ?? '') < until)
    expect(expected.length).toBeGreaterThan(50)
    const reads = () => [...deployment.kv.used.values()].reduce((sum, day) => sum + day.reads, 0)
    expect(await walkList(deployment, { order: 'asc', since, until })).toEqual(expected)
    const before = reads()
    expect(await walkList(deployment, { since, until })).toEqual(expected.toReversed())
    expect(reads() - before).toBeLessThanOrEqual(14)
  })

  test('by what rows and entries say, with few an answer and a cursor that goes on', async () => {
    const accepts = ({ terms }: { terms: readonly string[] }) => terms.includes('denies')
    expect(await walkList(deployment, { accepts })).toHaveLength(60)
    const one = deployment.added[7] ?? ''
    const steps: Step[] = []
    let after: string | undefined
    do {
      steps.push(await listPage(deployment, { after, acceptsEntry: ({ id }) => id === one }))
      after = steps.at(-1)?.last
    } while (!steps.at(-1)?.isEnd)
    expect(steps.flatMap(({ ids }) => ids)).toEqual([one])
    expect(steps.length).toBeGreaterThan(1)
  })
})

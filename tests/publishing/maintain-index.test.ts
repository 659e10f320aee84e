// The index: what maintenance makes, what it never changes, and what it makes again.
import { beforeEach, describe, expect, test } from 'vitest'
import { readPack } from '../../src/publishing/publish.ts'
import { MAINTENANCE_READS_MAX } from '../../src/publishing/read-rows.ts'
import { decodePage } from '../../src/storage/entry-index.ts'
import { StoredDeployment } from '../support/stored-deployment.ts'

let deployment: StoredDeployment
beforeEach(() => {
  deployment = new StoredDeployment()
})

const pagesOf = (dump: Record<string, string>) =>
  Object.entries(dump)
    .filter(([key]) => key !== 'index:head')
    .map(([key, text]) => [Number(key.slice('index:'.length)), decodePage(text) ?? []] as const)
    .sort(([a], [b]) => a - b)

const idsOf = (dump: Record<string, string>) => pagesOf(dump).flatMap(([, rows]) => rows.map(({ id }) => id))

/** Days with a poll every eight hours. */
async function runDays(days: number, perPoll: number): Promise<void> {
  for (let day = 0; day < days; day++) {
    for (let poll = 0; poll < 3; poll++) {
      await deployment.add(perPoll)
      await deployment.publish()
      deployment.advance(240)
    }
    await deployment.maintain()
    deployment.advance(60)
  }
}

test('holds every entry once, in order, 100 a page, and closed pages stay as they are', async () => {
  const closed = new Map<string, string>()
  for (let day = 0; day < 6; day++) {
    await runDays(1, 17)
    const dump = deployment.dump('index:')
    for (const [key, text] of closed) expect(dump[key]).toBe(text)
    for (const [key, text] of Object.entries(dump)) {
      if (key !== 'index:head' && decodePage(text)?.length === 100) closed.set(key, text)
    }
  }
  const pages = pagesOf(deployment.dump('index:'))
  expect(pages.map(([n, rows]) => [n, rows.length])).toEqual([
    [1, 100],
    [2, 100],
    [3, 100],
    [4, 6],
  ])
  const ids = idsOf(deployment.dump('index:'))
  expect(new Set(ids)).toEqual(new Set(deployment.added))
  expect(ids).toHaveLength(306)
  const keys = pages.flatMap(([, rows]) => rows.map((row) => `${row.firstSeen} ${row.published ?? ''} ${row.id}`))
  expect(keys).toEqual(keys.toSorted())
})

test('a maintenance with nothing new writes nothing but the activity of the day', async () => {
  await runDays(2, 40)
  await deployment.maintain()
  const before = deployment.dump('')
  const writes = () => [...deployment.kv.used.values()].reduce((sum, day) => sum + day.writes, 0)
  const written = writes()
  await deployment.maintain()
  expect({ ...deployment.dump(''), 'view:activity': '' }).toEqual({ ...before, 'view:activity': '' })
  expect(writes() - written).toBe(1)
})

describe('what got lost comes back the same', () => {
  const lost: [string, string[]][] = [
    ['the first page', ['index:1']],
    ['a page between', ['index:3']],
    ['two pages and the head', ['index:2', 'index:3', 'index:head']],
    ['pages with one between', ['index:1', 'index:3']],
    ['the last closed page', ['index:5']],
    ['the open page', ['index:6']],
    ['the last closed and the open page', ['index:5', 'index:6']],
    ['the head', ['index:head']],
    ['the activity', ['view:activity']],
    ['page and activity', ['index:2', 'view:activity']],
    ['everything', ['index:1', 'index:2', 'index:3', 'index:4', 'index:5', 'index:6', 'index:head', 'view:activity']],
    ['recent view and state', ['view:recent', 'state', 'index:4']],
  ]
  test.each(lost)('%s', async (_, keys) => {
    await runDays(5, 37)
    await deployment.maintain()
    await deployment.maintain()
    const before = { ...deployment.dump('index:'), ...deployment.dump('view:activity') }
    expect(Object.keys(before)).toEqual(expect.arrayContaining(keys.filter((key) => !/state|recent/.test(key))))
    await deployment.delete(...keys)
    await deployment.maintainNow()
    const after = { ...deployment.dump('index:'), ...deployment.dump('view:activity') }
    if (!keys.includes('view:activity')) expect(after).toEqual(before)
    else {
      // Counts are the same; coverage noted before is not known any more.
      const days = (dump: Record<string, string>) => JSON.parse(dump['view:activity'] ?? '').days
      expect(days(after)).toEqual(days(before))
      expect({ ...after, 'view:activity': '' }).toEqual({ ...before, 'view:activity': '' })
    }
  })

  test.each(['not JSON', '{"v":99}', '{"v":1,"rows":7}', ''])('a page that holds %j', async (text) => {
    await runDays(3, 37)
    const before = deployment.dump('index:')
    await deployment.kv.connect().put('index:2', text)
    await deployment.maintain()
    expect(deployment.dump('index:')).toEqual(before)
  })
})

test('an entry that the state forgot is put at the end, where who reads on in order comes by', async () => {
  await runDays(2, 20)
  await deployment.add(3, { isForgotten: true })
  deployment.advance(30)
  await deployment.add(5)
  await deployment.publish()
  await deployment.maintain()
  const ids = idsOf(deployment.dump('index:'))
  expect(ids).toHaveLength(128)
  expect(new Set(ids.slice(-3))).toEqual(new Set(deployment.added.slice(-8, -5)))
  const recent = (await deployment.readState()).recent.map(([id]) => id)
  expect(recent).toEqual(expect.arrayContaining(deployment.added.slice(-8)))
})

test('an entry that no list showed for days is put at the end of a long index', async () => {
  await runDays(1, 10)
  const stray = deployment.added.length
  await deployment.add(1, { isForgotten: true })
  const key = `entry:${deployment.added[stray]}`
  const stored = deployment.kv.stored.get(key)
  await deployment.delete(key)
  await runDays(24, 35) // more pages than are looked at every day
  await deployment.kv.connect().put(key, stored?.value ?? '', { metadata: stored?.metadata })
  const before = deployment.dump('index:')
  await deployment.maintain()
  const after = deployment.dump('index:')
  const ids = idsOf(after)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.at(-1)).toBe(deployment.added[stray])
  for (const [n, rows] of pagesOf(before)) {
    if (rows.length === 100) expect(after[`index:${n}`]).toBe(before[`index:${n}`])
  }
})

test('entries of a poll that may still be writing wait for the next maintenance', async () => {
  await runDays(1, 10)
  deployment.clock.time = Date.UTC(2026, 6, 10, 0, 33)
  await deployment.add(4)
  deployment.clock.time = Date.UTC(2026, 6, 10, 0, 35)
  await deployment.maintainNow()
  expect(idsOf(deployment.dump('index:'))).toHaveLength(30)
  await deployment.maintain()
  expect(new Set(idsOf(deployment.dump('index:')).slice(30))).toEqual(new Set(deployment.added.slice(30)))
})

test('but where something was forgotten it stands behind all that could be seen before', async () => {
  await runDays(1, 10)
  deployment.clock.time = Date.UTC(2026, 6, 10, 0, 33)
  await deployment.add(2, { isForgotten: true, part: { firstSeen: '2026-07-10T00:20:00.000Z' } })
  await deployment.add(4)
  deployment.clock.time = Date.UTC(2026, 6, 10, 0, 35)
  await deployment.maintainNow()
  const ids = idsOf(deployment.dump('index:'))
  expect(new Set(ids.slice(30, 34))).toEqual(new Set(deployment.added.slice(32)))
  expect(new Set(ids.slice(34))).toEqual(new Set(deployment.added.slice(30, 32)))
})

test('more than one maintenance reads goes on the next day, and the log says so', async () => {
  for (let poll = 0; poll < 13; poll++) {
    await deployment.add(200)
    deployment.advance(10)
  }
  await deployment.maintain()
  const first = deployment.logged.at(-1)
  expect(first?.left).toBeGreaterThan(0)
  expect(first?.indexed).toBeLessThanOrEqual(MAINTENANCE_READS_MAX + 500)
  await deployment.maintain()
  expect(deployment.logged.at(-1)).toMatchObject({ left: 0 })
  const ids = idsOf(deployment.dump('index:'))
  expect(ids).toHaveLength(2_600)
  const keys = pagesOf(deployment.dump('index:')).flatMap(([, rows]) => rows.map(({ firstSeen }) => firstSeen))
  expect(keys).toEqual(keys.toSorted())
})

test('stopped at any write, the next maintenance ends in the same', async () => {
  await runDays(2, 37)
  for (let poll = 0; poll < 3; poll++) {
    await deployment.add(90)
    deployment.advance(10)
  }
  await deployment.publish()
  const untouched = { ...deployment.dump('') }
  const meta = new Map([...deployment.kv.stored].map(([key, { metadata }]) => [key, metadata]))
  const time = deployment.clock.time
  await deployment.maintain()
  const expected = deployment.dump('index:')
  for (let survived = 0; survived < 6; survived++) {
    const again = new StoredDeployment()
    for (const [key, value] of Object.entries(untouched)) {
      await again.kv.connect().put(key, value, { metadata: meta.get(key) })
    }
    again.clock.time = time
    let left = survived
    const write = again.store.writeIndexPage
    again.store.writeIndexPage = async (...page) => {
      if (left-- <= 0) throw new Error('killed')
      await write(...page)
    }
    await again.maintain().catch(() => {})
    again.store.writeIndexPage = write
    await again.maintainNow()
    expect(again.dump('index:'), `after ${survived} pages`).toEqual(expected)
  }
})

test('a recent view that got lost has what is rare beyond the newest 500 again', async () => {
  const rare = { terms: ['f-35', 'threatens'] }
  await deployment.add(3, { part: rare })
  await deployment.publish()
  for (let day = 0; day < 4; day++) {
    for (let poll = 0; poll < 3; poll++) {
      deployment.advance(60)
      await deployment.add(60)
      await deployment.publish()
    }
    await deployment.maintain()
  }
  const idsInPack = async () => (await readPack(deployment.store))?.rows.map(({ id }) => id)
  const before = await idsInPack()
  expect(before).toEqual(expect.arrayContaining(deployment.added.slice(0, 3)))
  expect(before?.length).toBeLessThan(deployment.added.length)
  await deployment.delete('view:recent')
  await deployment.publish()
  expect(await idsInPack()).toHaveLength(500)
  await deployment.maintainNow()
  expect(await idsInPack()).toEqual(before)
})

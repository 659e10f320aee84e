// The ways in which the model is worse than the local KV.
import { expect, test } from 'vitest'
import { FREE_PLAN, KvLocation, KvModel, type KvModelOptions } from '../support/kv-model.ts'
import { createRandom } from '../support/random.ts'
import { VirtualClock } from '../support/virtual-clock.ts'

const START = Date.UTC(2026, 6, 8, 23, 50)

function open(options: Partial<KvModelOptions> = {}) {
  const clock = new VirtualClock(START)
  const model = new KvModel({ clock, random: createRandom(1), ...options })
  /** Runs one operation to its end in virtual time. */
  const run = async <T>(operation: Promise<T>): Promise<T> => {
    const settled = operation.then(
      (value) => () => value,
      (error) => () => {
        throw error
      },
    )
    await clock.run()
    return (await settled)()
  }
  return { clock, model, run }
}

test('a location keeps what it read for one to two minutes, also that a key is not there, and lists', async () => {
  const { clock, model, run } = open()
  const here = model.connect()
  const there = model.connect()
  expect(await run(here.get('a'))).toBeNull()
  expect((await run(here.list())).keys).toEqual([])
  await run(there.put('a', '1'))
  await clock.advance(50_000)
  expect(await run(here.get('a'))).toBeNull()
  expect((await run(here.list())).keys).toEqual([])
  await clock.advance(75_000)
  expect(await run(here.get('a'))).toBe('1')
  expect((await run(here.list())).keys).toHaveLength(1)
})

test('connections of one location share what it has cached', async () => {
  const { model, run } = open()
  const location = new KvLocation()
  expect(await run(model.connect(location).get('a'))).toBeNull()
  await run(model.connect().put('a', '1'))
  expect(await run(model.connect(location).get('a'))).toBeNull()
  expect(await run(model.connect().get('a'))).toBe('1')
})

test('a key takes one write a second', async () => {
  const { clock, model, run } = open()
  await run(model.connect().put('a', '1'))
  await expect(run(model.connect().put('a', '2'))).rejects.toThrow('429')
  await run(model.connect().put('b', '1'))
  await clock.advance(1_000)
  await run(model.connect().put('a', '3'))
  expect(model.stored.get('a')?.value).toBe('3')
})

test('over the quota of a day operations fail, and the next day they do not', async () => {
  const { clock, model, run } = open({ quotas: { ...FREE_PLAN, writes: 2 } })
  const kv = model.connect()
  await run(kv.put('a', '1'))
  await run(kv.put('b', '1'))
  await expect(run(kv.put('c', '1'))).rejects.toThrow('limit exceeded for the day')
  expect(await run(kv.get('a'))).toBe('1')
  await clock.advance(10 * 60_000)
  await run(kv.put('c', '1'))
  expect([...model.used].map(([day, { writes }]) => [day, writes])).toEqual([
    ['2026-07-08', 2],
    ['2026-07-09', 1],
  ])
})

test('a put that fails may have been stored all the same', async () => {
  const { model, run } = open({ failPut: (key) => (key === 'a' ? 'refused' : 'stored all the same') })
  await expect(run(model.connect().put('a', '1'))).rejects.toThrow('500')
  await expect(run(model.connect().put('b', '1'))).rejects.toThrow('504')
  expect([...model.stored.keys()]).toEqual(['b'])
})

test('no operation of a worker that was killed ever ends', async () => {
  const { clock, model } = open()
  let isAlive = true
  let ended = false
  const killed = model.connect(undefined, () => isAlive)
  void killed.get('a').finally(() => {
    ended = true
  })
  isAlive = false
  await clock.run()
  expect(ended).toBe(false)
})

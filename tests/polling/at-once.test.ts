import { expect, test } from 'vitest'
import { mapAtOnce } from '../../src/polling/at-once.ts'

test('does so many at once, and gives what comes of each in order', async () => {
  let [running, most] = [0, 0]
  const results = await mapAtOnce([5, 1, 3, 2, 4], 2, async (turns) => {
    most = Math.max(most, ++running)
    for (let turn = 0; turn < turns; turn++) await Promise.resolve()
    running--
    return turns * 10
  })
  expect(results).toEqual([50, 10, 30, 20, 40])
  expect(most).toBe(2)
})

test('does nothing with nothing', async () => {
  expect(await mapAtOnce([], 3, () => Promise.reject(new Error('called')))).toEqual([])
})

test('fails with the first that fails', async () => {
  const fail = async (name: string) => Promise.reject(new Error(name))
  await expect(mapAtOnce(['a', 'b', 'c'], 1, fail)).rejects.toThrow('a')
})

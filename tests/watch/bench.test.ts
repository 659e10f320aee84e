import { expect, it } from 'vitest'
import { listMatches } from '../../bench/rivals/compare-rivals.ts'
import { parseTimes } from '../../bench/rivals/sfeed.ts'
import { median } from '../../bench/statistics.ts'
import { runScript } from '../scripts/run-script.ts'

const bench = (...args: readonly string[]) => runScript('../bench/bench.ts', args)

it('bench poll --json reports every figure, and the same matches as rss-parser', { timeout: 90_000 }, async () => {
  const { stdout, stderr, status } = await bench('poll', '--json', '--small', '--rounds', '1')
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
  expect(stdout.trimEnd()).not.toContain('\n')
  const report = JSON.parse(stdout)
  const ms = expect.any(Number)
  expect(report).toMatchObject({
    cpuMsPerMB: { ours: ms, rssParser: ms, feedsmith: ms, decode: ms },
    sameMatches: true,
    corpus: { kind: 'small', files: 3, samples: 6 },
    growth: [{ sources: 10 }, { sources: 100 }, { sources: 1_000 }],
  })
  expect(report.cpuMsPerMB).toHaveProperty('sfeedGrep')
  expect(report.matches).toBeGreaterThan(20)
  if (process.platform === 'linux') {
    expect(report).toMatchObject({ tickCpuMs: { ours: ms, withoutSieve: ms }, publishCpuMs: ms })
  }
})

it('bench serve --json reports every figure', { timeout: 90_000 }, async () => {
  const { stdout, stderr, status } = await bench('serve', '--json', '--small', '--rounds', '1')
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
  const report = JSON.parse(stdout)
  const figure = expect.any(Number)
  const each = { feed: figure, notModified: figure, filtered: figure, entries: figure, bareKv: figure }
  expect(report).toMatchObject({ requestsPerSecond: each, bytes: { entries: figure } })
  expect(report.bytes.bareKv).toBe(report.bytes.feed)
  expect(report.bytes.feed).toBeGreaterThan(100_000)
  if (process.platform === 'linux') {
    expect(report).toMatchObject({ cpuMsPerRequest: each, filteredFeedCpuMs: figure })
  }
})

it('says what it can measure', async () => {
  expect(await bench('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('bench -- poll|serve') })
  expect(await bench('pole')).toMatchObject({ status: 2, stderr: expect.stringContaining('Say what to measure') })
  expect(await bench('poll', '--rounds', '0')).toMatchObject({ status: 2, stderr: expect.stringContaining('not "0"') })
})

it('compares matches only of feeds that the other could read', () => {
  const ours = { matches: { b: ['two', 'one'], a: ['three'] } }
  expect(listMatches(ours, { failed: ['a'] })).toEqual(['b: one', 'b: two'])
})

it('reads what a shell spent on others', () => {
  expect(parseTimes('0m0.002s 0m0.001s\n1m2.500s 0m0.250s\n')).toBe(62_750)
})

it('takes the middle', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, Number.NaN])
})

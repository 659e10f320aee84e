import { expect, test } from 'vitest'
import type { Source } from '../../src/definition/source.ts'
import { advanceOutages } from '../../src/polling/outages.ts'
import { createState, OUTAGES_MAX, type SourceState, type State } from '../../src/storage/state.ts'

const HOUR_MS = 3_600_000
const NOW = Date.UTC(2026, 6, 8, 12)
const at = (hours: number): string => new Date(NOW + hours * HOUR_MS).toISOString()

const sources = ['a', 'b', 'c', 'd'].map(
  (id): Source => ({ id, title: `Outlet ${id}`, url: `https://${id}.example/`, lang: 'en', kind: 'press' }),
)

/** A state in which each source was heard so many hours ago. */
function makeState(hoursAgo: Record<string, number>, outages: State['outages'] = []): State {
  const known = sources.map(({ id, url }): [string, SourceState] => [
    id,
    { url, since: at(-100), lastPoll: at(0), lastSuccess: at(-(hoursAgo[id] ?? 0)), failures: 0 },
  ])
  return { ...createState('rule', at(-100)), sources: Object.fromEntries(known), outages }
}

const subjects = (outages: State['outages']) => outages.map(({ subject, until }) => `${subject}${until ? ' over' : ''}`)

test('a source is out after 24 hours, once, and back when it is heard', () => {
  expect(advanceOutages(makeState({ a: 23.9 }), sources, NOW)).toEqual([])
  const out = advanceOutages(makeState({ a: 24 }), sources, NOW)
  expect(out).toMatchObject([{ subject: 'a', title: 'Outlet a', at: at(0), lastHeard: at(-24) }])
  expect(advanceOutages(makeState({ a: 25 }, out), sources, NOW + 0.5 * HOUR_MS)).toEqual(out)
  const over = advanceOutages(makeState({}, out), sources, NOW + HOUR_MS)
  expect(over).toEqual([{ ...out[0], until: at(1) }])
  expect(advanceOutages(makeState({ a: 30 }, over), sources, NOW)).toHaveLength(2)
})

test('half of the sources are out after two hours, not fewer and not sooner', () => {
  expect(advanceOutages(makeState({ a: 3 }), sources, NOW)).toEqual([])
  expect(advanceOutages(makeState({ a: 1.9, b: 1.9 }), sources, NOW)).toEqual([])
  const out = advanceOutages(makeState({ a: 3, b: 2 }), sources, NOW)
  expect(subjects(out)).toEqual(['*'])
  expect(out[0]?.detail).toMatch(/^heard 0 of 4 sources since 11:00 UTC; not heard: Outlet a/)
  const over = advanceOutages(makeState({ a: 3 }, out), sources, NOW)
  expect(subjects(over)).toEqual(['* over'])
  expect(over[0]?.recovery).toMatch(/^heard \d of 4/)
})

test('a source that was never heard is out a day after it was first asked; one that was not asked is not', () => {
  const { a: _, ...others } = makeState({}).sources
  const never: SourceState = {
    url: 'https://a.example/',
    since: at(-24),
    lastPoll: at(0),
    failures: 9,
    lastError: { at: at(0), reason: 'HTTP 404' },
  }
  const out = advanceOutages({ ...makeState({}), sources: { ...others, a: never } }, sources, NOW)
  expect(out).toMatchObject([{ subject: 'a', lastHeard: null, detail: 'HTTP 404' }])
  expect(advanceOutages({ ...makeState({}), sources: others }, sources, NOW)).toEqual([])
})

test('an outage that lasts is forgotten with its source, one that is over stays', () => {
  const out = advanceOutages(makeState({ a: 30 }), sources, NOW)
  const over = advanceOutages(makeState({}, out), sources, NOW)
  expect(advanceOutages(makeState({}, out), sources.slice(1), NOW)).toEqual([])
  expect(advanceOutages(makeState({}, over), sources.slice(1), NOW)).toEqual(over)
})

test('the log is bounded', () => {
  let outages: State['outages'] = []
  for (let n = 0; n < 2 * OUTAGES_MAX; n++)
    outages = advanceOutages(makeState({ a: n % 2 ? 0 : 30 }, outages), sources, NOW + n)
  expect(outages).toHaveLength(OUTAGES_MAX)
})

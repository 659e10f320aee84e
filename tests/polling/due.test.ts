import { expect, test } from 'vitest'
import type { Source } from '../../src/definition/source.ts'
import { nextDue, selectAll, selectDue } from '../../src/polling/due.ts'
import { createState, type State } from '../../src/storage/state.ts'

const NOW = Date.UTC(2026, 6, 8, 12)
const MINUTE_MS = 60_000
const TICK_MS = 10 * MINUTE_MS

const makeSources = (count: number): Source[] =>
  Array.from({ length: count }, (_, i) => {
    return { id: `s${i}`, title: `Source ${i}`, url: `https://s${i}.example/rss`, lang: 'en', kind: 'press' }
  })

const fresh = createState('rule', new Date(NOW).toISOString())

function heard(sources: readonly Source[]): State {
  const at = new Date(NOW - TICK_MS).toISOString()
  const known = sources.map(({ id, url }) => [id, { url, since: at, lastPoll: at, lastSuccess: at, failures: 0 }])
  return { ...fresh, sources: Object.fromEntries(known) }
}

function postpone(source: Source, until: number): State {
  const at = new Date(NOW).toISOString()
  const known = { url: source.url, since: at, lastPoll: at, failures: 1, notBefore: new Date(until).toISOString() }
  return { ...fresh, sources: { [source.id]: known } }
}

test.each([1, 2, 24, 89, 200])('%i sources: each has one turn in a round, and no tick asks more than 45', (count) => {
  const sources = makeSources(count)
  const ticks = Math.max(2, Math.ceil(count / 45))
  const turns = Array.from({ length: ticks }, (_, tick) => selectDue(sources, heard(sources), NOW + tick * TICK_MS))
  expect(
    turns
      .flat()
      .map(({ id }) => id)
      .sort(),
  ).toEqual(sources.map(({ id }) => id).sort())
  for (const turn of turns) expect(turn.length).toBeLessThanOrEqual(45)
})

test('of those never heard at most three a tick, and each in its time', () => {
  const sources = makeSources(24)
  let state = fresh
  for (let tick = 0; tick < 8; tick++) {
    const turn = selectDue(sources, state, NOW + tick * TICK_MS)
    expect(turn.filter(({ id }) => !state.sources[id])).toHaveLength(3)
    state = { ...state, sources: { ...state.sources, ...heard(turn).sources } }
  }
  expect(Object.keys(state.sources)).toHaveLength(24)
})

test('state can only postpone', () => {
  const sources = makeSources(2)
  const [first] = sources as [Source]
  const slot = selectDue(sources, fresh, NOW).includes(first) ? NOW : NOW + TICK_MS
  const state = postpone(first, slot + MINUTE_MS)
  expect(selectDue(sources, state, slot)).not.toContain(first)
  expect(selectDue(sources, state, slot + 2 * TICK_MS)).toContain(first)
  expect(selectAll(sources, state, NOW)).not.toContain(first)
})

test('a person may have a source asked that rests, but none that failed', () => {
  const [source] = makeSources(1) as [Source]
  const failed = postpone(source, NOW + TICK_MS)
  const rests = { ...failed, sources: { s0: { ...failed.sources.s0, failures: 0 } } } as State
  expect(selectAll([source], failed, NOW)).toEqual([])
  expect(selectAll([source], rests, NOW)).toEqual([source])
})

test('a postponement does not outlive the address it was for', () => {
  const [source] = makeSources(1) as [Source]
  const moved = { ...source, url: 'https://elsewhere.example/rss' }
  expect(selectAll([moved], postpone(source, NOW + TICK_MS), NOW)).toEqual([moved])
})

test('next due is the tick that will ask', () => {
  const sources = makeSources(5)
  for (const source of sources) {
    for (const state of [fresh, postpone(source, NOW + 47 * MINUTE_MS)]) {
      const due = nextDue(source, sources, state, NOW + 1)
      expect(selectDue(sources, state, due)).toContain(source)
      for (let tick = NOW + TICK_MS; tick < due; tick += TICK_MS) {
        expect(selectDue(sources, state, tick)).not.toContain(source)
      }
    }
  }
})

test('what was reckoned from a clock that has gone back postpones nothing', () => {
  const [source] = makeSources(1) as [Source]
  const later = NOW + 365 * 24 * 60 * MINUTE_MS
  const at = new Date(later).toISOString()
  const known = { url: source.url, since: at, lastPoll: at, failures: 3, notBefore: new Date(later).toISOString() }
  expect(selectAll([source], { ...fresh, sources: { [source.id]: known } }, NOW)).toEqual([source])
})

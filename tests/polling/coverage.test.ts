import { describe, expect, test } from 'vitest'
import type { Source } from '../../src/definition/source.ts'
import { describeCoverage, listHours, markHeard, measureCoverage, measureDay } from '../../src/polling/coverage.ts'
import { createState, type Heard, type State } from '../../src/storage/state.ts'

const HOUR_MS = 3_600_000
const NOW = Date.UTC(2026, 6, 8, 12, 20)
const hour = (n: number): number => NOW + n * HOUR_MS

const makeSource = (id: string): Source => ({
  id,
  title: `Outlet ${id}`,
  url: `https://${id}.example/`,
  lang: 'en',
  kind: 'press',
})
const hearAt = (...hours: number[]): Heard | undefined =>
  hours.reduce<Heard | undefined>((heard, n) => markHeard(heard, hour(n)), undefined)

function makeState(heard: Record<string, Heard | undefined>): State {
  const at = new Date(NOW).toISOString()
  const sources = Object.entries(heard).map(([id, bits]) => [
    id,
    { url: `https://${id}.example/`, since: at, lastPoll: at, failures: 0, ...(bits && { heard: bits }) },
  ])
  return { ...createState('rule', at), sources: Object.fromEntries(sources) }
}

describe('hours', () => {
  const window = { since: Date.UTC(2026, 6, 8, 6), until: NOW }

  test('are kept one by one', () => {
    expect(listHours(hearAt(-5, -4, -2), window)).toBe('0110100')
    expect(listHours(hearAt(-5, -5, 0), window)).toBe('0100001')
    expect(listHours(undefined, window)).toBe('0000000')
  })

  test('48 of them, exactly', () => {
    const all = hearAt(...Array.from({ length: 60 }, (_, n) => n - 59))
    const days = { since: Date.UTC(2026, 6, 6, 13), until: NOW }
    expect(listHours(all, days)).toBe('1'.repeat(48))
    expect(listHours(hearAt(-48), { ...days, since: days.since - HOUR_MS })).toBe(`1${'0'.repeat(48)}`)
    expect(listHours(markHeard(hearAt(-48), NOW), days)).toBe(`${'0'.repeat(47)}1`)
    expect(JSON.parse(JSON.stringify(all))).toEqual(all)
  })

  test('start afresh where the clock has gone back', () => {
    expect(listHours(markHeard(hearAt(9_000), NOW), window)).toBe('0000001')
  })
})

describe('the sentence', () => {
  const sources = ['a', 'b', 'c'].map(makeSource)

  test('names who was not heard', () => {
    const coverage = measureCoverage(sources, makeState({ a: hearAt(-3), b: hearAt(-4) }), hour(-3), NOW)
    expect(describeCoverage(coverage)).toBe('heard 1 of 3 sources since 09:00 UTC; not heard: Outlet b, Outlet c')
  })

  test('is short where all were heard, and names the day where it is another', () => {
    const state = makeState({ a: hearAt(-3), b: hearAt(-14), c: hearAt(0) })
    expect(describeCoverage(measureCoverage(sources, state, hour(-24), NOW))).toBe(
      'heard 3 of 3 sources since 2026-07-07 12:00 UTC',
    )
  })

  test('reaches back 48 hours and no further', () => {
    expect(describeCoverage(measureCoverage(sources, makeState({}), 0, NOW))).toMatch(/since 2026-07-06 13:00 UTC/)
  })

  test('counts a source at another address as another', () => {
    const moved = [{ ...makeSource('a'), url: 'https://elsewhere.example/' }]
    expect(describeCoverage(measureCoverage(moved, makeState({ a: hearAt(0) }), hour(-3), NOW))).toMatch(
      /^heard 0 of 1/,
    )
  })

  test('counts the names that would be too many', () => {
    const many = Array.from({ length: 40 }, (_, n) => makeSource(`s${n}`))
    expect(describeCoverage(measureCoverage(many, makeState({}), NOW, NOW))).toMatch(/Outlet s29 and 10 more$/)
  })
})

describe('the share of a day', () => {
  const sources = [makeSource('a'), makeSource('b')]
  const allDay = hearAt(...Array.from({ length: 48 }, (_, n) => n - 47))
  const since = { ...makeState({ a: allDay, b: hearAt(-30, -20, -15) }), since: '2026-07-01T00:00:00.000Z' }

  test('is of the hours of all sources', () => {
    // Of b three hours of the 7th: 06:00, 16:00 and 21:00.
    expect(measureDay(sources, since, '2026-07-07', NOW)).toBe(Math.round((27 / 48) * 1000) / 1000)
    expect(measureDay([makeSource('a')], since, '2026-07-07', NOW)).toBe(1)
  })

  test('is of the hours that are still known', () => {
    // Of the 6th from 13:00 on.
    expect(measureDay([makeSource('a')], since, '2026-07-06', NOW)).toBe(1)
    expect(measureDay([makeSource('b')], since, '2026-07-06', NOW)).toBe(0)
  })

  test('is unknown of what the state knows nothing of', () => {
    expect(measureDay(sources, since, '2026-07-05', NOW)).toBeUndefined()
    expect(measureDay(sources, makeState({ a: allDay }), '2026-07-07', NOW)).toBeUndefined() // first polled on the 8th
    expect(measureDay([], since, '2026-07-07', NOW)).toBeUndefined()
  })
})

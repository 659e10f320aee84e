import { describe, expect, test } from 'vitest'
import { definition } from '../../../samples/definition.ts'
import { ACTIVITY_VERSION, type Activity as CountedDays } from '../../../src/storage/activity.ts'
import { createState, type State } from '../../../src/storage/state.ts'
import { makeActivity } from '../../../src/web/pages/activity-bars.ts'
import { ActivityChart } from '../../../src/web/pages/activity-chart.tsx'
import { makeRow } from '../../support/pack-rows.ts'
import { NOW, SOURCES, textOf } from '../../support/pages.tsx'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** All sources heard in the last so many hours. */
function heardFor(hours: number): State {
  const heard = [Math.floor(NOW / HOUR_MS), 2 ** hours - 1] as const
  const sources = SOURCES.map(({ id, url }) => [id, { url, since: '', lastPoll: '', failures: 0, heard }])
  return { ...createState('rule', new Date(NOW).toISOString()), sources: Object.fromEntries(sources) }
}

/** Two stories on each of the days before today, and all sources heard on those that `isHeard` says. */
function countDaysBefore(days: number, isHeard = (_daysAgo: number) => true): CountedDays {
  const before = Array.from({ length: days }, (_, i) => i + 1)
  const name = (daysAgo: number): string => new Date(NOW - daysAgo * DAY_MS).toISOString().slice(0, 10)
  const day = { entries: 3, stories: 2, terms: { 's-400': 2, caatsa: 1, turkey: 2 }, kinds: { press: 2 } }
  return {
    v: ACTIVITY_VERSION,
    until: name(1),
    days: Object.fromEntries(before.filter(isHeard).map((daysAgo) => [name(daysAgo), day])),
    coverage: Object.fromEntries(before.map((daysAgo) => [name(daysAgo), isHeard(daysAgo) ? 1 : 0.1])),
  }
}

const today = [1, 2, 3].map((n) => makeRow({ id: `${n}`, firstSeen: `2026-07-08T0${n}:00:00.000Z`, terms: ['f-35'] }))
const context = { definition, sources: SOURCES, state: heardFor(16), counted: undefined, rows: today, now: NOW }

describe('the bars', () => {
  test('are 30 days, the last one today, each leading to its day', () => {
    const { bars } = makeActivity(context, false)
    expect(bars).toHaveLength(30)
    expect(bars.at(-1)).toEqual({
      label: '8 Jul',
      stories: 3,
      mentions: [3],
      path: '/?since=2026-07-08&until=2026-07-09',
    })
    expect(bars[0]).toMatchObject({ label: '9 Jun', path: '/?since=2026-06-09&until=2026-06-10' })
  })

  test('are 12 months, the last one this month', () => {
    const { bars } = makeActivity({ ...context, counted: countDaysBefore(40) }, true)
    expect(bars.map(({ label, stories }) => [label, stories]).slice(-3)).toEqual([
      ['May 2026', 6],
      ['Jun 2026', 60],
      ['Jul 2026', 17],
    ])
    expect(bars).toHaveLength(12)
    expect(bars[11]?.path).toBe('/?since=2026-07-01&until=2026-08-01')
    expect(bars[0]).toMatchObject({ label: 'Aug 2025', stories: null })
  })

  test('are what was counted, and today from the recent entries', () => {
    const { bars, topics } = makeActivity({ ...context, counted: countDaysBefore(3) }, false)
    expect(topics).toEqual(['S-400', 'CAATSA', 'F-35'])
    expect(bars.slice(-4).map(({ stories, mentions }) => [stories, ...mentions])).toEqual([
      [2, 2, 1, 0],
      [2, 2, 1, 0],
      [2, 2, 1, 0],
      [3, 0, 0, 3],
    ])
  })

  test('of days that nobody heard are unknown, not empty', () => {
    const counted = countDaysBefore(29, (daysAgo) => daysAgo !== 2)
    const quiet = makeActivity({ ...context, rows: [], counted }, false).bars
    expect(quiet.slice(-3).map(({ stories }) => stories)).toEqual([null, 2, 0])
    const deaf = makeActivity({ ...context, rows: [], state: heardFor(4), counted: undefined }, false).bars
    expect(deaf.map(({ stories }) => stories)).toEqual(Array(30).fill(null))
  })

  test('say what is usual only with 28 days behind it', () => {
    expect(makeActivity({ ...context, counted: countDaysBefore(28) }, false).level).toBe(
      '3 stories today; usual for a weekday is 2.',
    )
    expect(makeActivity({ ...context, counted: countDaysBefore(27) }, false).level).not.toMatch(/usual for/)
  })
})

describe('the chart', () => {
  const activity = makeActivity({ ...context, counted: countDaysBefore(29, (daysAgo) => daysAgo !== 2) }, false)
  const html = `${<ActivityChart activity={activity} other={{ path: '/?chart=months', label: 'Last 12 months' }} />}`

  test('names every bar for those who cannot see it, and leads to its day', () => {
    expect(html).toContain('<a href="/?since=2026-07-08&amp;until=2026-07-09" aria-label="8 Jul: 3 stories">')
    expect(html).toContain('aria-label="6 Jul: unknown"')
    expect(html.match(/class="hit"/g)).toHaveLength(30)
  })

  test('is a table too', () => {
    const rows = textOf(/<tbody>.*<\/tbody>/s.exec(html)?.[0] ?? '')
    expect(rows).toContain('8 Jul 3 F-35 3 7 Jul 2 S-400 2, CAATSA 1 6 Jul unknown')
  })

  test('stacks parts as high as the stories are many', () => {
    // The scale ends at 4. Today 3 stories, all of them F-35; the day before 2, two thirds of their mentions S-400.
    expect(html).toMatch(/<path class="b2" d="M29.5 25v75">/)
    expect(html).toMatch(/<path class="b0" d="[^"]*M28.5 66.7v33.3">/)
    expect(html).toMatch(/<path class="b1" d="[^"]*M28.5 50v16.7">/)
  })

  test('of nothing at all is a chart still', () => {
    const empty = makeActivity({ ...context, rows: [] }, true)
    const chart = `${<ActivityChart activity={empty} other={{ path: '/', label: 'Last 30 days' }} />}`
    expect(chart).not.toMatch(/NaN|Infinity|undefined/)
  })
})

import { describe, expect, test } from 'vitest'
import { ACTIVITY_DAYS, countDays, dayOf, firstUncounted, updateActivity } from '../../src/publishing/activity.ts'
import { describeLevel } from '../../src/publishing/describe-level.ts'
import type { Activity, DayCounts } from '../../src/storage/activity.ts'
import type { IndexRow } from '../../src/storage/entry-index.ts'
import { StoredDeployment } from '../support/stored-deployment.ts'

const DAY_MS = 86_400_000
/** A Wednesday. */
const TODAY = '2026-07-08'
const NOW = Date.parse(`${TODAY}T00:35:00Z`)

function makeRow(id: string, firstSeen: string, part: Partial<IndexRow> = {}): IndexRow {
  const row = { id, firstSeen, published: null, story: id, lang: 'en', terms: ['s-400'], source: 'a', kind: 'press' }
  return { ...row, kind: 'press', ...part }
}

describe('counting', () => {
  test('a story counts once, on the day it began, with the terms and kinds of its reports of that day', () => {
    const rows = [
      makeRow('a', '2026-07-06T10:00:00.000Z'),
      makeRow('b', '2026-07-06T11:00:00.000Z', { story: 'a', terms: ['s-400', 'denies'], kind: 'official' }),
      makeRow('c', '2026-07-07T09:00:00.000Z', { story: 'a', terms: ['f-35'] }),
      makeRow('d', '2026-07-06T23:59:59.999Z', { terms: ['f-35'] }),
      makeRow('e', '2026-07-07T00:00:00.000Z', { terms: ['f-35'], backfilled: true }),
    ]
    expect(countDays(rows)).toEqual({
      '2026-07-06': {
        entries: 3,
        stories: 2,
        terms: { denies: 1, 'f-35': 1, 's-400': 1 },
        kinds: { official: 1, press: 2 },
      },
      '2026-07-07': { entries: 1, stories: 0, terms: {}, kinds: {} },
    })
    expect(countDays(rows.toReversed())).toEqual(countDays(rows))
  })

  test('goes on behind the last day counted, or from the day of an entry that was found late', () => {
    const known: Activity = { v: 1, until: '2026-07-06', days: {}, coverage: {} }
    expect(firstUncounted(undefined, [], NOW)).toBe(dayOf(NOW - ACTIVITY_DAYS * DAY_MS))
    expect(firstUncounted(known, [], NOW)).toBe('2026-07-07')
    expect(firstUncounted(known, [makeRow('a', '2026-07-03T10:00:00.000Z')], NOW)).toBe('2026-07-03')
    expect(firstUncounted(known, [makeRow('a', '2020-07-03T10:00:00.000Z')], NOW)).toBe(
      dayOf(NOW - ACTIVITY_DAYS * DAY_MS),
    )
  })

  test('keeps twelve months, what was noted of coverage, and nothing of a day that is not over', () => {
    const counts: DayCounts = { entries: 1, stories: 1, terms: {}, kinds: {} }
    const known: Activity = {
      v: 1,
      until: '2026-07-06',
      days: { '2025-01-01': counts, '2026-07-05': counts },
      coverage: { '2025-01-01': 1, '2026-07-05': 0.9, '2026-07-06': 0.8 },
    }
    const rows = [makeRow('a', '2026-07-07T10:00:00.000Z'), makeRow('b', '2026-07-08T00:10:00.000Z')]
    const heard = { '2026-07-06': 0.1, '2026-07-07': 0.7 }
    const updated = updateActivity(known, { rows, from: '2026-07-07', heard, now: NOW })
    expect(updated.until).toBe('2026-07-07')
    expect(Object.keys(updated.days)).toEqual(['2026-07-05', '2026-07-07'])
    expect(updated.coverage).toEqual({ '2026-07-05': 0.9, '2026-07-06': 0.8, '2026-07-07': 0.7 })
  })

  test('by maintenance is what the entries give, late ones too', async () => {
    const deployment = new StoredDeployment()
    for (let day = 0; day < 4; day++) {
      await deployment.add(5 + day)
      await deployment.publish()
      if (day === 1) await deployment.add(1, { isForgotten: true })
      if (day === 2) {
        // Found two days after it was first seen.
        await deployment.add(1, { part: { firstSeen: '2026-07-09T03:00:00.000Z' }, isForgotten: true })
      }
      await deployment.maintain()
    }
    const activity = await deployment.store.readActivity()
    expect(activity?.until).toBe('2026-07-11')
    expect(Object.entries(activity?.days ?? {}).map(([day, { entries, stories }]) => [day, entries, stories])).toEqual([
      ['2026-07-08', 5, 5],
      ['2026-07-09', 8, 8],
      ['2026-07-10', 7, 7],
      ['2026-07-11', 8, 8],
    ])
    expect(activity?.days['2026-07-08']?.terms).toEqual({ denies: 5, 's-400': 5, turkey: 5 })
    expect(Object.keys(activity?.coverage ?? {}).slice(-2)).toEqual(['2026-07-10', '2026-07-11'])
  })
})

describe('the level in words', () => {
  /** Days before today, the last first: [stories, coverage]. */
  function makeActivity(days: readonly (readonly [stories: number, coverage?: number])[]): Activity {
    const activity = { days: {} as Record<string, DayCounts>, coverage: {} as Record<string, number> }
    for (const [i, [stories, coverage]] of days.entries()) {
      const day = dayOf(NOW - (i + 1) * DAY_MS)
      if (stories > 0) activity.days[day] = { entries: stories, stories, terms: {}, kinds: {} }
      if (coverage !== undefined) activity.coverage[day] = coverage
    }
    return { v: 1, until: dayOf(NOW - DAY_MS), ...activity }
  }
  const isWeekend = (i: number): boolean => new Date(NOW - (i + 1) * DAY_MS).getUTCDay() % 6 === 0
  const month = Array.from({ length: 28 }, (_, i) => [isWeekend(i) ? 0 : 1 + (i % 3), 0.9] as const)

  test.each<[string, Activity | undefined, { day: string; stories: number }, string]>([
    ['a weekday', makeActivity(month), { day: TODAY, stories: 9 }, '9 stories today; usual for a weekday is 2'],
    ['one story', makeActivity(month), { day: TODAY, stories: 1 }, '1 story today; usual for a weekday is 2'],
    [
      'a Saturday',
      makeActivity([...month, ...month]),
      { day: '2026-07-11', stories: 0 },
      '0 stories today; usual for a day of a weekend is 0',
    ],
    [
      'weekdays only',
      makeActivity([...month, ...month].map((day, i) => (isWeekend(i) ? [0] : day))),
      { day: '2026-07-11', stories: 3 },
      '3 stories today; usual for a day is 2',
    ],
    [
      'quiet days heard',
      makeActivity(month.map(() => [0, 1])),
      { day: TODAY, stories: 9 },
      '9 stories today; usual for a weekday is 0',
    ],
    [
      'too few days',
      makeActivity(month.slice(1)),
      { day: TODAY, stories: 9 },
      '9 stories today; what is usual is said once 28 days were heard well enough, and 27 were',
    ],
    [
      'a day heard too little',
      makeActivity(month.map((day, i) => (i === 3 ? [0, 0.4] : day))),
      { day: TODAY, stories: 9 },
      '9 stories today; what is usual is said once 28 days were heard well enough, and 27 were',
    ],
    [
      'coverage lost',
      makeActivity(month.map(([stories]) => [stories])),
      { day: TODAY, stories: 9 },
      '9 stories today; what is usual is said once 28 days were heard well enough, and 0 were',
    ],
    [
      'no activity yet',
      undefined,
      { day: TODAY, stories: 0 },
      '0 stories today; what is usual is said once 28 days were heard well enough, and 0 were',
    ],
  ])('%s', (_, activity, today, words) => {
    expect(describeLevel(activity, today).words).toBe(words)
  })

  test('days unheard are left out, not counted as empty', () => {
    const days = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? ([6, 1] as const) : ([0, 0] as const)))
    expect(describeLevel(makeActivity(days), { day: TODAY, stories: 6 })).toMatchObject({ kind: 'known', usual: 6 })
  })
})

import { expect, test } from 'vitest'
import { believedDate, parseDate } from '../../src/entries/published.ts'

test.each([
  ['Thu, 02 Jul 2026 15:04:05 +0300', 'UTC', '2026-07-02T12:04:05.000Z'],
  ['Thu, 02 Jul 2026 15:04:05 GMT', 'Europe/Istanbul', '2026-07-02T15:04:05.000Z'],
  ['Thu, 02 Jul 2026 15:04:05 EST', 'UTC', '2026-07-02T20:04:05.000Z'],
  ['Thu, 02 Jul 2026 15:04:05 MSK', 'UTC', '2026-07-02T12:04:05.000Z'],
  ['Thu, 02 Jul 26 15:04:05 GMT', 'UTC', '2026-07-02T15:04:05.000Z'],
  ['Thu, 02 Jul 2026 15:04:05', 'Europe/Istanbul', '2026-07-02T12:04:05.000Z'],
  ['2026-07-02T15:04:05Z', 'Europe/Istanbul', '2026-07-02T15:04:05.000Z'],
  ['2026-07-02T15:04:05.25+03:00', 'UTC', '2026-07-02T12:04:05.250Z'],
  ['2026-07-02T15:04:05+03', 'UTC', '2026-07-02T12:04:05.000Z'],
  ['2026-07-02 15:04:05', 'Europe/Athens', '2026-07-02T12:04:05.000Z'],
  ['2026-01-02 15:04:05', 'Europe/Athens', '2026-01-02T13:04:05.000Z'],
  ['2026-07-02', 'UTC', '2026-07-02T00:00:00.000Z'],
  ['02.07.2026 15:04', 'Europe/Moscow', '2026-07-02T12:04:00.000Z'],
  ['2026-07-02 15:04:05 Z', 'Europe/Istanbul', '2026-07-02T15:04:05.000Z'],
  ['Thu, 02 Jul 2026 15:04:05 GMT+3', 'Europe/Athens', '2026-07-02T12:04:05.000Z'],
  ['Thu, 02 Jul 2026 15:04:05 GMT+0300', 'UTC', '2026-07-02T12:04:05.000Z'],
  ['02/07/2026', 'UTC', '2026-07-02T00:00:00.000Z'],
])('%s in %s', (raw, timeZone, expected) => {
  const time = parseDate(raw, timeZone)
  expect(time === undefined ? undefined : new Date(time).toISOString()).toBe(expected)
})

test.each([
  '',
  'yesterday',
  '5',
  'Today 12',
  '22 Nov 10:00',
  '+275760-09-13T00:00:00',
  '-271821-04-20T00:00:00',
  'Thu, 99 Foo 2026',
  '12:30',
  `2026-07-02${' '.repeat(200)}x`,
])('%j is no date', (raw) => {
  expect(parseDate(raw)).toBeUndefined()
})

const NOW = Date.UTC(2026, 6, 8, 12)

test.each([
  ['a date that can be true', Date.UTC(2026, 6, 8), '2026-07-08T00:00:00.000Z'],
  ['1970', 0, null],
  ['2099', Date.UTC(2099, 0, 1), null],
  ['one day ahead', NOW + 24 * 3_600_000, '2026-07-09T12:00:00.000Z'],
  ['more than a day ahead', NOW + 24 * 3_600_000 + 1, null],
  ['none', undefined, null],
])('%s', (_, time, expected) => {
  expect(believedDate(time, NOW)).toBe(expected)
})

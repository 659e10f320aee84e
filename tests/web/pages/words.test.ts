import { expect, test } from 'vitest'
import { dateAndTime, languageName, longDay, relativeTime, shortDay, timeUntil } from '../../../src/web/pages/words.ts'

const NOW = Date.UTC(2026, 6, 8, 12)
const MINUTE_MS = 60_000
const ago = (minutes: number): string => new Date(NOW - minutes * MINUTE_MS).toISOString()

test.each([
  [0, 'just now'],
  [0.9, 'just now'],
  [1, '1 min ago'],
  [59, '59 min ago'],
  [60, '1 h ago'],
  [47 * 60, '47 h ago'],
  [48 * 60, '2 days ago'],
  [-0.5, 'just now'],
  [-180, 'just now'],
])('%d minutes before now is %s', (minutes, words) => {
  expect(relativeTime(ago(minutes), NOW)).toBe(words)
})

test.each([
  [-5, 'at any moment'],
  [0.9, 'at any moment'],
  [12, 'in 12 min'],
  [180, 'in 3 h'],
])('%d minutes from now is %s', (minutes, words) => {
  expect(timeUntil(ago(-minutes), NOW)).toBe(words)
})

test('days and times say their zone, and the year only where it is another', () => {
  expect(dateAndTime('2026-07-08T09:05:59.000Z', NOW)).toBe('8 Jul, 09:05 UTC')
  expect(shortDay('2025-12-31', NOW)).toBe('31 Dec 2025')
  expect(longDay('2026-11-22')).toBe('Sunday, 22 November 2026')
})

test('a language without a name is its tag', () => {
  expect(languageName('tr')).toBe('Turkish')
  expect(languageName('en-GB')).toMatch(/English/)
  for (const tag of ['zzz', '', 'not a tag']) expect(languageName(tag)).toBe(tag)
})

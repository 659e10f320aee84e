import { describe, expect, test } from 'vitest'
import type { SourceReport } from '../../../scripts/preview/poll-worker.ts'
import { formatNews, formatTable, heardNothing } from '../../../scripts/preview/print-poll.ts'

const heard: SourceReport = {
  id: 'a',
  title: 'Северный курьер',
  url: 'https://a.example/',
  outcome: 'changed',
  status: 200,
  items: 12,
  matches: 3,
  new: 2,
}
const failed: SourceReport = {
  ...heard,
  title: 'B',
  outcome: 'failed',
  items: 0,
  matches: 0,
  new: 0,
  error: 'HTTP 410',
}

describe('formatTable', () => {
  test('lines the columns up and sums them', () => {
    expect(formatTable({ sources: [heard, failed], newEntries: 2, waiting: 0 }).split('\n')).toEqual([
      '  source             items  matches      new  error',
      '  Северный курьер       12        3        2',
      '  B                      0        0        0  HTTP 410',
      '  all                   12        3        2  1 of 2 failed',
    ])
  })

  test('cuts a title that is too long', () => {
    const table = formatTable({ sources: [{ ...heard, title: 'x'.repeat(80) }], newEntries: 2, waiting: 0 })
    expect(table).toContain(`  ${'x'.repeat(39)}…       12`)
  })
})

describe('formatNews', () => {
  const noon = new Date(2026, 0, 1, 12, 3, 5)

  test('names the sources with new entries', () => {
    const report = { sources: [heard, { ...heard, title: 'C', new: 1 }, failed], newEntries: 3, waiting: 0 }
    expect(formatNews(report, noon)).toBe('  12:03:05  3 new entries: Северный курьер 2, C 1')
    expect(formatNews({ ...report, newEntries: 1 }, noon)).toContain('1 new entry: ')
  })

  test('says nothing where nothing is new', () => {
    expect(formatNews({ sources: [failed], newEntries: 0, waiting: 0 }, noon)).toBeUndefined()
  })
})

test('heardNothing is about sources that were asked', () => {
  expect(heardNothing([failed])).toBe(true)
  expect(heardNothing([failed, heard])).toBe(false)
  expect(heardNothing([])).toBe(false)
})

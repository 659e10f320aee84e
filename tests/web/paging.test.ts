import { describe, expect, test } from 'vitest'
import { decodeCursor, encodeCursor, readPaging, START_CURSOR } from '../../src/web/paging.ts'

const KEY = '2026-07-08T12:00:00.000Z 2026-07-08T10:00:00.000Z 00000000-0000-5000-8000-000000000001'
const UNDATED = '2026-07-08T12:00:00.000Z  00000000-0000-5000-8000-000000000001'

describe('cursors', () => {
  test.each([KEY, UNDATED, '0'])('%s comes back', (key) => {
    expect(encodeCursor(key)).toMatch(/^[\w-]+$/)
    expect(decodeCursor(encodeCursor(key))).toBe(key)
  })

  test.each(['', 'x', '%', KEY, encodeCursor('2026'), encodeCursor(`${KEY} `), encodeCursor('<script>')])(
    '%j is none',
    (cursor) => expect(decodeCursor(cursor)).toBeUndefined(),
  )
})

test.each([
  ['', { order: 'desc', limit: 100, after: undefined }],
  ['limit=1', { limit: 1 }],
  [`limit=100&cursor=${encodeCursor(KEY)}`, { order: 'desc', limit: 100, after: KEY }],
  ['order=asc', { order: 'asc', after: undefined }],
  [`order=asc&after=${START_CURSOR}`, { order: 'asc', after: '0' }],
])('%j is understood', (query, expected) => {
  expect(readPaging(new URLSearchParams(query))).toMatchObject({ ok: true, ...expected })
})

test.each([
  ['limit=0', '"limit" must be from 1 to 100'],
  ['limit=101', '"limit" must be from 1 to 100'],
  ['limit=', '"limit" must be from 1 to 100'],
  ['limit=5&limit=6', '"limit" must be given once'],
  ['limit=1e1', '"limit" must be from 1 to 100'],
  ['order=up', '"order" must be one of desc, asc'],
  ['cursor=abc', '"cursor" must be a "cursor" of an answer'],
  ['order=asc&after=', '"after" must be a "cursor" of an answer'],
  [`after=${encodeCursor(KEY)}`, '"after" must be left out here'],
  [`order=asc&cursor=${encodeCursor(KEY)}`, '"cursor" must be left out here'],
])('%j is refused', (query, reason) => {
  expect(readPaging(new URLSearchParams(query))).toMatchObject({ ok: false, reason: expect.stringContaining(reason) })
})

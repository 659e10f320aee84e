import { describe, expect, test } from 'vitest'
import { decodeCursor, encodeCursor } from '../../src/web/paging.ts'

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

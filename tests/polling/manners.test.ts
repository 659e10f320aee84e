import { describe, expect, test } from 'vitest'
import { backOffUntil, type FeedWishes, readWishes, restUntil } from '../../src/polling/manners.ts'

const NOW = Date.UTC(2026, 6, 8, 12)
const MINUTE_MS = 60_000
const minutesUntil = (iso: string | undefined) => (iso === undefined ? undefined : (Date.parse(iso) - NOW) / MINUTE_MS)

describe('back-off', () => {
  test.each<[string, number, { status?: number; retryAfter?: string }, number]>([
    ['the first failure', 1, {}, 19],
    ['the second', 2, {}, 39],
    ['the hundredth', 100, {}, 359],
    ['Retry-After in seconds', 1, { status: 503, retryAfter: '3600' }, 60],
    ['Retry-After as a date', 1, { status: 503, retryAfter: new Date(NOW + 3_600_000).toUTCString() }, 60],
    ['Retry-After that is shorter than ours', 1, { status: 503, retryAfter: '1' }, 19],
    ['Retry-After of ten hours', 1, { status: 503, retryAfter: '36000' }, 600],
    ['Retry-After that is absurd', 1, { status: 503, retryAfter: '99999999' }, 1440],
    ['Retry-After that is nonsense', 1, { status: 503, retryAfter: 'later' }, 19],
    ['Retry-After in the past', 1, { status: 503, retryAfter: 'Wed, 08 Jul 2020 12:00:00 GMT' }, 19],
    ['429 without Retry-After', 1, { status: 429 }, 59],
    ['429 with it', 1, { status: 429, retryAfter: '7200' }, 120],
    ['410', 1, { status: 410, retryAfter: '60' }, 7 * 1440],
  ])('%s', (_, failures, failure, minutes) => {
    expect(minutesUntil(backOffUntil(failures, failure, NOW))).toBe(minutes)
  })
})

describe('wishes in the feed', () => {
  const rss = (head: string) => `<rss version="2.0"><channel>${head}<item><ttl>7</ttl></item></channel></rss>`

  test.each([
    ['none', '', {}],
    ['ttl', '<ttl> 60 </ttl>', { ttlMinutes: 60 }],
    ['a ttl that is none', '<ttl>PT1H</ttl>', {}],
    ['ttl of 0', '<ttl>0</ttl>', {}],
    ['hours', '<skipHours><hour>23</hour><hour>0</hour>\n<hour> 1 </hour></skipHours>', { skipHours: [0, 1, 23] }],
    ['hour 24, which some mean by midnight', '<skipHours><hour>24</hour></skipHours>', { skipHours: [0] }],
    ['hours that are none', '<skipHours><hour>x</hour></skipHours>', {}],
  ])('%s', (_, head, wishes) => {
    expect(readWishes(rss(head))).toEqual(wishes)
  })

  test('an item has no say', () => {
    expect(readWishes(rss(''))).toEqual({})
  })
})

describe('rest after an answer', () => {
  test.each<[string, FeedWishes, number | undefined, number | undefined]>([
    ['nothing asked', {}, undefined, undefined],
    ['max-age', {}, 1800, 29],
    ['ttl', { ttlMinutes: 30 }, 60, 29],
    ['ttl of a month is capped at an hour', { ttlMinutes: 43_200 }, undefined, 59],
    ['max-age of a year too', {}, 31_536_000, 59],
    ['skipHours', { skipHours: [12, 13] }, undefined, 119],
    ['skipHours of another time of day', { skipHours: [3] }, undefined, undefined],
    ['the whole day is capped at twelve hours', { skipHours: [...Array(24).keys()] }, undefined, 719],
    ['ttl that ends in an hour to skip', { ttlMinutes: 60, skipHours: [13] }, undefined, 119],
  ])('%s', (_, wishes, maxAge, minutes) => {
    expect(minutesUntil(restUntil(wishes, maxAge, NOW))).toBe(minutes)
  })
})

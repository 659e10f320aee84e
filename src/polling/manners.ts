// What a source asks of those who poll it, and how far it is followed. Every wish has a cap: a feed that asks to be
// left alone for a month, by mistake or by malice, must not fall silent for a month.

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** How long TTL and max-age can make a source rest after an answer. */
export const REST_MAX_MS = HOUR_MS
/** How many hours in a row <skipHours> can name. */
export const SKIP_HOURS_MAX = 12
/** How long Retry-After can send us away. */
export const RETRY_AFTER_MAX_MS = 24 * HOUR_MS
/** 429 without Retry-After. */
export const TOO_MANY_REQUESTS_REST_MS = HOUR_MS
/** 410: the source said for good. It is asked again this rarely, in case it erred. */
export const PARKED_REST_MS = 7 * 24 * HOUR_MS

/** Waiting times after 1, 2, 3, … failures in a row, in minutes; the last one stands for all that follow. */
const BACK_OFF_MINUTES = [20, 40, 60, 120, 240, 360]
/** A source becomes due again a little before its slot, so that a tick that runs early does not miss it. */
const SLACK_MS = MINUTE_MS

/** Wishes that stand in the feed itself (RSS 2.0: <ttl>, <skipHours>). Kept, because a 304 does not repeat them. */
export interface FeedWishes {
  readonly ttlMinutes?: number
  /** Hours of the day in UTC, 0 to 23. */
  readonly skipHours?: readonly number[]
}

/** Only this much of a feed is searched for wishes; they stand before the first item. */
const HEAD_MAX_CHARS = 8_192

/** Reads the wishes at the head of an RSS feed; what is no number is not followed. */
export function readWishes(text: string): FeedWishes {
  const head = text.slice(0, HEAD_MAX_CHARS).split(/<item[\s>]/i, 1)[0] ?? ''
  const ttlMinutes = Number(/<ttl>\s*(\d{1,9})\s*<\/ttl>/i.exec(head)?.[1] ?? 0)
  const listed = /<skipHours>([\s\S]{0,2000}?)<\/skipHours>/i.exec(head)?.[1] ?? ''
  const hours = Array.from(listed.matchAll(/<hour>\s*(\d{1,2})\s*<\/hour>/gi), ([, hour]) => Number(hour) % 24)
  const skipHours = [...new Set(hours)].sort((a, b) => a - b)
  return { ...(ttlMinutes > 0 && { ttlMinutes }), ...(skipHours.length > 0 && { skipHours }) }
}

/**
 * When a source that answered may be asked again.
 * @param maxAgeSeconds what is left of Cache-Control's max-age (RFC 9111, section 5.2.2.1)
 * @returns undefined where it asks for nothing and its next slot is early enough
 */
export function restUntil(wishes: FeedWishes, maxAgeSeconds: number | undefined, now: number): string | undefined {
  const asked = Math.max((wishes.ttlMinutes ?? 0) * MINUTE_MS, (maxAgeSeconds ?? 0) * 1000)
  const rested = now + Math.min(asked, REST_MAX_MS)
  const until = skipHours(wishes.skipHours, rested)
  return until > now ? new Date(until - SLACK_MS).toISOString() : undefined
}

/** When a source that failed may be asked again. */
export function backOffUntil(
  failures: number,
  { status, retryAfter }: { status?: number | undefined; retryAfter?: string | undefined },
  now: number,
): string {
  if (status === 410) return new Date(now + PARKED_REST_MS).toISOString()
  const minutes = BACK_OFF_MINUTES[Math.min(failures, BACK_OFF_MINUTES.length) - 1] ?? 0
  const own = Math.max(minutes * MINUTE_MS, status === 429 ? TOO_MANY_REQUESTS_REST_MS : 0) - SLACK_MS
  const asked = Math.min(readRetryAfter(retryAfter, now), RETRY_AFTER_MAX_MS)
  return new Date(now + Math.max(own, asked)).toISOString()
}

/** The first moment from `time` on whose hour is not to be skipped. */
function skipHours(hours: readonly number[] | undefined, time: number): number {
  if (!hours) return time
  let next = time
  for (let skipped = 0; skipped < SKIP_HOURS_MAX && hours.includes(new Date(next).getUTCHours()); skipped++) {
    next = (Math.floor(next / HOUR_MS) + 1) * HOUR_MS
  }
  return next
}

/** Milliseconds; the header is a number of seconds or a date (RFC 9110, section 10.2.3). */
function readRetryAfter(value: string | undefined, now: number): number {
  if (value === undefined) return 0
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000
  return Math.max(0, (Date.parse(value) || 0) - now)
}

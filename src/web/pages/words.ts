// Times and lists in words. Everything in UTC, and said so: the page does not know where its reader sits.
import { LANGUAGES } from '../../publishing/filter.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** "14:05 UTC" */
export const clockTime = (iso: string): string => `${iso.slice(11, 16)} UTC`

/** "22 Nov, 14:05 UTC"; with the year where it is not that of `now`. */
export function dateAndTime(iso: string, now: number): string {
  return `${shortDay(iso, now)}, ${clockTime(iso)}`
}

/** "22 Nov", or "22 Nov 2025" where the year is not that of `now`. */
export function shortDay(iso: string, now: number): string {
  const date = new Date(iso)
  const year = date.getUTCFullYear() === new Date(now).getUTCFullYear() ? '' : ` ${date.getUTCFullYear()}`
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]?.slice(0, 3)}${year}`
}

/** "Nov 2026" */
export function shortMonth(iso: string): string {
  const date = new Date(iso)
  return `${MONTHS[date.getUTCMonth()]?.slice(0, 3)} ${date.getUTCFullYear()}`
}

/** "Sunday, 22 November 2026" */
export function longDay(iso: string): string {
  const date = new Date(iso)
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
  return `${WEEKDAYS[date.getUTCDay()]}, ${day}`
}

/** "just now", "5 min ago", "3 h ago", "4 days ago". What a clock that is wrong puts in the future is "just now", too. */
export function relativeTime(iso: string, now: number): string {
  const age = now - Date.parse(iso)
  return age < MINUTE_MS ? 'just now' : `${describeSpan(age)} ago`
}

/** "in 12 min"; "at any moment" where it is now or has passed. */
export function timeUntil(iso: string, now: number): string {
  const wait = Date.parse(iso) - now
  return wait < MINUTE_MS ? 'at any moment' : `in ${describeSpan(wait)}`
}

function describeSpan(ms: number): string {
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`
  if (ms < 2 * DAY_MS) return `${Math.floor(ms / HOUR_MS)} h`
  return `${Math.floor(ms / DAY_MS)} days`
}

/** "1 story", "3 stories" */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

/** "a", "a or b", "a, b or c" */
export function joinWords(words: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const last = words.at(-1) ?? ''
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} ${conjunction} ${last}` : last
}

/** The first letter as a capital. */
export const capitalise = (sentence: string): string => sentence.slice(0, 1).toUpperCase() + sentence.slice(1)

let languageNames: Intl.DisplayNames | undefined

/** RFC 5646, section 4.1. */
export const UNKNOWN_LANGUAGE = 'und'

/** "Turkish" for "tr"; the tag itself where it names no language. */
export function languageName(tag: string): string {
  if (tag === UNKNOWN_LANGUAGE) return 'a language that is not known'
  const common = LANGUAGES[tag]
  if (common !== undefined) return common
  try {
    languageNames ??= new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })
    return languageNames.of(tag) ?? tag
  } catch {
    return tag
  }
}

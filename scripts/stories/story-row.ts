import { believedDate, parseDate } from '../../src/entries/published.ts'
import type { ParseResult } from '../json-lines.ts'
import { type NewsRow, parseNewsRow } from '../news-row.ts'

/** One line of `npm run stories`: a news item as text, in order of time. */
export interface StoryRow extends NewsRow {
  readonly id: string | number
  /** ISO 8601 in UTC; null where the row's date is absent or does not name a day of a year. */
  readonly published: string | null
  /** In labelled rows: what tells the stories apart. */
  readonly story?: string
}

/** "2026-07-08", "8 Jul 2026", "Jul 8, 2026", "08.07.2026", with or without more: a day and its year. */
const NAMES_A_DAY = /\d{4}-\d{2}-\d{2}|\d{1,2}[ ./-](?:\d{1,2}|\p{L}{3,9})[ ./-]\d{4}|\p{L}{3,9} \d{1,2}, \d{4}/u

/** Checks a row as `parseNewsRow` does; the id is needed, a date that cannot be used is none. */
export function parseStoryRow(value: unknown): ParseResult<StoryRow> {
  const news = parseNewsRow(value)
  if (!news.ok) return news
  const { id } = news.value
  if (id === null) return { ok: false, reason: 'id is missing' }
  const { date, story } = value as { date?: unknown; story?: unknown }
  if (story !== undefined && story !== null && typeof story !== 'string') {
    return { ok: false, reason: 'story is not a string' }
  }
  const time = typeof date === 'string' && NAMES_A_DAY.test(date) ? parseDate(date) : undefined
  const published = believedDate(time, Number.MAX_SAFE_INTEGER)
  return { ok: true, value: { ...news.value, id, published, ...(story && { story }) } }
}

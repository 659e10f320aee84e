import { toPlainText } from '../src/matching/plain-text.ts'
import type { ParseResult } from './json-lines.ts'

/** One line of `npm run match` and `npm run eval`: a news item as text, made plain. */
export interface NewsRow {
  /** As given; null where the row has none. */
  readonly id: string | number | null
  readonly title: string
  readonly summary?: string
  readonly lang?: string
  readonly country?: string
  /** P, N or R in labelled rows. */
  readonly label?: string
}

/** Checks a row and takes the markup out of its title and summary. A null field counts as absent. */
export function parseNewsRow(value: unknown): ParseResult<NewsRow> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse('not a JSON object')
  const row = value as Record<string, unknown>
  const { id = null, title, summary, lang, country, label } = row
  if (title === undefined || title === null) return refuse('title is missing')
  if (typeof title !== 'string') return refuse('title is not a string')
  if (id !== null && typeof id !== 'string' && typeof id !== 'number') return refuse('id is neither string nor number')
  if (!isTextOrAbsent(summary)) return refuse('summary is not a string')
  if (!isTextOrAbsent(lang)) return refuse('lang is not a string')
  if (!isTextOrAbsent(country)) return refuse('country is not a string')
  if (!isTextOrAbsent(label)) return refuse('label is not a string')
  return {
    ok: true,
    value: {
      id,
      title: toPlainText(title),
      ...(summary ? { summary: toPlainText(summary) } : {}),
      ...(lang ? { lang } : {}),
      ...(country ? { country } : {}),
      ...(label ? { label } : {}),
    },
  }
}

function isTextOrAbsent(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === 'string'
}

function refuse(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason }
}

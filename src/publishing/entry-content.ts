// The body of an entry, the same in Atom and JSON Feed: what the item says, with the words found marked, and why it
// is here. HTML without classes or styles: feed readers drop them.
import type { Definition } from '../definition/definition.ts'
import { findTerm } from '../definition/look-up.ts'
import { truncateText } from '../entries/clean-text.ts'
import type { Entry } from '../entries/entry.ts'
import type { Evidence } from '../matching/match-result.ts'
import { escapeMarkup } from './escape.ts'

/** How much of the summary is shown around the first evidence. */
export const SUMMARY_WINDOW_CHARS = 300
/** How much of it stands before that evidence. */
const LEAD_CHARS = 100

export interface SummaryWindow {
  /** With "…" where something is left out. */
  readonly text: string
  /** Evidence in the window, with offsets into its text. */
  readonly marks: readonly { readonly start: number; readonly end: number }[]
  /** Whether something is left out before it, and after it. */
  readonly cutBefore: boolean
  readonly cutAfter: boolean
}

/** Cuts the summary around its first evidence, at spaces where it can, with "…" where something is left out. */
export function cutSummary(summary: string, evidence: readonly Evidence[]): SummaryWindow {
  const spans = evidence
    .flatMap(({ field, start, end }) =>
      field === 'summary' && start !== undefined && end !== undefined ? [{ start, end }] : [],
    )
    .sort((a, b) => a.start - b.start || b.end - a.end)
  const first = spans[0]
  let from = 0
  if (first && first.end > SUMMARY_WINDOW_CHARS) {
    from = Math.max(0, first.start - LEAD_CHARS)
    const space = summary.indexOf(' ', from)
    if (space >= 0 && space < first.start) from = space + 1
    else if (/[\uDC00-\uDFFF]/.test(summary[from] ?? '')) from++ // not between the halves of a pair
  }
  const rest = summary.slice(from)
  let body = truncateText(rest, SUMMARY_WINDOW_CHARS)
  if (body !== rest) {
    const space = body.lastIndexOf(' ')
    if (space > SUMMARY_WINDOW_CHARS / 2) body = `${body.slice(0, space)}…`
  }
  const lead = from > 0 ? '…' : ''
  const cutAfter = body !== rest
  const visible = cutAfter ? body.length - 1 : body.length
  const marks = spans
    .map(({ start, end }) => ({ start: start - from, end: end - from }))
    .filter(({ start, end }) => start >= 0 && end <= visible)
    .map(({ start, end }) => ({ start: start + lead.length, end: end + lead.length }))
  return { text: lead + body, marks, cutBefore: from > 0, cutAfter }
}

/** @returns HTML; its own sentences are in English, what the source wrote is marked with its language */
export function renderContent(entry: Entry, definition: Definition): string {
  const window = cutSummary(entry.summary, entry.evidence)
  const paragraphs = []
  if (window.text) paragraphs.push(`<p>${renderMarked(window)}</p>`)
  paragraphs.push(`<p lang="en"><strong>Why it is here:</strong> ${escapeMarkup(entry.reason)}</p>`)
  paragraphs.push(`<ul lang="en">${listEvidence(entry, definition)}</ul>`)
  const { title, kind, country } = entry.source
  const published = entry.published ? `, dated ${readableTime(entry.published)}` : ', undated'
  paragraphs.push(
    `<p lang="en">${escapeMarkup(title)} (${kind}${country ? `, ${escapeMarkup(country)}` : ''})${published}, first seen ${readableTime(entry.firstSeen)}.</p>`,
  )
  return paragraphs.join('\n')
}

function renderMarked({ text, marks }: SummaryWindow): string {
  let html = ''
  let at = 0
  for (const { start, end } of marks) {
    if (start < at) continue // evidence may overlap
    html += `${escapeRun(text.slice(at, start))}<mark>${escapeRun(text.slice(start, end))}</mark>`
    at = end
  }
  return html + escapeRun(text.slice(at))
}

/** Like escapeMarkup, but keeps the spaces at the ends of a run. */
function escapeRun(text: string): string {
  const [lead = '', trail = ''] = [/^\s*/.exec(text)?.[0], /\s*$/.exec(text.trimStart())?.[0]]
  return (lead ? ' ' : '') + escapeMarkup(text) + (trail ? ' ' : '')
}

/** One line a term: its label, and where it was found in which words. */
function listEvidence(entry: Entry, definition: Definition): string {
  const places = new Map<string, string[]>()
  for (const { term, field, text } of entry.evidence) {
    const found = field === 'source' ? `${text} (source)` : `“${text}” (${field})`
    const list = places.get(term) ?? []
    if (!list.includes(found)) list.push(found)
    places.set(term, list)
  }
  return Array.from(places, ([id, found]) => {
    const label = findTerm(definition, id)?.label ?? id
    return `<li>${escapeMarkup(`${label}: ${found.join(', ')}`)}</li>`
  }).join('')
}

const readableTime = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`

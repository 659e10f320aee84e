// The card: what lists and pages show of an entry, without its evidence and fragments.
import type { Entry } from '../entries/entry.ts'
import type { EvidenceField } from '../matching/match-result.ts'
import { cutSummary } from './entry-content.ts'

/** UTF-16 offsets, half-open. */
export type Mark = readonly [start: number, end: number]

export interface Card
  extends Pick<
    Entry,
    | 'id'
    | 'url'
    | 'title'
    | 'lang'
    | 'published'
    | 'firstSeen'
    | 'story'
    | 'terms'
    | 'reason'
    | 'rule'
    | 'backfilled'
    | 'outlet'
  > {
  readonly source: Pick<Entry['source'], 'id' | 'title' | 'kind' | 'country'>
  /** The words found in the title; in order, none overlapping. */
  readonly titleMarks: readonly Mark[]
  /** What the item says around the first words found. */
  readonly excerpt: {
    readonly text: string
    /** The words found in it; in order, none overlapping. */
    readonly marks: readonly Mark[]
    /** Whether the summary goes on before it, and after it. */
    readonly cutBefore: boolean
    readonly cutAfter: boolean
  }
}

export function makeCard(entry: Entry): Card {
  const { id, url, title, lang, published, firstSeen, story, terms, reason, rule, backfilled, outlet } = entry
  const { id: sourceId, title: sourceTitle, kind, country } = entry.source
  return {
    id,
    url,
    title,
    lang,
    published,
    firstSeen,
    story,
    terms,
    reason,
    rule,
    ...(outlet && { outlet }),
    ...(backfilled && { backfilled }),
    source: { id: sourceId, title: sourceTitle, kind, ...(country && { country }) },
    titleMarks: joinMarks(marksIn(entry, 'title')),
    excerpt: makeExcerpt(entry),
  }
}

function makeExcerpt({ summary, evidence }: Entry): Card['excerpt'] {
  const { text, marks, cutBefore, cutAfter } = cutSummary(summary, evidence)
  const lead = cutBefore ? 1 : 0 // the "…" that is no part of the summary
  return {
    text: text.slice(lead, cutAfter ? -1 : undefined),
    marks: joinMarks(marks.map(({ start, end }) => [start - lead, end - lead])),
    cutBefore,
    cutAfter,
  }
}

function marksIn({ evidence }: Entry, where: EvidenceField): Mark[] {
  return evidence.flatMap(({ field, start, end }) =>
    field === where && start !== undefined && end !== undefined ? [[start, end] as const] : [],
  )
}

/** In order, with those that overlap or touch made one. */
function joinMarks(marks: readonly Mark[]): Mark[] {
  const joined: [number, number][] = []
  for (const [start, end] of marks.toSorted((a, b) => a[0] - b[0])) {
    const last = joined.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else joined.push([start, end])
  }
  return joined
}

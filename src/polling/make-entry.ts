// A matched item → an entry.
import type { Source } from '../definition/source.ts'
import { cleanUrl } from '../entries/clean-url.ts'
import { BACKFILL_AGE_MS, ENTRY_VERSION, type Entry } from '../entries/entry.ts'
import { entryId } from '../entries/identity.ts'
import { believedDate, parseDate } from '../entries/published.ts'
import type { MatchResult } from '../matching/match-result.ts'
import type { FeedItem } from './read-item.ts'

const PUBLISHED_RAW_MAX_CHARS = 100

export interface EntryContext {
  readonly source: Source
  /** From disputeNamespace. */
  readonly namespace: string
  readonly rule: string
  /** The moment of the poll, in milliseconds. */
  readonly now: number
}

export function makeEntry(item: FeedItem, match: MatchResult, context: EntryContext): Entry {
  const { source, namespace, rule, now } = context
  const address = item.link ? cleanUrl(item.link, item.base) : undefined
  const url = address?.clean ?? null
  const dated = item.date === undefined ? undefined : parseDate(item.date, source.timeZone)
  const published = believedDate(dated, now)
  const id = entryId(
    {
      sourceId: source.id,
      url,
      guid: item.guid,
      title: item.title,
      dated: dated === undefined ? null : new Date(dated).toISOString(),
    },
    namespace,
  )
  return {
    v: ENTRY_VERSION,
    id,
    url,
    sourceUrl: address?.listed ?? null,
    ...(item.guid && { guid: item.guid }),
    title: item.title,
    summary: item.summary,
    lang: source.lang,
    source: {
      id: source.id,
      title: source.title,
      kind: source.kind,
      ...(source.country && { country: source.country }),
      url: source.url,
    },
    ...(source.kind === 'search' && item.outlet && { outlet: item.outlet }),
    published,
    ...(published === null && item.date && { publishedRaw: item.date.slice(0, PUBLISHED_RAW_MAX_CHARS) }),
    firstSeen: new Date(now).toISOString(),
    terms: match.terms,
    evidence: match.evidence,
    reason: match.reason,
    rule,
    story: id,
    ...(published !== null && now - Date.parse(published) > BACKFILL_AGE_MS && { backfilled: true }),
  }
}

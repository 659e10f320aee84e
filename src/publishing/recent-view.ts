// The compact form of the recent entries, which lists and pages are made from without reading every entry.
import type { Entry } from '../entries/entry.ts'

export type RecentEntry = Pick<
  Entry,
  'id' | 'url' | 'title' | 'lang' | 'published' | 'firstSeen' | 'terms' | 'reason' | 'story' | 'backfilled' | 'outlet'
> & { readonly source: Pick<Entry['source'], 'id' | 'title' | 'kind' | 'country'> }

export interface RecentView {
  readonly v: 1
  /** First-seen time of the newest entry, or the first poll where there is none. */
  readonly updated: string
  /** Newest first. */
  readonly entries: readonly RecentEntry[]
}

export function toRecentEntry(entry: Entry): RecentEntry {
  const { id, url, title, lang, published, firstSeen, terms, reason, story, backfilled, outlet } = entry
  const { id: sourceId, title: sourceTitle, kind, country } = entry.source
  return {
    id,
    url,
    title,
    lang,
    published,
    firstSeen,
    terms,
    reason,
    story,
    ...(outlet && { outlet }),
    ...(backfilled && { backfilled }),
    source: { id: sourceId, title: sourceTitle, kind, ...(country && { country }) },
  }
}

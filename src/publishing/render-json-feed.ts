// JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). Items are rendered once, when the entry is written.
import type { Definition } from '../definition/definition.ts'
import { findTerm } from '../definition/look-up.ts'
import { cleanText } from '../entries/clean-text.ts'
import type { Entry } from '../entries/entry.ts'
import { cutSummary, renderContent } from './entry-content.ts'
import { renderTitle } from './entry-title.ts'
import type { FeedInfo } from './feed-info.ts'

/**
 * One item, as JSON text. The whole entry stands under the extension `_sanctions_watch`, with the id of its story: JSON
 * Feed itself has no link to what is related (`external_url` is what an item is about, and many readers open that).
 */
export function renderJsonFeedItem(entry: Entry, definition: Definition): string {
  return JSON.stringify({
    id: `urn:uuid:${entry.id}`,
    url: entry.url ?? undefined,
    title: renderTitle(entry, definition),
    content_html: renderContent(entry, definition),
    summary: cutSummary(entry.summary, entry.evidence).text || undefined,
    date_published: entry.published ?? undefined,
    date_modified: entry.firstSeen,
    authors: [{ name: cleanText(entry.outlet ?? entry.source.title) }],
    tags: entry.terms.map((id) => findTerm(definition, id)?.label ?? id),
    language: entry.lang,
    _sanctions_watch: entry,
  })
}

/** What stands before the items; JSON_FEED_FOOT follows them. */
export function renderJsonFeedHead(info: FeedInfo): string {
  const head = JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: info.title,
    description: info.subtitle,
    // Absolute or not at all: JSON Feed knows no relative references.
    home_page_url: info.base ? `${info.base}/${info.query}` : undefined,
    feed_url: info.base ? `${info.base}/feed.json${info.query}` : undefined,
    language: 'en',
  })
  return `${head.slice(0, -1)},"items":[`
}

export const JSON_FEED_FOOT = ']}\n'

// Atom (RFC 4287). An entry is rendered once, when it is written; the feed joins fragments.
import type { Definition } from '../definition/definition.ts'
import { findTerm } from '../definition/look-up.ts'
import type { Entry } from '../entries/entry.ts'
import { renderContent } from './entry-content.ts'
import { renderTitle } from './entry-title.ts'
import { escapeMarkup } from './escape.ts'
import { type FeedInfo, facetScheme } from './feed-info.ts'

/**
 * One <entry>. `updated` is the first-seen time: an entry of this service never changes after it, and readers that
 * sort by it show entries in the order of arrival. `published` is the item's own date.
 */
export function renderAtomEntry(entry: Entry, definition: Definition): string {
  const { source } = entry
  const categories = entry.terms.map((id) => {
    const term = findTerm(definition, id)
    const scheme = term ? ` scheme="${facetScheme(definition, term.facet)}"` : ''
    return `<category term="${escapeMarkup(id)}"${scheme} label="${escapeMarkup(term?.label ?? id)}"/>`
  })
  return [
    `<entry xml:lang="${escapeMarkup(entry.lang)}">`,
    `<id>urn:uuid:${entry.id}</id>`,
    `<title>${escapeMarkup(renderTitle(entry, definition))}</title>`,
    `<updated>${renderUpdated(entry)}</updated>`,
    entry.published && `<published>${entry.published}</published>`,
    `<author><name>${escapeMarkup(entry.outlet ?? source.title)}</name></author>`,
    entry.url && `<link rel="alternate" type="text/html" href="${escapeMarkup(entry.url)}"/>`,
    entry.story !== entry.id && renderRelated(entry.story),
    ...categories,
    // RFC 4287, section 4.2.11: where the entry comes from.
    `<source><id>${escapeMarkup(source.url)}</id><title>${escapeMarkup(source.title)}</title><updated>${entry.firstSeen}</updated><link rel="self" href="${escapeMarkup(source.url)}"/></source>`,
    `<content type="html">${escapeMarkup(renderContent(entry, definition))}</content>`,
    '</entry>',
  ]
    .filter(Boolean)
    .join('\n')
}

/**
 * Below the millisecond it has digits of the id, so that entries of one poll differ: readers that show nothing but
 * `updated` can tell them apart, and the W3C's validator warns where two are the same.
 */
export function renderUpdated({ firstSeen, id }: Pick<Entry, 'firstSeen' | 'id'>): string {
  const digits = String(Number.parseInt(id.slice(0, 8), 16) % 1_000_000).padStart(6, '0')
  return firstSeen.replace(/Z$/, `${digits}Z`)
}

/**
 * From an entry that joins a story to the story, where a reader finds the first report and all others. The page of the
 * story and not the first report, because no link of an entry may change and the page has what comes later too. The
 * address is relative: an entry stays as it is written, wherever the service moves to.
 */
function renderRelated(story: string): string {
  return `<link rel="related" type="text/html" href="/stories/${story}" title="All reports of this story"/>`
}

/** What stands before the entries; ATOM_FOOT follows them. */
export function renderAtomHead(info: FeedInfo): string {
  const { history } = info
  const feedPath = `/feed.atom${info.query}`
  const namespace = history?.isArchive ? ' xmlns:fh="http://purl.org/syndication/history/1.0"' : ''
  const link = (rel: string, path: string): string =>
    `<link rel="${rel}" type="application/atom+xml" href="${escapeMarkup(info.base + path)}"/>\n`
  const selfPath = history?.path ?? feedPath
  // What the entries' links are relative to; without it, the address that the feed was read from. It is that address,
  // because a link to the base itself would be one to this document (RFC 3986, section 4.4).
  const xmlBase = info.base && ` xml:base="${escapeMarkup(info.base + selfPath)}"`
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"${namespace} xml:lang="en"${xmlBase}>
<id>${info.id}</id>
<title>${escapeMarkup(info.title)}</title>
<subtitle>${escapeMarkup(info.subtitle)}</subtitle>
<updated>${info.updated}</updated>
${link('self', selfPath)}${history?.path ? link('current', feedPath) : ''}${history?.previous ? link('prev-archive', history.previous) : ''}<link rel="alternate" type="text/html" href="${escapeMarkup(`${info.base}/${info.query}`)}"/>
<generator>sanctions-watch</generator>
${history?.isArchive ? '<fh:archive/>\n' : ''}`
}

export const ATOM_FOOT = '</feed>\n'

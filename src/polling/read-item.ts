// One item as rss-parser gives it → what a feed says about it, as text.
import { cleanText, truncateText } from '../entries/clean-text.ts'
import { SUMMARY_MAX_CHARS } from '../entries/entry.ts'
import { beginPlainText, toPlainText } from '../matching/plain-text.ts'

/** One thing that a source lists. */
export interface FeedItem {
  /** Plain text; empty where the source gives none. */
  readonly title: string
  /** Plain text, at most SUMMARY_MAX_CHARS; empty where the source gives none. */
  readonly summary: string
  /** As listed; may be relative, or no http(s) address at all. */
  readonly link?: string
  /** What relative links are relative to. */
  readonly base: string
  readonly guid?: string
  readonly date?: string
  /** The outlet, where a search lists items of many. */
  readonly outlet?: string
}

/** Values as xml2js makes them: text, or an object with attributes under "$" and text under "_". */
type XmlValue = unknown

export interface RawItem {
  attributes?: Record<string, string>
  titles?: XmlValue[]
  links?: XmlValue[]
  guids?: XmlValue[]
  outlet?: XmlValue[]
  id?: XmlValue
  origLink?: XmlValue
  summaries?: XmlValue[]
  descriptions?: XmlValue[]
  contents?: XmlValue[]
  encoded?: XmlValue[]
  pubDateRaw?: XmlValue
  publishedRaw?: XmlValue
  issuedRaw?: XmlValue
  dateRaw?: XmlValue
  createdRaw?: XmlValue
  updatedRaw?: XmlValue
  modifiedRaw?: XmlValue
}

const TITLE_MAX_CHARS = 1_000
/** Markup beyond this is not looked at: the stored summary comes from the beginning. */
export const MARKUP_MAX_CHARS = 12_000
const GUID_MAX_CHARS = 1_000
/** An address that is longer is none that a reader could follow. */
const LINK_MAX_CHARS = 2_048

export function readItem(raw: RawItem, base: string): FeedItem {
  const guid = firstText(raw.guids?.[0], raw.id, raw.attributes?.['rdf:about']).slice(0, GUID_MAX_CHARS)
  const link = readLink(raw, guid)
  const date = firstText(
    raw.publishedRaw,
    raw.pubDateRaw,
    raw.issuedRaw,
    raw.dateRaw,
    raw.createdRaw,
    raw.updatedRaw,
    raw.modifiedRaw,
  )
  const outlet = toStoredText(textOf(raw.outlet?.[0]), TITLE_MAX_CHARS)
  const texts = [raw.summaries?.[0], raw.descriptions?.[0], raw.contents?.[0], raw.encoded?.[0]]
  const itemBase = raw.attributes?.['xml:base']
  return {
    title: readTitle((raw.titles ?? []).map(textOf)),
    summary: readSummary(texts.map(textOf)),
    base: (itemBase && URL.parse(itemBase, base)?.href) || base,
    ...(link && { link }),
    ...(guid && { guid }),
    ...(date && { date }),
    ...(outlet && { outlet }),
  }
}

function readLink(raw: RawItem, guid: string): string {
  const links = raw.links ?? []
  const alternate =
    links.find((link) => attribute(link, 'rel') === 'alternate' && /^$|html/.test(attribute(link, 'type'))) ??
    links.find((link) => attribute(link, 'href') !== '' && /^$|^alternate$/.test(attribute(link, 'rel')))
  const link = firstText(raw.origLink, alternate && attribute(alternate, 'href'), ...links)
  if (link.length > LINK_MAX_CHARS) return ''
  if (link && !/^(?:javascript|data|mailto|about|file):/i.test(link)) return link
  // A guid is an address unless it says otherwise (RSS 2.0, <guid>); rdf:about and Atom ids often are one.
  return attribute(raw.guids?.[0], 'ispermalink') !== 'false' && /^https?:/i.test(guid) ? guid : ''
}

/** Plain text of an item's title, from the contents of its title elements. */
export const readTitle = (contents: readonly string[]): string => firstStoredText(contents, TITLE_MAX_CHARS)

/** Plain text of an item's summary, from what may be one, the best first. */
export const readSummary = (contents: readonly string[]): string => firstStoredText(contents, SUMMARY_MAX_CHARS)

/** The first that is more than markup: a description may be an image alone. */
function firstStoredText(contents: readonly string[], maxChars: number): string {
  for (const markup of contents) {
    const text = toStoredText(markup, maxChars)
    if (text) return text
  }
  return ''
}

function toStoredText(markup: string, maxChars: number): string {
  const html = markup.slice(0, MARKUP_MAX_CHARS)
  // Of a long text the beginning alone, unless a third of that is white space.
  const { text, isWhole } = beginPlainText(html, 1.5 * maxChars)
  const beginning = clean(text, maxChars)
  return truncateText(isWhole || beginning.length > maxChars ? beginning : clean(toPlainText(html), maxChars), maxChars)
}

function clean(text: string, maxChars: number): string {
  // Far more than is left of it once forbidden characters are gone.
  return cleanText(text.slice(0, 3 * maxChars))
}

/** The first that holds text, without the white space around it. */
function firstText(...values: XmlValue[]): string {
  for (const value of values) {
    const text = textOf(value).trim()
    if (text) return text
  }
  return ''
}

/** All text of a value, for elements where a feed puts markup although none is meant to be there. */
function textOf(value: XmlValue): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(' ')
  if (typeof value !== 'object' || value === null) return ''
  return Object.entries(value)
    .map(([key, child]) => (key === '$' ? '' : textOf(child)))
    .filter(Boolean)
    .join(' ')
}

function attribute(value: XmlValue, name: string): string {
  if (typeof value !== 'object' || value === null || !('$' in value)) return ''
  const attributes = value.$ as Record<string, string>
  return attributes[name]?.trim() ?? ''
}

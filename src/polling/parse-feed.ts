// Bytes → items. The only importer of rss-parser.
//
// rss-parser is given one canonical envelope with the segments of the feed, never the feed itself: it refuses what
// many feeds do outside their items (no version, no channel, items in the wrong place), and one malformed item would
// cost all. Its element names are mapped to the ones it knows. Some are renamed and read here instead: one bad date or
// one link without attributes would make it throw away the feed, and its snippets of texts take quadratic time.
import { decodeHTML } from 'entities/decode'
import Parser from 'rss-parser'
import { boundListed, boundParsed, describeLeft } from './bound-segments.ts'
import { asUtf8, decodeBody, decodeUtf8 } from './decode.ts'
import type { FeedFormat, NameMap } from './element-names.ts'
import { hashSegment, JUDGED_MAX } from './judged.ts'
import { type FeedItem, type RawItem, readItem } from './read-item.ts'
import { segmentFeed } from './segments.ts'
import type { ItemTest } from './sieve.ts'
import { CDATA, CDATA_END, FORBIDDEN, splitCdata } from './xml-text.ts'

export type ParsedFeed =
  | {
      kind: 'feed'
      format: string
      /** What stands before the items. */
      head: string
      /** Those that could be read, of the items that are of use and were not judged before. */
      items: FeedItem[]
      /** How many items the feed lists, whatever becomes of them. */
      seen: number
      /** How many of them could not be read, as far as that was tried. */
      refused: number
      /** Why, where that needs saying. */
      problem?: string
      /** Items of use that could be read, now or before, as hashSegment names them: what to remember as judged. */
      hashes: readonly string[]
    }
  | { kind: 'failed'; reason: string }

export interface ParseOptions {
  /** What the server said; may name an encoding. */
  readonly contentType?: string | null
  /** Which items are of use; without it all. */
  readonly isOfUse?: ItemTest
  /** Hashes of items that need not be read again, and the seed they were made with. */
  readonly judged?: { readonly hashes: readonly string[]; readonly seed: string }
}

/**
 * Reads a feed in any of RSS 0.9x, 1.0, 2.0 and Atom 0.3, 1.0.
 * @param url where it came from; relative links are resolved against it
 */
export async function parseFeed(body: Uint8Array, url: string, options: ParseOptions = {}): Promise<ParsedFeed> {
  const { contentType = null } = options
  try {
    return await parseUtf8(asUtf8(body, contentType), url, options)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    // It was not UTF-8, though it said so.
    return await parseUtf8(new TextEncoder().encode(decodeBody(body, contentType).text), url, options)
  }
}

async function parseUtf8(bytes: Uint8Array, url: string, options: ParseOptions): Promise<ParsedFeed> {
  const { isOfUse = () => true, judged = { hashes: [], seed: '' } } = options
  const feed = segmentFeed(bytes)
  if (!feed) return { kind: 'failed', reason: describeNoFeed(decodeUtf8(bytes, 0, bytes.length)) }
  const { mapName } = feed
  const listed = boundListed(feed.items)
  const known = new Set(judged.hashes)
  const useful = listed.kept
    .filter((item) => isOfUse(bytes, item))
    .map(({ start, end }) => decodeUtf8(bytes, start, end))
    .map((segment) => ({ segment, hash: hashSegment(segment, judged.seed) }))
  const parsed = boundParsed(useful.filter(({ hash }) => !known.has(hash)).map(({ segment }) => segment))
  const { raw, read } = await parseSegments(parsed.kept, feed.format, mapName)
  const left = describeLeft(feed.items.length, [listed.left, parsed.left])
  const base = baseOf(feed.head, url)
  return {
    kind: 'feed',
    format: feed.formatName,
    head: feed.head,
    items: raw.map((item) => readItem(item, base)),
    seen: feed.items.length,
    refused: left.count + parsed.kept.length - raw.length,
    ...(left.problem && { problem: left.problem }),
    hashes: useful
      .filter(({ segment, hash }) => known.has(hash) || read.has(segment))
      .slice(0, JUDGED_MAX)
      .map(({ hash }) => hash),
  }
}

/** Parses all segments at once; where that fails, one by one, so that a malformed segment costs itself alone. */
async function parseSegments(
  segments: readonly string[],
  format: FeedFormat,
  mapName: NameMap,
): Promise<{ raw: RawItem[]; read: ReadonlySet<string> }> {
  if (segments.length === 0) return { raw: [], read: new Set() }
  const prepared = segments.map(escapeXhtml)
  const parse = (text: string) => parseEnvelope(text, format, mapName)
  const all = await parse(prepared.join('\n'))
  if (all?.length === segments.length) return { raw: all, read: new Set(segments) }
  const raw: RawItem[] = []
  const read = new Set<string>()
  for (const [index, segment] of prepared.entries()) {
    const one = (await parse(segment)) ?? (await parse(mendSegment(segment)))
    if (one?.length !== 1) continue
    raw.push(...one)
    read.add(segments[index] as string)
  }
  return { raw, read }
}

/** A parser of its own for each text: after an error, xml2js lets errors of the next text pass. */
async function parseEnvelope(segments: string, format: FeedFormat, mapName: NameMap): Promise<RawItem[] | undefined> {
  const envelope: Record<FeedFormat, string> = {
    rss: `<rss version="2.0"><channel>${segments}</channel></rss>`,
    rdf: `<rdf:RDF><channel></channel>${segments}</rdf:RDF>`,
    atom: `<feed>${segments}</feed>`,
  }
  try {
    return (await createParser(mapName).parseString(envelope[format])).items as RawItem[]
  } catch {
    return undefined
  }
}

function createParser(mapName: NameMap): Parser {
  return new Parser({
    xml2js: { tagNameProcessors: [mapName], attrNameProcessors: [toLowerCase] },
    customFields: { item: ITEM_FIELDS },
  } as Parser.ParserOptions<object, object>)
}

const toLowerCase = (name: string): string => name.toLowerCase()

/** What the parser copies from an item's elements, and to what. */
const ITEM_FIELDS = [
  ['$', 'attributes', { keepArray: true }],
  ['guid', 'guids', { keepArray: true }],
  ['raw-link', 'links', { keepArray: true }],
  ['feedburner:origLink', 'origLink'],
  ['source', 'outlet', { keepArray: true }],
  ['title', 'titles', { keepArray: true }],
  ['raw-description', 'descriptions', { keepArray: true }],
  ['raw-summary', 'summaries', { keepArray: true }],
  ['raw-content', 'contents', { keepArray: true }],
  ['raw-encoded', 'encoded', { keepArray: true }],
  ...['pubDate', 'published', 'issued', 'date', 'created', 'updated', 'modified'].map((name): [string, string] => [
    `raw-${name}`,
    `${name}Raw`,
  ]),
]

/**
 * Atom's xhtml constructs (RFC 4287, section 3.1.1.3) become escaped HTML. As elements, xml2js would give back their
 * text with the words between tags out of order.
 */
function escapeXhtml(segment: string): string {
  if (!segment.includes('xhtml')) return segment
  let escaped = ''
  let at = 0
  XHTML_START.lastIndex = 0
  for (let open = XHTML_START.exec(segment); open; open = XHTML_START.exec(segment)) {
    const start = XHTML_START.lastIndex
    const end = segment.indexOf(`</${open[1]}`, start)
    if (end < 0) break
    const markup = segment.slice(start, end).replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    escaped += segment.slice(at, start) + markup
    at = XHTML_START.lastIndex = end
  }
  return escaped + segment.slice(at)
}

const XHTML_START =
  /<((?:[\w.-]{1,50}:)?(?:title|summary|content))\s(?:[^<>]{0,500}\s)?type\s*=\s*["'](?:xhtml|application\/xhtml\+xml)["'][^<>]{0,500}(?<!\/)>/gi

/** Cures what makes most segments malformed: HTML's entities, bare ampersands, forbidden characters. */
function mendSegment(segment: string): string {
  const mended = splitCdata(segment).map(({ text, isCdata }) =>
    isCdata ? `${CDATA}${text}${CDATA_END}` : mendReferences(text),
  )
  return mended.join('').replace(EACH_FORBIDDEN, '').toWellFormed()
}

const EACH_FORBIDDEN = new RegExp(FORBIDDEN, 'g')

function mendReferences(text: string): string {
  return text.replace(/&(#\d+;|#x[\da-f]+;|[a-z]\w*;)?/gi, (found, reference: string | undefined) => {
    if (reference === undefined) return '&amp;'
    if (/^(?:amp|lt|gt|quot|apos);$/.test(reference)) return found
    const decoded = decodeHTML(found)
    return decoded === found ? `&amp;${reference}` : decoded.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  })
}

/** xml:base of the root (XML Base, section 3), else the address of the feed. */
function baseOf(head: string, url: string): string {
  const written = /^<[^>]{0,20000}?\sxml:base\s*=\s*["']([^"']+)["']/i.exec(head)?.[1]
  return (written && URL.parse(written, url)?.href) || url
}

function describeNoFeed(text: string): string {
  const start = text.trimStart().slice(0, 1_000)
  if (start === '') return 'the answer is empty'
  if (/^(?:<!doctype html|<html|<head|<body)/i.test(start)) return 'an HTML page, not a feed'
  if (/^[[{]/.test(start)) return 'JSON, not an XML feed'
  const root = /<([a-z][\w:.-]*)/i.exec(start.replace(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->/g, ''))?.[1]
  return root ? `not a feed: the root element is <${root}>` : 'not XML: no element was found'
}

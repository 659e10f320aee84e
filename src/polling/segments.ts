// Cuts the text of a feed into its items without parsing it: one pass over the tags that can begin or end an item.
// What an item is follows from the root element: <item> in RSS and RDF, <entry> in Atom, with the prefix in use.

export type FeedFormat = 'rss' | 'rdf' | 'atom'

/** Offsets into the text, half-open. */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface SegmentedFeed {
  readonly format: FeedFormat
  /** As a person would name it: "RSS 2.0", "RSS 1.0", "Atom 0.3", … */
  readonly formatName: string
  /** Text of the root's start tag and whatever stands between it and the first item. */
  readonly head: string
  /** Prefix → namespace, as the root declares them; the default namespace under ''. */
  readonly namespaces: ReadonlyMap<string, string>
  /** The items, each from its "<" to its ">"; the last one may be cut where the text ends. */
  readonly segments: readonly Span[]
}

const ATOM_NAMESPACES = /^http:\/\/(?:www\.w3\.org\/2005\/Atom|purl\.org\/atom\/ns#.*)$/
const RSS1_NAMESPACES =
  /^http:\/\/(?:purl\.org\/rss\/1\.0\/|my\.netscape\.com\/rdf\/simple\/0\.9\/|channel\.netscape\.com\/.*)$/

// Every pattern here is linear on any text: a feed is whatever a stranger sends. Hence the limits on names, the
// look-behind, and the ends that are searched for once.

/** Anything that may stand before the root: declaration, processing instructions, comments, document type. */
const PROLOG = /(?:\s+|<\?[^>]*>|<!--[\s\S]*?-->|<!DOCTYPE(?:[^>[]|\[[^\]]*\])*>)*/iy
const START_TAG = /<([\w.-]{1,100}:)?([\w.-]{1,100})(?![\w.:-])((?:[^>"']|"[^"]*"|'[^']*'){0,20000})>/y
const ATTRIBUTE = /(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** @returns undefined where the root is not that of a feed, or no root can be made out */
export function segmentFeed(text: string): SegmentedFeed | undefined {
  PROLOG.lastIndex = text.startsWith('\uFEFF') ? 1 : 0
  PROLOG.test(text)
  START_TAG.lastIndex = PROLOG.lastIndex
  const root = START_TAG.exec(text)
  if (!root) return undefined
  const [startTag, prefix = '', name = '', rawAttributes = ''] = root
  const attributes = readAttributes(rawAttributes)
  const format = ({ rss: 'rss', rdf: 'rdf', feed: 'atom' } as const)[name.toLowerCase()]
  if (!format) return undefined

  const namespaces = new Map<string, string>()
  for (const [key, value] of attributes) {
    if (key === 'xmlns') namespaces.set('', value)
    else if (key.startsWith('xmlns:')) namespaces.set(key.slice(6), value)
  }
  const bodyStart = root.index + startTag.length
  const segments = cutSegments(text, bodyStart, itemTags(format, prefix.slice(0, -1), namespaces))
  const first = segments[0]?.start ?? text.length
  return {
    format,
    formatName: nameFormat(format, attributes, namespaces.get(prefix.slice(0, -1))),
    head: text.slice(root.index, first),
    namespaces,
    segments,
  }
}

/** Attributes of a start tag, as written: entities are left alone. */
export function readAttributes(text: string): Map<string, string> {
  return new Map(
    Array.from(text.matchAll(ATTRIBUTE), ([, name = '', double, single]) => [name, double ?? single ?? '']),
  )
}

function itemTags(format: FeedFormat, rootPrefix: string, namespaces: ReadonlyMap<string, string>): Set<string> {
  const local = format === 'atom' ? 'entry' : 'item'
  const tags = new Set([format === 'atom' && rootPrefix ? `${rootPrefix}:${local}`.toLowerCase() : local])
  const own = format === 'atom' ? ATOM_NAMESPACES : RSS1_NAMESPACES
  for (const [prefix, namespace] of namespaces) {
    if (prefix !== '' && format !== 'rss' && own.test(namespace)) tags.add(`${prefix}:${local}`.toLowerCase())
  }
  return tags
}

function nameFormat(format: FeedFormat, attributes: ReadonlyMap<string, string>, namespace = ''): string {
  if (format === 'atom') return namespace.includes('purl.org/atom/ns') ? 'Atom 0.3' : 'Atom 1.0'
  if (format === 'rss') return `RSS ${attributes.get('version') ?? 'without version'}`
  const simple = [...attributes.values()].some((value) => value.includes('netscape.com/rdf/simple/0.9'))
  return simple ? 'RSS 0.90' : 'RSS 1.0'
}

/** A tag of an item, or what may hide one: a comment or a CDATA section, of which only the end is of interest. */
const MARKS = /<(?:!--|!\[CDATA\[|(\/?)((?:[\w.-]+:)?(?:item|entry))(?=[\s/>]))/gi

function cutSegments(text: string, from: number, tags: ReadonlySet<string>): Span[] {
  const segments: Span[] = []
  let open = -1 // where the item began that we are in
  const ends = { '-->': 0, ']]>': 0 } // where the next of each is, as far as it was looked for
  MARKS.lastIndex = from
  for (let mark = MARKS.exec(text); mark; mark = MARKS.exec(text)) {
    const [found, slash, name] = mark
    if (name === undefined) {
      const end = found === '<!--' ? '-->' : ']]>'
      if (ends[end] < MARKS.lastIndex) ends[end] = findFrom(text, end, MARKS.lastIndex)
      if (ends[end] < text.length) MARKS.lastIndex = ends[end] + 3 // one that never ends hides nothing
      continue
    }
    if (!tags.has(name.toLowerCase())) continue
    const close = text.indexOf('>', MARKS.lastIndex)
    if (close < 0) break
    MARKS.lastIndex = close + 1
    if (slash === '/') {
      if (open < 0) continue
      segments.push({ start: open, end: close + 1 })
      open = -1
    } else if (text[close - 1] === '/') {
      if (open < 0) segments.push({ start: mark.index, end: close + 1 })
    } else {
      // Items do not nest: where one begins inside another, the end of that one is missing.
      if (open >= 0) segments.push({ start: open, end: mark.index })
      open = mark.index
    }
  }
  if (open >= 0) segments.push({ start: open, end: text.length })
  return segments
}

/** The length of the text where there is none. */
function findFrom(text: string, searched: string, from: number): number {
  const found = text.indexOf(searched, from)
  return found < 0 ? text.length : found
}

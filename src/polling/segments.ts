// What kind of feed some bytes are, and where its items are. What an item is follows from the root element: <item> in
// RSS and RDF, <entry> in Atom, with the prefix in use.
import { cutItems, type ItemSpan } from './cut-items.ts'
import { decodeUtf8 } from './decode.ts'
import { type FeedFormat, isOwnNamespace, mapNamesOf, type NameMap } from './element-names.ts'

export interface SegmentedFeed {
  readonly format: FeedFormat
  /** As a person would name it: "RSS 2.0", "RSS 1.0", "Atom 0.3", … */
  readonly formatName: string
  /** Text of the root's start tag and what stands between it and the first item, up to HEAD_MAX_BYTES. */
  readonly head: string
  /** How its elements are called for the parser. */
  readonly mapName: NameMap
  readonly items: readonly ItemSpan[]
}

// Every pattern here is linear on any text: a feed is whatever a stranger sends. Hence the limits on names, the
// look-behind, and the ends that are searched for once.

/** Anything that may stand before the root: declaration, processing instructions, comments, document type. */
const PROLOG = /(?:\s+|<\?[^>]*>|<!--[\s\S]*?-->|<!DOCTYPE(?:[^>[]|\[[^\]]*\])*>)*/iy
const START_TAG = /<([\w.-]{1,100}:)?([\w.-]{1,100})(?![\w.:-])((?:[^>"']|"[^"]*"|'[^']*'){0,20000})>/y
const ATTRIBUTE = /(?<![\w:.-])([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** The root is nearly always within these; more is decoded only where it is not. */
const ROOT_BYTES = 2_048
const HEAD_MAX_BYTES = 32_768

/**
 * @param bytes UTF-8; a byte order mark counts as white space
 * @returns undefined where the root is not that of a feed, or no root can be made out
 * @throws TypeError where the beginning is not UTF-8
 */
export function segmentFeed(bytes: Uint8Array): SegmentedFeed | undefined {
  const root = findRoot(bytes, ROOT_BYTES) ?? findRoot(bytes, bytes.length)
  if (!root) return undefined
  const { prefix, name, attributes } = root
  const format = ({ rss: 'rss', rdf: 'rdf', feed: 'atom' } as const)[name.toLowerCase()]
  if (!format) return undefined

  const namespaces = new Map<string, string>()
  for (const [key, value] of attributes) {
    if (key === 'xmlns') namespaces.set('', value)
    else if (key.startsWith('xmlns:')) namespaces.set(key.slice(6), value)
  }
  const mapName = mapNamesOf(format, namespaces)
  const items = cutItems(bytes, root.end, itemNames(format, prefix, namespaces), mapName)
  return {
    format,
    formatName: nameFormat(format, attributes, namespaces.get(prefix)),
    head: decodeHead(bytes, root.start, items[0]?.start ?? bytes.length),
    mapName,
    items,
  }
}

interface Root {
  readonly prefix: string
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  /** Offsets of its start tag into the bytes. */
  readonly start: number
  readonly end: number
}

/** Looks for it in so many bytes, and in those that complete the last character. */
function findRoot(bytes: Uint8Array, size: number): Root | undefined {
  const text = decodeUtf8(bytes, 0, pastCharacter(bytes, Math.min(size, bytes.length)))
  PROLOG.lastIndex = 0
  PROLOG.test(text)
  START_TAG.lastIndex = PROLOG.lastIndex
  const root = START_TAG.exec(text)
  if (!root) return undefined
  const [startTag, prefix = '', name = '', rawAttributes = ''] = root
  const start = lengthInUtf8(text.slice(0, root.index))
  const attributes = readAttributes(rawAttributes)
  return { prefix: prefix.slice(0, -1), name, attributes, start, end: start + lengthInUtf8(startTag) }
}

function decodeHead(bytes: Uint8Array, start: number, end: number): string {
  return decodeUtf8(bytes, start, pastCharacter(bytes, Math.min(end, start + HEAD_MAX_BYTES)))
}

/** The end of the character that this is in. */
function pastCharacter(bytes: Uint8Array, at: number): number {
  let end = at
  while (end < bytes.length && ((bytes[end] as number) & 0xc0) === 0x80) end++
  return end
}

const lengthInUtf8 = (text: string): number => new TextEncoder().encode(text).length

/** Attributes of a start tag, as written: entities are left alone. */
function readAttributes(text: string): Map<string, string> {
  const attributes = new Map<string, string>()
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) attributes.set(name, double ?? single ?? '')
  return attributes
}

function itemNames(format: FeedFormat, rootPrefix: string, namespaces: ReadonlyMap<string, string>): Set<string> {
  const local = format === 'atom' ? 'entry' : 'item'
  const names = new Set([format === 'atom' && rootPrefix ? `${rootPrefix}:${local}`.toLowerCase() : local])
  for (const [prefix, namespace] of namespaces) {
    if (prefix !== '' && isOwnNamespace(format, namespace)) names.add(`${prefix}:${local}`.toLowerCase())
  }
  return names
}

function nameFormat(format: FeedFormat, attributes: ReadonlyMap<string, string>, namespace = ''): string {
  if (format === 'atom') return namespace.includes('purl.org/atom/ns') ? 'Atom 0.3' : 'Atom 1.0'
  if (format === 'rss') return `RSS ${attributes.get('version') ?? 'without version'}`
  const simple = [...attributes.values()].some((value) => value.includes('netscape.com/rdf/simple/0.9'))
  return simple ? 'RSS 0.90' : 'RSS 1.0'
}

// The packed recent view: one KV value with everything that lists, pages and feeds need of the recent entries, laid out
// so that a request reads only what it shows and a publish copies what it had. A line of JSON says where things are;
// after it, row by row, come the chunks: the card, the words, the Atom and the JSON fragment.
import type { Hidden } from '../definition/hidden.ts'
import { compareEntries, type Entry } from '../entries/entry.ts'
import { listSearchWords } from '../matching/search-words.ts'
import { RECENT_MAX } from '../storage/state.ts'
import type { StoredEntry } from '../storage/store.ts'
import { type Bytes, concatenate, encodeText } from './bytes.ts'
import { type Card, makeCard } from './card.ts'
import { type Filterable, joinWords } from './filter.ts'
import { hashOf } from './hash.ts'

/** Raise it when the same entry is to give other chunks. */
const PACK_VERSION = 2

/** In the order in which they stand. */
const CHUNKS = ['card', 'words', 'atom', 'json'] as const
export type ChunkName = (typeof CHUNKS)[number]
/** What follows a fragment in a feed, stored with it. */
export const ATOM_END = '\n'
export const JSON_END = ',\n'

const LINE_FEED = 10

/** What can be told of an entry without reading its chunks. */
export interface PackRow extends Filterable, Pick<Entry, 'id' | 'story' | 'backfilled'> {
  /** Names the chunks by their content. */
  readonly hash: string
  /** Bytes of each chunk, in the order of CHUNKS. */
  readonly lengths: readonly number[]
}

/** A row with its chunks, one after the other. */
export interface PackedEntry {
  readonly row: PackRow
  readonly bytes: Bytes
}

export interface RecentPack {
  /** First-seen time of the newest entry, or the first poll where there is none. */
  readonly updated: string
  /** Newest first. */
  readonly rows: readonly PackRow[]
  /** Up to this moment these are some of the entries, after it all; undefined where they are all at any time. */
  readonly bound: string | undefined
  card(row: PackRow): Card
  /** As joinWords gives them. */
  words(row: PackRow): string
  /** One chunk, or all of the row; not a copy. */
  bytes(row: PackRow, chunk?: ChunkName): Bytes
}

interface Header {
  readonly v: number
  readonly updated: string
  readonly rows: readonly PackRow[]
}

/** What a filter looks at in an entry, beside its words. */
export function describeEntry({ firstSeen, published, source, lang, terms }: Entry): Filterable {
  return { firstSeen, published, source: source.id, kind: source.kind, lang, terms }
}

/** The words that a filter looks for in an entry. */
export function listEntryWords({ title, summary }: Entry): string {
  return joinWords(listSearchWords(`${title}\n${summary}`))
}

export async function packEntry(entry: StoredEntry): Promise<PackedEntry> {
  const { card, words, atom, json } = {
    card: JSON.stringify(makeCard(entry)),
    words: listEntryWords(entry),
    atom: entry.rendered.atom + ATOM_END,
    json: entry.rendered.json + JSON_END,
  }
  const chunks = [card, words, atom, json].map(encodeText)
  const bytes = concatenate(chunks)
  const row: PackRow = {
    id: entry.id,
    story: entry.story,
    ...describeEntry(entry),
    ...(entry.backfilled && { backfilled: true }),
    hash: await hashOf(bytes),
    lengths: chunks.map(({ length }) => length),
  }
  return { row, bytes }
}

export interface EncodedPack {
  readonly bytes: Bytes
  /** The first line, which tells packs apart as well as the whole does. */
  readonly head: string
  readonly pack: RecentPack
}

export function encodePack(updated: string, entries: Iterable<PackedEntry>): EncodedPack {
  const sorted = Array.from(entries).sort((a, b) => compareEntries(b.row, a.row))
  const header: Header = { v: PACK_VERSION, updated, rows: sorted.map(({ row }) => row) }
  const head = `${JSON.stringify(header)}\n`
  const first = encodeText(head)
  const bytes = concatenate([first, ...sorted.map(({ bytes }) => bytes)])
  return { bytes, head, pack: openPack(header, bytes, findChunks(header, first.length)) }
}

/** Reads the first line; the chunks stay bytes until asked for. Undefined for what this code did not write. */
export function decodePack(bytes: Bytes): RecentPack | undefined {
  const end = bytes.indexOf(LINE_FEED)
  const header = readHeader(new TextDecoder().decode(bytes.subarray(0, end)))
  if (header?.v !== PACK_VERSION) return undefined
  const places = findChunks(header, end + 1)
  return places.end === bytes.length ? openPack(header, bytes, places) : undefined
}

function readHeader(line: string): Header | undefined {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

interface Places {
  /** Where the chunks of each row begin, in bytes. */
  readonly starts: ReadonlyMap<PackRow, number>
  readonly end: number
}

function findChunks({ rows }: Header, from: number): Places {
  const starts = new Map<PackRow, number>()
  let end = from
  for (const row of rows) {
    starts.set(row, end)
    for (const length of row.lengths) end += length
  }
  return { starts, end }
}

function openPack({ updated, rows }: Header, bytes: Bytes, { starts }: Places): RecentPack {
  const text = new TextDecoder()
  const read = (row: PackRow, chunk?: ChunkName): Bytes => {
    let from = starts.get(row)
    if (from === undefined) throw new Error(`entry ${row.id} is not of this pack`)
    if (chunk === undefined) return bytes.subarray(from, from + row.lengths.reduce((sum, length) => sum + length, 0))
    const n = CHUNKS.indexOf(chunk)
    for (let i = 0; i < n; i++) from += row.lengths[i] ?? 0
    return bytes.subarray(from, from + (row.lengths[n] ?? 0))
  }
  return {
    updated,
    rows,
    bound: rows[RECENT_MAX - 1]?.firstSeen,
    card: (row) => JSON.parse(text.decode(read(row, 'card'))),
    words: (row) => text.decode(read(row, 'words')),
    bytes: read,
  }
}

/** The pack as readers may see it. */
export function withoutHidden(pack: RecentPack, hidden: Hidden): RecentPack {
  return hidden.size === 0 ? pack : { ...pack, rows: pack.rows.filter(({ id }) => !hidden.has(id)) }
}

// The packed recent view: one KV value with everything that lists, pages and feeds need of the recent entries, laid out
// so that a request reads only what it shows and a publish copies what it had. A line of JSON says where things are;
// after it, row by row, come the chunks: the card, the words, the Atom and the JSON fragment.
import type { Hidden } from '../definition/hidden.ts'
import type { Entry } from '../entries/entry.ts'
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
const JSON_CHUNK = 3
/** What follows a fragment in a feed, stored with it. */
export const ATOM_END = '\n'
export const JSON_END = ',\n'

const LINE_FEED = 10

/** What can be told of an entry without reading its chunks. */
export interface PackRow extends Filterable, Pick<Entry, 'id' | 'story' | 'backfilled'> {
  /** Names the chunks by their content. */
  readonly hash: string
  /** Where the first chunk begins, in bytes after the first line. */
  readonly at: number
  /** Where each chunk ends, in bytes after `at`. */
  readonly ends: readonly [card: number, words: number, atom: number, json: number]
}

/** A row whose chunks stand at `from` in some bytes. */
export interface PackedEntry {
  readonly row: PackRow
  readonly source: Bytes
  readonly from: number
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
  /** Not a copy. */
  bytes(row: PackRow, chunk: ChunkName): Bytes
  /** All of a row, for another pack. */
  entry(row: PackRow): PackedEntry
}

interface Header {
  readonly v: number
  readonly updated: string
  /** Bytes of all chunks. */
  readonly size: number
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
  const { atom, json, card = JSON.stringify(makeCard(entry)), words = listEntryWords(entry) } = entry.rendered
  const chunks = [card, words, atom + ATOM_END, json + JSON_END].map(encodeText)
  const source = concatenate(chunks)
  const [cardEnd = 0, wordsLength = 0, atomLength = 0] = chunks.map(({ length }) => length)
  const wordsEnd = cardEnd + wordsLength
  const row: PackRow = {
    id: entry.id,
    story: entry.story,
    ...describeEntry(entry),
    ...(entry.backfilled && { backfilled: true }),
    hash: await hashOf(source),
    at: 0,
    ends: [cardEnd, wordsEnd, wordsEnd + atomLength, source.length],
  }
  return { row, source, from: 0 }
}

export interface EncodedPack {
  readonly bytes: Bytes
  /** The first line, which tells packs apart as well as the whole does. */
  readonly head: string
  readonly pack: RecentPack
}

/** @param entries newest first */
export function encodePack(updated: string, entries: readonly PackedEntry[]): EncodedPack {
  const rows: PackRow[] = []
  const runs: { source: Bytes; from: number; to: number }[] = []
  let run: (typeof runs)[number] | undefined
  let size = 0
  for (const { row, source, from } of entries) {
    rows.push({ ...row, at: size })
    // Neighbours stay neighbours, so most of a pack is copied at once.
    if (run?.source !== source || run.to !== from) {
      run = { source, from, to: from }
      runs.push(run)
    }
    run.to += row.ends[JSON_CHUNK]
    size += row.ends[JSON_CHUNK]
  }
  const header: Header = { v: PACK_VERSION, updated, size, rows }
  const head = `${JSON.stringify(header)}\n`
  const bytes = concatenate([encodeText(head), ...runs.map(({ source, from, to }) => source.subarray(from, to))])
  return { bytes, head, pack: openPack(header, bytes) }
}

/** Reads the first line; the chunks stay bytes until asked for. Undefined for what this code did not write. */
export function decodePack(bytes: Bytes): RecentPack | undefined {
  const end = bytes.indexOf(LINE_FEED)
  const header = readHeader(new TextDecoder().decode(bytes.subarray(0, end)))
  if (header?.v !== PACK_VERSION || header.size !== bytes.length - end - 1) return undefined
  return openPack(header, bytes)
}

function readHeader(line: string): Header | undefined {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function openPack({ updated, rows, size }: Header, bytes: Bytes): RecentPack {
  const text = new TextDecoder()
  const start = bytes.length - size
  const read = ({ at, ends }: PackRow, chunk: ChunkName): Bytes => {
    const n = CHUNKS.indexOf(chunk)
    return bytes.subarray(start + at + (ends[n - 1] ?? 0), start + at + (ends[n] ?? 0))
  }
  return {
    updated,
    rows,
    bound: rows[RECENT_MAX - 1]?.firstSeen,
    card: (row) => JSON.parse(text.decode(read(row, 'card'))),
    words: (row) => text.decode(read(row, 'words')),
    bytes: read,
    entry: (row) => ({ row, source: bytes, from: start + row.at }),
  }
}

/** The pack as readers may see it. */
export function withoutHidden(pack: RecentPack, hidden: Hidden): RecentPack {
  return hidden.size === 0 ? pack : { ...pack, rows: pack.rows.filter(({ id }) => !hidden.has(id)) }
}

// The packed recent view: one KV value with everything that lists, pages and feeds need of the recent entries, laid out
// so that a request reads only what it shows and a publish copies what it had. A line of JSON says where things are;
// after it, row by row, come the chunks: the card, the words, the Atom and the JSON fragment.
import type { Hidden } from '../definition/hidden.ts'
import type { Entry } from '../entries/entry.ts'
import { followStories } from '../entries/follow-stories.ts'
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

/** What can be told of an entry without reading its chunks. `story` is the one it is in (see follow-stories.ts). */
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
  /** The value, in parts, because one buffer for all of it is the larger part of what a publish costs. */
  readonly parts: readonly Bytes[]
  /** The first line, which tells packs apart as well as the whole does. */
  readonly head: string
  readonly pack: RecentPack
}

/** Chunks of neighbours in one piece: `size` bytes at `from` in the source, at `at` in the pack. */
interface Run {
  readonly source: Bytes
  readonly from: number
  readonly at: number
  size: number
}

/** @param entries newest first */
export function encodePack(updated: string, entries: readonly PackedEntry[]): EncodedPack {
  const rows: PackRow[] = []
  const runs: Run[] = []
  let run: Run | undefined
  let size = 0
  const storyOf = followStories(Array.from(entries, ({ row }) => row))
  for (const { row, source, from } of entries) {
    // Neighbours stay neighbours, so most of a pack goes into the next in one piece.
    if (run?.source !== source || run.from + run.size !== from) {
      run = { source, from, at: size, size: 0 }
      runs.push(run)
    }
    run.size += row.ends[JSON_CHUNK]
    rows.push({ ...row, story: storyOf.get(row.id) ?? row.story, at: size })
    size += row.ends[JSON_CHUNK]
  }
  const header: Header = { v: PACK_VERSION, updated, size, rows }
  const head = `${JSON.stringify(header)}\n`
  const parts = [encodeText(head), ...runs.map(({ source, from, size }) => source.subarray(from, from + size))]
  return { parts, head, pack: openPack(header, runs) }
}

/** Reads the first line; the chunks stay bytes until asked for. Undefined for what this code did not write. */
export function decodePack(bytes: Bytes): RecentPack | undefined {
  const from = bytes.indexOf(LINE_FEED) + 1
  const header = readHeader(new TextDecoder().decode(bytes.subarray(0, from)))
  if (header?.v !== PACK_VERSION || header.size !== bytes.length - from) return undefined
  return openPack(header, [{ source: bytes, from, at: 0, size: header.size }])
}

function readHeader(line: string): Header | undefined {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function openPack({ updated, rows }: Header, runs: readonly Run[]): RecentPack {
  const text = new TextDecoder()
  const locate = (row: PackRow): PackedEntry => {
    const run = runs.find(({ at, size }) => row.at < at + size)
    if (!run) throw new Error(`entry ${row.id} is not of this pack`)
    return { row, source: run.source, from: run.from + row.at - run.at }
  }
  const read = (row: PackRow, chunk: ChunkName): Bytes => {
    const { source, from } = locate(row)
    const n = CHUNKS.indexOf(chunk)
    return source.subarray(from + (row.ends[n - 1] ?? 0), from + (row.ends[n] ?? 0))
  }
  return {
    updated,
    rows,
    bound: rows[RECENT_MAX - 1]?.firstSeen,
    card: (row) => ({ ...JSON.parse(text.decode(read(row, 'card'))), story: row.story }),
    words: (row) => text.decode(read(row, 'words')),
    bytes: read,
    entry: locate,
  }
}

/** The pack as readers may see it. */
export function withoutHidden(pack: RecentPack, hidden: Hidden): RecentPack {
  return hidden.size === 0 ? pack : { ...pack, rows: pack.rows.filter(({ id }) => !hidden.has(id)) }
}

// The only caller of KV: keys, versions and limits in one place. What may be relied on is in docs/storage.md: reads
// may be a minute or more old, there is no compare-and-set, and one key takes one write a second.
import { ENTRY_VERSION, type Entry } from '../entries/entry.ts'
import type { SignatureList } from '../entries/signature-list.ts'
import { SIGNATURE_VERSION } from '../entries/story-signature.ts'
import { createIndexStore, type IndexStore } from './index-store.ts'
import { createState, type RecentRow, STATE_VERSION, type State, takeRecent } from './state.ts'
import { addWrites, type WriteCount } from './write-budget.ts'

export const KV_BULK_GET_MAX_KEYS = 100

const STATE_KEY = 'state'
const STORIES_KEY = 'stories'
const entryKey = (id: string): string => `entry:${id}`
const viewKey = (name: ViewName): string => `view:${name}`
const ruleKey = (version: string): string => `rule:${version}`

/** An entry with what is rendered of it once, so that publishing only joins text. */
export interface StoredEntry extends Entry {
  readonly rendered: {
    readonly atom: string
    readonly json: string
    /** The card, as JSON, and the words by which it is found; entries of earlier versions have none. */
    readonly card?: string
    readonly words?: string
  }
}

export const VIEW_VERSION = 2
export type ViewName = 'feed.atom' | 'feed.json' | 'recent'

interface ViewMetadata {
  v: number
  etag: string
  /** Names what the view was rendered from; the same key means the same bytes. */
  key: string
  /** Names the entries that it leaves out although they are stored (see watch/hidden.ts). */
  hidden?: string
  /** When it was written, and how often on that day. */
  at: string
  writes: WriteCount
}

/** What is known of a stored view without its body. */
export type ViewMark = Omit<ViewMetadata, 'v'>

export interface View extends ViewMark {
  readonly body: ReadableStream
}

interface StoredSignatures {
  readonly v: number
  readonly signatures: SignatureList
}

export interface Store extends IndexStore {
  /** The state; where it is absent or of another version, one rebuilt from the entries. */
  readState(rule: string, now: string): Promise<State>
  writeState(state: State): Promise<void>
  /** Those of the ids that are stored. Throws on an entry of a version that this code does not know. */
  readEntries(ids: readonly string[]): Promise<Map<string, StoredEntry>>
  writeEntry(entry: StoredEntry): Promise<void>
  /** Signatures of recent entries without the newest, which the state has. None where they got lost. */
  readSignatures(): Promise<SignatureList | undefined>
  writeSignatures(signatures: SignatureList): Promise<void>
  /** Undefined where the view is absent or of another version: rebuild it, it is not empty. */
  readView(name: ViewName): Promise<View | undefined>
  readViewMark(name: ViewName): Promise<ViewMark | undefined>
  /** The whole body; undefined as above. */
  readViewBytes(name: ViewName): Promise<Uint8Array<ArrayBuffer> | undefined>
  /** @param known the mark of the view that this one replaces */
  writeView(name: ViewName, body: ViewBody, metadata: NewView, known: ViewMark | undefined): Promise<void>
  /** Keeps the definition in force under its version, once. */
  keepRule(version: string, definition: unknown): Promise<void>
  /** The definition that was in force under a version, as JSON text. */
  readRule(version: string): Promise<string | undefined>
  /** The rows of all entries, by id. Lists: one operation for each thousand entries. */
  listEntryRows(): Promise<RecentRow[]>
  /** How many writes this store has asked KV for, those that failed included. */
  writesMade(): number
}

/** Parts that follow one another. */
type ViewBody = readonly Uint8Array<ArrayBuffer>[]

/** A stream for so many bytes. */
type OpenStream = (length: number) => TransformStream<Uint8Array, Uint8Array>

/** KV wants to know the length of a stream. */
const openFixedLength: OpenStream = (length) => new FixedLengthStream(length)

export interface NewView {
  readonly etag: string
  readonly key: string
  readonly hidden?: string
  /** Milliseconds. */
  readonly now: number
}

/** @param openStream in place of the platform's own, which may not be opened before the first event */
export function createStore(kv: KVNamespace, openStream: OpenStream = openFixedLength): Store {
  let writes = 0
  const put: KVNamespace['put'] = (...write: Parameters<KVNamespace['put']>) => {
    writes++
    return kv.put(...write)
  }

  const readView = async (name: ViewName): Promise<View | undefined> => {
    const { value, metadata } = await kv.getWithMetadata<ViewMetadata>(viewKey(name), 'stream')
    if (value === null) return undefined
    if (metadata?.v === VIEW_VERSION) return { ...metadata, body: value }
    await value.cancel()
    return undefined
  }

  return {
    ...createIndexStore(kv, put),

    async readState(rule, now) {
      const state = await kv.get<State>(STATE_KEY, 'json').catch(rejectUnlessMalformed)
      if (state?.v !== STATE_VERSION) return createState(rule, now, takeRecent(await listEntryRows(kv)))
      const { stories, ...fresh } = createState(rule, now)
      // Fields that were added within the version are filled in.
      return { ...fresh, ...state, stories: state.stories?.v === SIGNATURE_VERSION ? state.stories : stories }
    },

    async writeState(state) {
      await put(STATE_KEY, JSON.stringify(state))
    },

    async readEntries(ids) {
      const found = new Map<string, StoredEntry>()
      for (let from = 0; from < ids.length; from += KV_BULK_GET_MAX_KEYS) {
        const keys = ids.slice(from, from + KV_BULK_GET_MAX_KEYS).map(entryKey)
        for (const [key, value] of await kv.get<StoredEntry>(keys, 'json')) {
          if (value !== null) found.set(key.slice(entryKey('').length), checkVersion(value))
        }
      }
      return found
    },

    async writeEntry(entry) {
      await put(entryKey(entry.id), JSON.stringify(entry), { metadata: { firstSeen: entry.firstSeen } })
    },

    async readSignatures() {
      const stored = await kv.get<StoredSignatures>(STORIES_KEY, 'json').catch(rejectUnlessMalformed)
      return stored?.v === SIGNATURE_VERSION ? stored.signatures : undefined
    },

    async writeSignatures(signatures) {
      const stored: StoredSignatures = { v: SIGNATURE_VERSION, signatures }
      await put(STORIES_KEY, JSON.stringify(stored))
    },

    readView,

    async readViewBytes(name) {
      const { value, metadata } = await kv.getWithMetadata<ViewMetadata>(viewKey(name), 'arrayBuffer')
      return value !== null && metadata?.v === VIEW_VERSION ? new Uint8Array(value) : undefined
    },

    async readViewMark(name) {
      const view = await readView(name)
      if (!view) return undefined
      const { body, ...mark } = view
      await body.cancel()
      return mark
    },

    async writeView(name, body, { etag, key, hidden, now }, known) {
      const at = new Date(now).toISOString()
      const metadata: ViewMetadata = {
        v: VIEW_VERSION,
        etag,
        key,
        ...(hidden && { hidden }),
        at,
        writes: addWrites(known?.writes, 1, now),
      }
      const [first, ...rest] = body
      if (first && rest.length === 0) await put(viewKey(name), first, { metadata })
      else await putParts(body, openStream, (stream) => put(viewKey(name), stream, { metadata }))
    },

    async keepRule(version, definition) {
      const key = ruleKey(version)
      if ((await kv.get(key)) === null) await put(key, JSON.stringify(definition))
    },

    async readRule(version) {
      return (await kv.get(ruleKey(version))) ?? undefined
    },

    listEntryRows: () => listEntryRows(kv),
    writesMade: () => writes,
  }
}

/** Of what is written at once: it is copied, and for larger copies memory would come from the system every time. */
const PIECE_BYTES = 256 * 1024

/** Puts a value without joining it first: a buffer for all of it would cost more CPU than the rest of a publish. */
async function putParts(
  parts: ViewBody,
  openStream: OpenStream,
  put: (value: ReadableStream) => Promise<void>,
): Promise<void> {
  const { readable, writable } = openStream(parts.reduce((sum, { length }) => sum + length, 0))
  const writer = writable.getWriter()
  const write = async (): Promise<void> => {
    for (const part of parts) {
      for (let at = 0; at < part.length; at += PIECE_BYTES) await writer.write(part.subarray(at, at + PIECE_BYTES))
    }
    await writer.close()
  }
  await Promise.all([put(readable), write()])
}

/** Entries are append-only, so their list tells what `recent` was. */
async function listEntryRows(kv: KVNamespace): Promise<RecentRow[]> {
  const rows: RecentRow[] = []
  let cursor: string | undefined
  do {
    const page = await kv.list<{ firstSeen: string }>({ prefix: entryKey(''), ...(cursor && { cursor }) })
    for (const { name, metadata } of page.keys) {
      rows.push([name.slice(entryKey('').length), metadata?.firstSeen ?? ''])
    }
    cursor = page.list_complete ? undefined : page.cursor
  } while (cursor)
  return rows
}

function checkVersion(entry: StoredEntry): StoredEntry {
  if (entry.v === ENTRY_VERSION) return entry
  throw new Error(
    `entry ${entry.id} has schema version ${String(entry.v)} and this code knows ${ENTRY_VERSION}: deploy the newer code again`,
  )
}

/** A value that is no JSON counts as absent; a KV that does not answer must not. */
function rejectUnlessMalformed(error: unknown): null {
  if (error instanceof SyntaxError) return null
  throw error
}

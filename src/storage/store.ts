// The only caller of KV: keys, versions and limits in one place. What may be relied on is in docs/storage.md: reads
// may be a minute or more old, there is no compare-and-set, and one key takes one write a second.
import { ENTRY_VERSION, type Entry } from '../entries/entry.ts'
import { createState, RECENT_MAX, type RecentRow, STATE_VERSION, type State } from './state.ts'

export const KV_BULK_GET_MAX_KEYS = 100

const STATE_KEY = 'state'
const entryKey = (id: string): string => `entry:${id}`
const viewKey = (name: ViewName): string => `view:${name}`
const ruleKey = (version: string): string => `rule:${version}`

/** An entry with its rendered fragments, so that publishing only joins text. */
export interface StoredEntry extends Entry {
  readonly rendered: { readonly atom: string; readonly json: string }
}

export const VIEW_VERSION = 1
export type ViewName = 'feed.atom' | 'feed.json' | 'recent'

interface ViewMetadata {
  v: number
  etag: string
  /** Names what the view was rendered from; the same key means the same bytes. */
  key: string
}

export interface View {
  readonly body: ReadableStream
  readonly etag: string
  readonly key: string
}

export interface Store {
  /** The state; where it is absent or of another version, one rebuilt from the entries. */
  readState(rule: string, now: string): Promise<State>
  writeState(state: State): Promise<void>
  /** Those of the ids that are stored. Throws on an entry of a version that this code does not know. */
  readEntries(ids: readonly string[]): Promise<Map<string, StoredEntry>>
  writeEntry(entry: StoredEntry): Promise<void>
  /** Undefined where the view is absent or of another version: rebuild it, it is not empty. */
  readView(name: ViewName): Promise<View | undefined>
  writeView(name: ViewName, body: string, metadata: { etag: string; key: string }): Promise<void>
  /** Keeps the definition in force under its version, once. */
  keepRule(version: string, definition: unknown): Promise<void>
}

export function createStore(kv: KVNamespace): Store {
  return {
    async readState(rule, now) {
      const state = await kv.get<State>(STATE_KEY, 'json').catch(rejectUnlessMalformed)
      if (state?.v === STATE_VERSION) return state
      return createState(rule, now, await listRecent(kv))
    },

    async writeState(state) {
      await kv.put(STATE_KEY, JSON.stringify(state))
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
      await kv.put(entryKey(entry.id), JSON.stringify(entry), { metadata: { firstSeen: entry.firstSeen } })
    },

    async readView(name) {
      const { value, metadata } = await kv.getWithMetadata<ViewMetadata>(viewKey(name), 'stream')
      if (value === null) return undefined
      if (metadata?.v === VIEW_VERSION) return { body: value, etag: metadata.etag, key: metadata.key }
      await value.cancel()
      return undefined
    },

    async writeView(name, body, { etag, key }) {
      const metadata: ViewMetadata = { v: VIEW_VERSION, etag, key }
      await kv.put(viewKey(name), body, { metadata })
    },

    async keepRule(version, definition) {
      const key = ruleKey(version)
      if ((await kv.get(key)) === null) await kv.put(key, JSON.stringify(definition))
    },
  }
}

/** Entries are append-only, so their list tells what `recent` was. */
async function listRecent(kv: KVNamespace): Promise<RecentRow[]> {
  const rows: RecentRow[] = []
  let cursor: string | undefined
  do {
    const page = await kv.list<{ firstSeen: string }>({ prefix: entryKey(''), ...(cursor && { cursor }) })
    for (const { name, metadata } of page.keys) {
      rows.push([name.slice(entryKey('').length), metadata?.firstSeen ?? ''])
    }
    cursor = page.list_complete ? undefined : page.cursor
  } while (cursor)
  return rows.sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0)).slice(-RECENT_MAX)
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

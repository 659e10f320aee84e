// Entries as a poll leaves them in KV, without a poll.
import { definition } from '../../samples/definition.ts'
import type { Entry } from '../../src/entries/entry.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import { renderEntry } from '../../src/publishing/render-entry.ts'
import { addRecent } from '../../src/storage/state.ts'
import { createStore, type StoredEntry } from '../../src/storage/store.ts'
import { makeTestEntry } from './make-entry.ts'

const { version } = createMatcher(definition)

/** The id of the nth test entry. */
export const idOf = (n: number): string => `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`

export function makeStored(part: Partial<Entry>): StoredEntry {
  return renderEntry(makeTestEntry(part), definition)
}

/** Writes the entries, then the state that lists them. */
export async function storeEntries(kv: KVNamespace, entries: readonly StoredEntry[]): Promise<void> {
  const store = createStore(kv)
  await Promise.all(entries.map((entry) => store.writeEntry(entry)))
  const state = await store.readState(version, '2026-07-08T00:00:00.000Z')
  const added = entries.map(({ id, firstSeen }) => [id, firstSeen] as const)
  await store.writeState({ ...state, recent: addRecent(state.recent, added) })
}

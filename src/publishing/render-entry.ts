// What is rendered of an entry when it is written, and never again.
import type { Definition } from '../definition/definition.ts'
import type { Entry } from '../entries/entry.ts'
import type { StoredEntry } from '../storage/store.ts'
import { makeCard } from './card.ts'
import { listEntryWords } from './recent-pack.ts'
import { renderAtomEntry } from './render-atom.ts'
import { renderJsonFeedItem } from './render-json-feed.ts'

export function renderEntry(entry: Entry, definition: Definition): StoredEntry {
  const rendered = {
    atom: renderAtomEntry(entry, definition),
    json: renderJsonFeedItem(entry, definition),
    card: JSON.stringify(makeCard(entry)),
    words: listEntryWords(entry),
  }
  return { ...entry, rendered }
}

// The writing half of a poll: places new entries in stories and stores them.
//
// What is remembered of recent entries to recognise later reports (their signatures) is too much for the state and
// changes too often for a write of its own in every poll. So the state has the newest, and a value of their own has
// them all, written when the state's share is full. Whatever is lost or stale of it, a story splits at worst.
import type { Definition } from '../definition/definition.ts'
import { compareEntries, type Entry } from '../entries/entry.ts'
import { RecentStories } from '../entries/place-in-story.ts'
import { makeSignature, type StorySignature } from '../entries/story-signature.ts'
import { renderEntry } from '../publishing/render-entry.ts'
import { STATE_SIGNATURES_MAX, STATE_SIGNATURES_MIN } from '../storage/state.ts'
import type { Store, StoredEntry } from '../storage/store.ts'
import { mapAtOnce } from './at-once.ts'
import type { Outcome, WriteResult } from './outcome.ts'

/** New entries in one tick: the platform allows an invocation 1,000 operations on KV, and the state has to be one. */
export const TICK_ENTRIES_MAX = 300
/** Writes under way at once; the platform queues more than six. */
const WRITES_AT_ONCE_MAX = 6
/** Stored entries that are remembered again in one poll, and how old they may be: nothing joins an older one. */
const RESTORED_MAX = 50
const RESTORED_AGE_MS = 3 * 24 * 3_600_000

interface WriteContext {
  readonly store: Store
  readonly definition: Definition
  readonly now: number
}

/**
 * Writes the entries that are not stored yet, the first of a story before those that join it. An entry never changes:
 * the first form stands, and the story it was placed in.
 * @param newest the signatures that the state has
 * @throws where KV cannot be read
 */
export async function writeEntries(
  outcomes: readonly Outcome[],
  newest: readonly StorySignature[],
  context: WriteContext,
): Promise<WriteResult> {
  const { store, definition } = context
  const entries = new Map<string, Entry>()
  for (const entry of outcomes.flatMap((outcome) => outcome.entries)) {
    if (!entries.has(entry.id)) entries.set(entry.id, entry)
  }
  const found = await store.readEntries([...entries.keys()])
  const unwritten = [...entries.values()].filter(({ id }) => !found.has(id)).sort(compareEntries)
  const forgotten = listForgotten(found, newest, context.now)
  const fresh = new Set<string>()
  const stored = new Map<string, Pick<Entry, 'id' | 'firstSeen' | 'published'>>(found)
  const failed = new Map<string, string>()
  if (unwritten.length + forgotten.length === 0) return { fresh, stored, failed, newest, problems: [] }

  const recent = new RecentStories(await store.readSignatures())
  for (const signature of newest) recent.restore(signature)
  const added: StorySignature[] = []
  for (const entry of forgotten) {
    if (!recent.has(entry.id)) added.push(recent.restore(makeSignature(entry)))
  }
  const placed = unwritten.slice(0, TICK_ENTRIES_MAX).map((entry) => {
    const isKnown = recent.has(entry.id) // and stored, where this location does not see it yet
    const signature = recent.place(makeSignature(entry))
    if (!isKnown) added.push(signature)
    return { ...entry, story: signature[1] }
  })
  for (const { id } of unwritten.slice(TICK_ENTRIES_MAX)) failed.set(id, 'this tick has written its share')

  const write = async (entry: Entry): Promise<void> => {
    // Its first entry is read again in the next poll, as this one then is.
    if (failed.has(entry.story)) return void failed.set(entry.id, 'the first entry of its story could not be stored')
    try {
      await store.writeEntry(renderEntry(entry, definition))
      fresh.add(entry.id)
      stored.set(entry.id, entry)
    } catch (error) {
      failed.set(entry.id, String(error))
    }
  }
  const opens = ({ id, story }: Entry): boolean => id === story
  await mapAtOnce(placed.filter(opens), WRITES_AT_ONCE_MAX, write)
  await mapAtOnce(
    placed.filter((entry) => !opens(entry)),
    WRITES_AT_ONCE_MAX,
    write,
  )

  for (const id of failed.keys()) recent.forget(id)
  const kept = [...newest, ...added.filter(([id]) => !failed.has(id))]
  return { fresh, stored, failed, ...(await keepSignatures(recent, kept, store)) }
}

/** Stored entries that a poll wrote whose state was not written, or was written over. */
function listForgotten(
  found: ReadonlyMap<string, StoredEntry>,
  newest: readonly StorySignature[],
  now: number,
): readonly StoredEntry[] {
  const known = new Set(newest.map(([id]) => id))
  return [...found.values()]
    .filter(
      ({ id, published, firstSeen }) => !known.has(id) && now - Date.parse(published ?? firstSeen) < RESTORED_AGE_MS,
    )
    .sort(compareEntries)
    .slice(-RESTORED_MAX)
}

async function keepSignatures(
  { list }: RecentStories,
  after: readonly StorySignature[],
  store: Store,
): Promise<Pick<WriteResult, 'newest' | 'problems'>> {
  if (after.length <= STATE_SIGNATURES_MAX) return { newest: after, problems: [] }
  try {
    await store.writeSignatures(list)
    return { newest: after.slice(-STATE_SIGNATURES_MIN), problems: [] }
  } catch (error) {
    return { newest: after.slice(-STATE_SIGNATURES_MAX), problems: [`stories not written: ${error}`] }
  }
}

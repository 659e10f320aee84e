// The publish tick: state and entries → the rendered views. Views are derived: rendering them again from the same
// entries gives the same bytes, so a view that is missing is rendered on demand and never taken for an empty one.
import type { Definition } from '../definition/definition.ts'
import { type Hidden, NOTHING_HIDDEN } from '../definition/hidden.ts'
import { compareEntries } from '../entries/entry.ts'
import type { State } from '../storage/state.ts'
import type { Store, ViewMark, ViewName } from '../storage/store.ts'
import { countToday, mayWriteViews, type WritesToday } from '../storage/write-budget.ts'
import type { Bytes } from './bytes.ts'
import { hashOf, makeEtag } from './hash.ts'
import {
  decodePack,
  encodePack,
  type PackedEntry,
  type PackRow,
  packEntry,
  type RecentPack,
  withoutHidden,
} from './recent-pack.ts'
import { renderFeed, selectFeed } from './render-feed.ts'
import { selectRecent } from './select-recent.ts'

/** Part of every view's key: raise it when the same entries are to give other views. */
const RENDERING_VERSION = 2
/** A day and some: what was first seen since the maintenance before. */
const RECHECK_MS = 25 * 3_600_000

export interface ViewContext {
  readonly store: Store
  readonly definition: Definition
  readonly publicUrl: string | undefined
  readonly hidden?: Hidden
}

export interface PublishContext extends ViewContext {
  /** Milliseconds. */
  readonly now: number
  readonly writesPerDay: number
}

export interface RenderedView {
  /** In parts that follow one another. */
  readonly body: readonly Bytes[]
  readonly etag: string
}

export type Views = Record<ViewName, RenderedView>

export const VIEW_NAMES: readonly ViewName[] = ['recent', 'feed.json', 'feed.atom']

export type PublishResult =
  /** Nothing has changed since the views were written. */
  | { kind: 'unchanged' }
  | { kind: 'written'; views: number }
  /** Too few of the day's writes are left; entries and state need them. */
  | { kind: 'held-back'; used: number }
  | { kind: 'failed'; reason: string }

/**
 * Renders and writes the views, only if `recent` changed since they were written. Each view carries the key of what it
 * was rendered from and is judged by it alone: of two publishes at once, either may have written any of them.
 */
export async function publish(state: State, context: PublishContext): Promise<PublishResult> {
  const key = await viewsKey(state, context)
  const marks = await readMarks(context.store)
  const old = VIEW_NAMES.filter((name) => marks[name]?.key !== key)
  return old.length === 0 ? { kind: 'unchanged' } : writeViews(old, marks, key, state, context)
}

/**
 * Renders all views whatever their keys say, and writes those that differ. Entries of the last day are read again: what
 * was read when they were new may have been of two polls at once, and the other one stands.
 * @param also ids beyond `recent` that may belong to the recent view; for one that got lost
 * @param known the recent view as it is stored, where it was read before
 */
export async function republish(
  state: State,
  context: PublishContext,
  also: readonly string[] = [],
  known?: RecentPack | undefined,
): Promise<PublishResult> {
  const key = await viewsKey(state, context)
  const recheckSince = new Date(context.now - RECHECK_MS).toISOString()
  return writeViews(VIEW_NAMES, await readMarks(context.store), key, state, context, { also, recheckSince, known })
}

async function writeViews(
  names: readonly ViewName[],
  marks: ViewMarks,
  key: string,
  state: State,
  context: PublishContext,
  options: RenderOptions = {},
): Promise<PublishResult> {
  const { store, now, writesPerDay } = context
  const used = countWrites(state, marks, now)
  if (!mayWriteViews(used, names.length, writesPerDay, now)) return { kind: 'held-back', used: used.polls + used.views }
  const { views, missing } = await renderViews(state, context, {
    ...options,
    known: options.known ?? (await readPack(store)),
  })
  // An entry that was just written may not be seen here yet; a key that nothing else has brings the next tick back.
  const found = missing === 0 ? key : `${key}-${missing}`
  const hidden = await hiddenKey(context.hidden)
  let written = 0
  try {
    for (const name of names) {
      const { body, etag } = views[name]
      if (marks[name]?.key === found && marks[name].etag === etag) continue
      await store.writeView(name, body, { etag, key: found, hidden, now }, marks[name])
      written++
    }
  } catch (error) {
    return { kind: 'failed', reason: String(error) }
  }
  return written === 0 ? { kind: 'unchanged' } : { kind: 'written', views: written }
}

export type ViewMarks = Record<ViewName, ViewMark | undefined>

export async function readMarks(store: Store): Promise<ViewMarks> {
  const marks = await Promise.all(VIEW_NAMES.map(async (name) => [name, await store.readViewMark(name)] as const))
  return Object.fromEntries(marks) as ViewMarks
}

/** KV writes of the UTC day of `now`: by polls, as the state has them, and by publishing, as the views have them. */
export function countWrites(state: State, marks: ViewMarks, now: number): WritesToday {
  const views = VIEW_NAMES.reduce((sum, name) => sum + countToday(marks[name]?.writes, now), 0)
  return { polls: countToday(state.writes, now), views }
}

/** The recent view as it was published last; undefined where it is absent or of another version. */
export async function readPack(store: Store): Promise<RecentPack | undefined> {
  const bytes = await store.readViewBytes('recent')
  return bytes && decodePack(bytes)
}

interface RenderOptions {
  /** What it has is copied; without it every entry is read. Either gives the same bytes. */
  readonly known?: RecentPack | undefined
  /** Ids beyond `recent` to look at. */
  readonly also?: readonly string[]
  /** What was first seen since is read, although it is known. */
  readonly recheckSince?: string
}

/** All views, from what is stored and nothing else. */
export async function renderViews(
  state: State,
  { store, definition, publicUrl, hidden = NOTHING_HIDDEN }: ViewContext,
  options: RenderOptions = {},
): Promise<{
  views: Views
  pack: RecentPack
  /** How many of the recent entries could not be seen in KV. */
  missing: number
}> {
  const { entries, missing } = await collectEntries(state, { store, hidden }, options)
  const { parts, head, pack } = encodePack(entries[0]?.row.firstSeen ?? state.since, entries)
  const feed = selectFeed(withoutHidden(pack, hidden), { definition, publicUrl })
  const [atom, json] = await Promise.all([renderFeed(feed, 'atom'), renderFeed(feed, 'json')])
  const views = {
    recent: { body: parts, etag: await makeEtag(head) },
    'feed.json': { body: [json.body()], etag: json.etag },
    'feed.atom': { body: [atom.body()], etag: atom.etag },
  }
  return { views, pack, missing }
}

/** Newest first. An entry never changes: what is known holds, unless the state has another first-seen time. */
async function collectEntries(
  state: State,
  { store, hidden }: Required<Pick<ViewContext, 'store' | 'hidden'>>,
  { known, also = [], recheckSince }: RenderOptions,
): Promise<{ entries: PackedEntry[]; missing: number }> {
  const rows = known?.rows ?? []
  const byId = new Map<string, PackRow>()
  for (const row of rows) byId.set(row.id, row)
  const stale = new Set<PackRow>()
  const announced: string[] = []
  for (const [id, firstSeen] of state.recent) {
    const row = byId.get(id)
    if (row && row.firstSeen !== firstSeen) stale.add(row)
    if (row?.firstSeen !== firstSeen) announced.push(id)
  }
  if (recheckSince !== undefined) for (const row of rows) if (row.firstSeen >= recheckSince) stale.add(row)
  const others = [...Array.from(stale, ({ id }) => id), ...also.filter((id) => !byId.has(id))]
  const stored = await store.readEntries([...new Set([...announced, ...others])])
  const fresh = new Map<PackRow, PackedEntry>()
  for (const entry of await Promise.all(Array.from(stored.values(), packEntry))) fresh.set(entry.row, entry)
  const copied = stale.size > 0 ? rows.filter((row) => !stale.has(row)) : rows
  return {
    entries: selectRecent(mergeRows([...fresh.keys()], copied)).flatMap(
      (row) => fresh.get(row) ?? known?.entry(row) ?? [],
    ),
    // One that was taken down may have been deleted as well.
    missing: announced.filter((id) => !stored.has(id) && !hidden.has(id)).length,
  }
}

/** @param sorted newest first, as the result; mostly older than the fresh ones */
function mergeRows(fresh: readonly PackRow[], sorted: readonly PackRow[]): PackRow[] {
  const merged: PackRow[] = []
  let at = 0
  for (const row of fresh.toSorted((a, b) => compareEntries(b, a))) {
    for (let next = sorted[at]; next && compareEntries(next, row) > 0; next = sorted[++at]) merged.push(next)
    merged.push(row)
  }
  return merged.concat(sorted.slice(at))
}

export async function viewsKey(state: State, { definition, publicUrl, hidden }: ViewContext): Promise<string> {
  const { id, title, description } = definition
  const parts = [RENDERING_VERSION, id, title, description, publicUrl ?? '', await hiddenKey(hidden), state.recent]
  return hashOf(JSON.stringify(parts))
}

/** Names what is hidden; a feed that was written while something else was is not to be shown. '' for nothing. */
export async function hiddenKey(hidden: Hidden = NOTHING_HIDDEN): Promise<string> {
  return hidden.size === 0 ? '' : hashOf([...hidden.keys()].sort().join())
}

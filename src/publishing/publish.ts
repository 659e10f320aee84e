// The publish tick: state and entries → the rendered views. Views are derived: rendering them again from the same
// entries gives the same bytes, so a view that is missing is rendered on demand and never taken for an empty one.
import type { Definition } from '../definition/definition.ts'
import { compareEntries } from '../entries/entry.ts'
import type { State } from '../storage/state.ts'
import type { Store, StoredEntry, ViewMark, ViewName } from '../storage/store.ts'
import { countToday, mayWriteViews, type WritesToday } from '../storage/write-budget.ts'
import { describeFeed } from './feed-info.ts'
import { selectFeedEntries } from './feed-window.ts'
import { type RecentView, toRecentEntry } from './recent-view.ts'
import { renderAtomFeed } from './render-atom.ts'
import { renderJsonFeed } from './render-json-feed.ts'

/** Part of every view's key: raise it when the same entries are to give other views. */
const RENDERING_VERSION = 1

export interface ViewContext {
  readonly store: Store
  readonly definition: Definition
  readonly publicUrl: string | undefined
}

export interface PublishContext extends ViewContext {
  /** Milliseconds. */
  readonly now: number
  readonly writesPerDay: number
}

export type Views = Record<ViewName, string>

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

/** Renders all views whatever their keys say, and writes those that differ. */
export async function republish(state: State, context: PublishContext): Promise<PublishResult> {
  return writeViews(VIEW_NAMES, await readMarks(context.store), await viewsKey(state, context), state, context)
}

async function writeViews(
  names: readonly ViewName[],
  marks: ViewMarks,
  key: string,
  state: State,
  context: PublishContext,
): Promise<PublishResult> {
  const { store, now, writesPerDay } = context
  const used = countWrites(state, marks, now)
  if (!mayWriteViews(used, names.length, writesPerDay, now)) return { kind: 'held-back', used: used.polls + used.views }
  const { views, missing } = await renderViews(state, context)
  // An entry that was just written may not be seen here yet; a key that nothing else has brings the next tick back.
  const found = missing === 0 ? key : `${key}-${missing}`
  let written = 0
  try {
    for (const name of names) {
      const etag = await makeEtag(views[name])
      if (marks[name]?.key === found && marks[name].etag === etag) continue
      await store.writeView(name, views[name], { etag, key: found, now }, marks[name])
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

/** All views, from what is stored and nothing else. */
export async function renderViews(
  state: State,
  { store, definition, publicUrl }: ViewContext,
): Promise<{
  views: Views
  /** How many of the recent entries could not be seen in KV. */
  missing: number
}> {
  const stored = await store.readEntries(state.recent.map(([id]) => id))
  const feed = selectFeedEntries(stored.values())
  const newest = state.recent.at(-1)
  const info = describeFeed(definition, feed[0]?.firstSeen ?? state.since, publicUrl)
  const recent: RecentView = {
    v: 1,
    updated: newest?.[1] ?? state.since,
    entries: Array.from(stored.values(), (entry) => entry)
      .sort((a, b) => compareEntries(b, a))
      .map(toRecentEntry),
  }
  const views = {
    recent: JSON.stringify(recent),
    'feed.json': renderJsonFeed(info, rendered(feed, 'json')),
    'feed.atom': renderAtomFeed(info, rendered(feed, 'atom')),
  }
  return { views, missing: state.recent.length - stored.size }
}

/** Strong entity tag of a body (RFC 9110, section 8.8.3), with its quotes. */
export async function makeEtag(body: string): Promise<string> {
  return `"${(await sha256(body)).slice(0, 32)}"`
}

const rendered = (entries: readonly StoredEntry[], format: 'atom' | 'json'): string[] =>
  entries.map((entry) => entry.rendered[format])

export async function viewsKey(state: State, { definition, publicUrl }: ViewContext): Promise<string> {
  const { id, title, description } = definition
  const content = [RENDERING_VERSION, id, title, description, publicUrl ?? '', state.recent]
  return (await sha256(JSON.stringify(content))).slice(0, 32)
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

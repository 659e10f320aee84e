// The publish tick: state and entries → the rendered views. Views are derived: rendering them again from the same
// entries gives the same bytes, so a view that is missing is rendered on demand and never taken for an empty one.
import type { Definition } from '../definition/definition.ts'
import { compareEntries } from '../entries/entry.ts'
import type { State } from '../storage/state.ts'
import type { Store, StoredEntry, ViewName } from '../storage/store.ts'
import { describeFeed } from './feed-info.ts'
import { selectFeedEntries } from './feed-window.ts'
import { type RecentView, toRecentEntry } from './recent-view.ts'
import { renderAtomFeed } from './render-atom.ts'
import { renderJsonFeed } from './render-json-feed.ts'

/** Part of every view's key: raise it when the same entries are to give other views. */
const RENDERING_VERSION = 1

export interface PublishContext {
  readonly store: Store
  readonly definition: Definition
  readonly publicUrl: string | undefined
}

export type Views = Record<ViewName, string>

/** Written in this order: the last one is the mark that all are there. */
const VIEW_ORDER: readonly ViewName[] = ['recent', 'feed.json', 'feed.atom']

/** Renders and writes the views, only if `recent` changed since they were written. @returns whether it wrote */
export async function publish(state: State, context: PublishContext): Promise<boolean> {
  const key = await viewsKey(state, context)
  const mark = await context.store.readView('feed.atom')
  await mark?.body.cancel()
  if (mark?.key === key) return false
  const views = await renderViews(state, context)
  for (const name of VIEW_ORDER) {
    await context.store.writeView(name, views[name], { etag: await makeEtag(views[name]), key })
  }
  return true
}

/** All views, from what is stored and nothing else. */
export async function renderViews(state: State, { store, definition, publicUrl }: PublishContext): Promise<Views> {
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
  return {
    recent: JSON.stringify(recent),
    'feed.json': renderJsonFeed(info, rendered(feed, 'json')),
    'feed.atom': renderAtomFeed(info, rendered(feed, 'atom')),
  }
}

/** Strong entity tag of a body (RFC 9110, section 8.8.3), with its quotes. */
export async function makeEtag(body: string): Promise<string> {
  return `"${(await sha256(body)).slice(0, 32)}"`
}

const rendered = (entries: readonly StoredEntry[], format: 'atom' | 'json'): string[] =>
  entries.map((entry) => entry.rendered[format])

async function viewsKey(state: State, { definition, publicUrl }: PublishContext): Promise<string> {
  const { id, title, description } = definition
  const content = [RENDERING_VERSION, id, title, description, publicUrl ?? '', state.recent]
  return (await sha256(JSON.stringify(content))).slice(0, 32)
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

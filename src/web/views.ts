// The stored views as requests read them. One that is absent or of another version is rendered again from what is
// stored, and never taken for an empty one.
import type { Definition } from '../definition/definition.ts'
import type { Hidden } from '../definition/hidden.ts'
import type { Env } from '../env.ts'
import { readEntryLog } from '../publishing/entry-log.ts'
import { hiddenKey, readPack, renderViews } from '../publishing/publish.ts'
import { type RecentPack, withoutHidden } from '../publishing/recent-pack.ts'
import { type FeedFormat, type RenderedFeed, renderFeed, selectFeed } from '../publishing/render-feed.ts'
import type { LogContext } from '../publishing/render-log.ts'
import { createStore } from '../storage/store.ts'

export interface ViewReader {
  readonly env: Env
  readonly definition: Definition
  /** Version of the rule in force. */
  readonly rule: string
  /** Left out of everything that is read here. */
  readonly hidden: Hidden
}

export async function readRecentPack(reader: ViewReader): Promise<RecentPack> {
  return withoutHidden(await readWholePack(reader), reader.hidden)
}

async function readWholePack({ env, definition, rule }: ViewReader): Promise<RecentPack> {
  const store = createStore(env.KV)
  const pack = await readPack(store)
  if (pack) return pack
  const state = await store.readState(rule, new Date().toISOString())
  return (await renderViews(state, { store, definition, publicUrl: env.PUBLIC_URL })).pack
}

export interface FeedView extends Omit<RenderedFeed, 'body'> {
  readonly body: ReadableStream | RenderedFeed['body']
}

/** The feed without a filter: as it was published, passed through unread. */
export async function readFeed(reader: ViewReader, format: FeedFormat): Promise<FeedView> {
  const { env, definition, hidden } = reader
  const view = await createStore(env.KV).readView(`feed.${format}`)
  if (view && (view.hidden ?? '') === (await hiddenKey(hidden))) return view
  await view?.body.cancel()
  return renderFeed(selectFeed(await readRecentPack(reader), { definition, publicUrl: env.PUBLIC_URL }), format)
}

/** All entries in order, with what is packed of the recent ones. */
export async function readLog(reader: ViewReader): Promise<LogContext> {
  const { env, definition, hidden } = reader
  const store = createStore(env.KV)
  const whole = await readWholePack(reader)
  const log = await readEntryLog(store, whole.rows, hidden)
  return { log, store, definition, publicUrl: env.PUBLIC_URL, pack: withoutHidden(whole, hidden) }
}

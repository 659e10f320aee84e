// A feed out of the packed recent view: its head as text, its entries as the bytes they were stored in.
import type { Definition } from '../definition/definition.ts'
import type { Source } from '../definition/source.ts'
import { type Bytes, concatenate, encodeText } from './bytes.ts'
import { describeFeed, type FeedInfo } from './feed-info.ts'
import { canonicalQuery, compileFilter, describeFilter, type Filter, NO_FILTER } from './filter.ts'
import { makeEtag } from './hash.ts'
import { JSON_END, type PackRow, type RecentPack } from './recent-pack.ts'
import { ATOM_FOOT, renderAtomHead } from './render-atom.ts'
import { JSON_FEED_FOOT, renderJsonFeedHead } from './render-json-feed.ts'
import { selectFeedRows } from './select-feed-rows.ts'

export type FeedFormat = 'atom' | 'json'

export interface FeedContext {
  readonly definition: Definition
  readonly publicUrl: string | undefined
  readonly filter?: Filter
  /** For their titles, where the filter names some. */
  readonly sources?: readonly Source[]
}

/** A feed before it is written in a format. */
export interface SelectedFeed {
  readonly pack: RecentPack
  readonly info: FeedInfo
  readonly rows: readonly PackRow[]
}

export function selectFeed(pack: RecentPack, context: FeedContext): SelectedFeed {
  const { definition, publicUrl, filter = NO_FILTER, sources = [] } = context
  const rows = selectFeedRows(pack.rows, compileFilter(filter, definition), pack.words)
  const info = describeFeed(definition, rows[0]?.firstSeen ?? pack.updated, publicUrl, {
    query: canonicalQuery(filter),
    description: describeFilter(filter, definition, sources),
  })
  return { pack, info, rows }
}

export interface RenderedFeed {
  /** Strong: made of the head and the hash of every entry's bytes, which is all that goes into the body. */
  readonly etag: string
  readonly body: () => Bytes
}

export async function renderFeed({ pack, info, rows }: SelectedFeed, format: FeedFormat): Promise<RenderedFeed> {
  return assembleFeed(
    info,
    format,
    rows.map((row) => ({ bytes: pack.bytes(row, format), hash: row.hash })),
  )
}

/** @param fragments newest first, each with the hash that names it */
export async function assembleFeed(
  info: FeedInfo,
  format: FeedFormat,
  fragments: readonly { readonly bytes: Bytes; readonly hash: string }[],
): Promise<RenderedFeed> {
  const head = format === 'atom' ? renderAtomHead(info) : renderJsonFeedHead(info)
  return {
    etag: await makeEtag(head + fragments.map(({ hash }) => hash).join('\n')),
    body() {
      const entries = fragments.map(({ bytes }) => bytes)
      const [last] = entries.slice(-1)
      // The last item of a list in JSON has nothing after it.
      if (format === 'json' && last) entries[entries.length - 1] = last.subarray(0, last.length - JSON_END.length)
      return concatenate([encodeText(head), ...entries, encodeText(format === 'atom' ? ATOM_FOOT : JSON_FEED_FOOT)])
    },
  }
}

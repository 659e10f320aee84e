// The rows of the recent view: what lists, the index and counts need of the recent entries.
import type { IndexRow } from '../storage/entry-index.ts'
import type { Store } from '../storage/store.ts'
import type { RecentView } from './recent-view.ts'

/** None where the view is absent. */
export async function readRecentRows(store: Store): Promise<IndexRow[]> {
  const view = await store.readView('recent')
  return view ? toRows(await new Response(view.body).json<RecentView>()) : []
}

export function toRows({ entries }: RecentView): IndexRow[] {
  return entries.map(({ id, firstSeen, published, story, lang, terms, source, backfilled }) => {
    const row = { id, firstSeen, published, story, lang, terms, source: source.id, kind: source.kind }
    return backfilled ? { ...row, backfilled } : row
  })
}

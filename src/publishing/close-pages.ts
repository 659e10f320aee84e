// A day that brings more than the recent rows hold must not wait for maintenance to put it into the index.
import { INDEX_PAGE_ROWS, INDEX_VERSION, orderKey } from '../storage/entry-index.ts'
import type { State } from '../storage/state.ts'
import type { Store } from '../storage/store.ts'
import { readEntryLog } from './entry-log.ts'
import { SETTLED_MS } from './maintain-index.ts'
import { type PublishContext, type PublishResult, publish, readPack } from './publish.ts'

/** A tick stores up to 300 entries, and the state lists 500: with more waiting, some would be in neither. */
const WAITING_MAX = 200

/** The publish tick. */
export async function publishAndClosePages(state: State, context: PublishContext): Promise<PublishResult> {
  const result = await publish(state, context)
  try {
    if (result.kind === 'written') await closeFullPages(state, context)
  } catch (error) {
    return { kind: 'failed', reason: `pages not closed: ${error}` }
  }
  return result
}

/**
 * Closes pages between two maintenances where many entries wait for one. Lists nothing and reads no entry; writes two
 * values for each 100 entries at most.
 */
async function closeFullPages(state: State, { store, now }: { store: Store; now: number }): Promise<void> {
  const last = (await store.readIndexHead())?.last ?? ''
  if (state.recent.filter(([, firstSeen]) => firstSeen > last).length < WAITING_MAX) return
  const { head, isHeadLost, open } = await readEntryLog(store, (await readPack(store))?.rows ?? [])
  const until = new Date(now - SETTLED_MS).toISOString()
  const unsettled = open.findIndex(({ firstSeen }) => firstSeen > until)
  const settled = unsettled < 0 ? open : open.slice(0, unsettled)
  if (settled.length < WAITING_MAX || isHeadLost) return
  const starts = [...head.starts]
  let end = head.last
  for (let from = 0; from + INDEX_PAGE_ROWS <= settled.length; from += INDEX_PAGE_ROWS) {
    const page = settled.slice(from, from + INDEX_PAGE_ROWS)
    await store.writeIndexPage(starts.length + 1, page)
    starts.push(...page.slice(0, 1).map(orderKey))
    end = page.slice(-1).map(orderKey)[0] ?? end
  }
  await store.writeIndexHead({ v: INDEX_VERSION, starts, last: end })
}

// The maintenance tick, once a day in place of a publish. The only place beside a lost state that lists KV.
import { repairRecent, type State } from '../storage/state.ts'
import { addWrites } from '../storage/write-budget.ts'
import { type PublishContext, type PublishResult, republish } from './publish.ts'

/**
 * Puts right what polls at once and stale reads may have left wrong: entries that are stored but not listed in the
 * state, and views rendered from what KV showed at the time.
 */
export async function maintain(state: State, context: PublishContext): Promise<PublishResult> {
  const { store, now } = context
  const repaired = repairRecent(state, await store.listEntryRows())
  if (repaired !== state) {
    try {
      await store.writeState({ ...repaired, writes: addWrites(repaired.writes, 1, now) })
    } catch (error) {
      return { kind: 'failed', reason: String(error) }
    }
  }
  return republish(repaired, context)
}

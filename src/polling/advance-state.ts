// What a poll changes in the state. Pure.
import { compareEntries } from '../entries/entry.ts'
import { addRecent, NEAR_MISSES_MAX, type NearMiss, type SourceState, type State } from '../storage/state.ts'
import { backOffUntil } from './due.ts'
import { describeUnwritten, type Outcome, type WriteResult } from './outcome.ts'

interface AdvanceContext {
  /** Ids of the sources that are watched; the state of others is dropped. */
  readonly watched: ReadonlySet<string>
  /** The near misses of this poll, in the order they were found. */
  readonly nearMisses: readonly NearMiss[]
  readonly now: number
}

export function advanceState(
  state: State,
  outcomes: readonly Outcome[],
  result: WriteResult,
  { watched, nearMisses, now }: AdvanceContext,
): State {
  const kept = Object.entries(state.sources).filter(([id]) => watched.has(id))
  const polled = outcomes.map((outcome): [string, SourceState] => {
    const { id } = outcome.source
    return [id, advanceSource(state.sources[id], outcome, describeUnwritten(outcome, result), now)]
  })
  const added = [...result.stored.values()].sort(compareEntries).map(({ id, firstSeen }) => [id, firstSeen] as const)
  return {
    ...state,
    lastPoll: new Date(now).toISOString(),
    sources: Object.fromEntries([...kept, ...polled]),
    recent: addRecent(state.recent, added),
    nearMisses: addNearMisses(state.nearMisses, nearMisses),
  }
}

function advanceSource(
  known: SourceState | undefined,
  { source, reading }: Outcome,
  unwritten: string | undefined,
  now: number,
): SourceState {
  const at = new Date(now).toISOString()
  const before: Partial<SourceState> = known?.url === source.url ? known : {}
  const { notBefore: _, failures = 0, ...rest } = before
  const polled = { ...rest, url: source.url, lastPoll: at }
  if (reading.kind === 'failed') {
    const { reason, status, retryAfter } = reading
    return {
      ...polled,
      failures: failures + 1,
      lastError: { at, reason, ...(status !== undefined && { status }) },
      notBefore: backOffUntil(failures + 1, retryAfter, now),
    }
  }
  // The source did its part. Its validators stay where they were, so that it is read whole again.
  if (unwritten !== undefined) return { ...polled, failures, lastError: { at, reason: unwritten } }
  if (reading.kind === 'unchanged') return { ...polled, failures: 0, lastSuccess: at }
  const { etag: _etag, lastModified: _lastModified, ...fresh } = polled
  const { validators, seen: items, refused } = reading
  return { ...fresh, ...validators, failures: 0, lastSuccess: at, items, refused }
}

function addNearMisses(known: readonly NearMiss[], found: readonly NearMiss[]): readonly NearMiss[] {
  const ids = new Set(known.map(({ id }) => id))
  const added = found.filter(({ id }) => !ids.has(id) && ids.add(id))
  return added.length === 0 ? known : [...added, ...known].slice(0, NEAR_MISSES_MAX)
}

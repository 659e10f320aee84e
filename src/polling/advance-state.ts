// What a poll changes in the state. Pure.

import type { Source } from '../definition/source.ts'
import { truncateText } from '../entries/clean-text.ts'
import { compareEntries } from '../entries/entry.ts'
import { SIGNATURE_VERSION } from '../entries/story-signature.ts'
import { addRecent, NEAR_MISSES_MAX, type NearMiss, type SourceState, type State, stateOf } from '../storage/state.ts'
import { addWrites } from '../storage/write-budget.ts'
import { markHeard } from './coverage.ts'
import { backOffUntil, type FeedWishes, restUntil } from './manners.ts'
import { advanceOutages } from './outages.ts'
import { describeUnwritten, type Outcome, type WriteResult } from './outcome.ts'

interface AdvanceContext {
  /** All that are watched; the state of others is dropped. */
  readonly sources: readonly Source[]
  /** The near misses of this poll, in the order they were found. */
  readonly nearMisses: readonly NearMiss[]
  /** KV writes that this poll has made. */
  readonly writes: number
  readonly now: number
}

export function advanceState(
  state: State,
  outcomes: readonly Outcome[],
  result: WriteResult,
  { sources, nearMisses, writes, now }: AdvanceContext,
): State {
  const watched = new Set(sources.map(({ id }) => id))
  const kept = Object.entries(state.sources).filter(([id]) => watched.has(id))
  const polled = outcomes.map((outcome): [string, SourceState] => {
    const { id } = outcome.source
    return [id, advanceSource(stateOf(outcome.source, state), outcome, describeUnwritten(outcome, result), now)]
  })
  const added = [...result.stored.values()].sort(compareEntries).map(({ id, firstSeen }) => [id, firstSeen] as const)
  const after = {
    ...state,
    lastPoll: new Date(now).toISOString(),
    sources: Object.fromEntries([...kept, ...polled]),
    recent: addRecent(state.recent, added),
    stories: { v: SIGNATURE_VERSION, newest: result.newest },
    nearMisses: addNearMisses(state.nearMisses, nearMisses),
    // The state is a write as well.
    writes: addWrites(state.writes, writes + 1, now),
  }
  return { ...after, outages: advanceOutages(after, sources, now) }
}

/** A usual one has some 800. */
const NEAR_MISS_MAX_CHARS = 1_500
/** What an error of a server or of KV may say at most, so that no message fills the state. */
const REASON_MAX_CHARS = 300

function advanceSource(
  before: Partial<SourceState> = {},
  { source, reading }: Outcome,
  unwritten: string | undefined,
  now: number,
): SourceState {
  const at = new Date(now).toISOString()
  const { notBefore: _notBefore, movedTo: _movedTo, failures = 0, ...rest } = before
  const polled = { ...rest, url: source.url, since: before.since ?? at, lastPoll: at }
  if (reading.kind === 'failed') {
    const { status } = reading
    const reason = reading.reason.slice(0, REASON_MAX_CHARS)
    return {
      ...polled,
      failures: failures + 1,
      lastError: { at, reason, ...(status !== undefined && { status }) },
      notBefore: backOffUntil(failures + 1, reading, now),
    }
  }
  const { movedTo, maxAgeSeconds } = reading
  const heard = {
    ...polled,
    ...(movedTo && { movedTo }),
    failures: 0,
    lastSuccess: at,
    heard: markHeard(before.heard, now),
  }
  // The source did its part. Its validators and judged items stay as they were and it does not rest, so that what could
  // not be written is read again.
  if (unwritten !== undefined) return { ...heard, lastError: { at, reason: unwritten.slice(0, REASON_MAX_CHARS) } }
  if (reading.kind === 'unchanged') return { ...heard, ...rested(before, maxAgeSeconds, now) }
  const {
    etag: _etag,
    lastModified: _lastModified,
    validatorsFrom: _from,
    ttlMinutes: _ttl,
    skipHours: _skip,
    ...fresh
  } = heard
  const { validators, wishes, seen: items, refused, problem, judged } = reading
  const { from: validatorsFrom, ...kept } = validators
  return {
    ...fresh,
    ...kept,
    ...(validatorsFrom && { validatorsFrom }),
    ...wishes,
    ...rested(wishes, maxAgeSeconds, now),
    items,
    refused,
    judged,
    ...(problem && { problem }),
  }
}

function rested(wishes: FeedWishes, maxAgeSeconds: number | undefined, now: number): { notBefore?: string } {
  const notBefore = restUntil(wishes, maxAgeSeconds, now)
  return notBefore === undefined ? {} : { notBefore }
}

function addNearMisses(known: readonly NearMiss[], found: readonly NearMiss[]): readonly NearMiss[] {
  const ids = new Set(known.map(({ id }) => id))
  const added = found.filter(({ id }) => !ids.has(id) && ids.add(id))
  return added.length === 0 ? known : [...added.map(boundNearMiss), ...known].slice(0, NEAR_MISSES_MAX)
}

/** The log is there to be looked at; an item of unusual size loses its details rather than fill the state. */
function boundNearMiss(nearMiss: NearMiss): NearMiss {
  if (JSON.stringify(nearMiss).length <= NEAR_MISS_MAX_CHARS) return nearMiss
  const { url, title, reason } = nearMiss
  const isUsualUrl = url !== null && url.length <= NEAR_MISS_MAX_CHARS / 2
  const [shortTitle, shortReason] = [title, reason].map((text) => truncateText(text, 200)) as [string, string]
  return { ...nearMiss, title: shortTitle, reason: shortReason, url: isUsualUrl ? url : null, evidence: [] }
}

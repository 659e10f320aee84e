// What came of one source in one poll, and how a poll tells it.
import type { Source } from '../definition/source.ts'
import type { Entry } from '../entries/entry.ts'
import type { StorySignature } from '../entries/story-signature.ts'
import type { SourceReading } from './read-source.ts'

export interface Outcome {
  readonly source: Source
  readonly reading: SourceReading
  /** Its matches as entries, whether new or stored before. */
  readonly entries: readonly Entry[]
}

export interface WriteResult {
  /** Ids stored for the first time in this poll. */
  readonly fresh: ReadonlySet<string>
  /** Every matched entry that is stored now, as it is stored. */
  readonly stored: ReadonlyMap<string, Pick<Entry, 'id' | 'firstSeen' | 'published'>>
  /** Ids that could not be stored, with the reason. */
  readonly failed: ReadonlyMap<string, string>
  /** The signatures that the state is to have. */
  readonly newest: readonly StorySignature[]
  /** What else KV refused. */
  readonly problems: readonly string[]
}

export interface SourceSummary {
  readonly id: string
  readonly title: string
  readonly url: string
  readonly outcome: 'changed' | 'unchanged' | 'failed'
  readonly status?: number
  /** Items listed, how many of those not judged before matched, and how many entries were stored for the first time. */
  readonly items: number
  readonly matches: number
  readonly new: number
  readonly error?: string
}

export interface PollSummary {
  readonly startedAt: string
  readonly sources: readonly SourceSummary[]
  readonly newEntries: number
  /** Sources that had no turn because the tick's requests were used up. */
  readonly waiting: number
  /** What KV refused. */
  readonly problems?: readonly string[]
}

/** A new entry counts for the first source that listed it. */
export function summariseOutcomes(outcomes: readonly Outcome[], result: WriteResult): SourceSummary[] {
  const uncounted = new Set(result.fresh)
  return outcomes.map((outcome) => summariseOutcome(outcome, result, uncounted))
}

function summariseOutcome(outcome: Outcome, result: WriteResult, uncounted: Set<string>): SourceSummary {
  const { source, reading, entries } = outcome
  const { id, title, url } = source
  const error = reading.kind === 'failed' ? reading.reason : describeUnwritten(outcome, result)
  return {
    id,
    title,
    url,
    outcome: error !== undefined ? 'failed' : reading.kind === 'unchanged' ? 'unchanged' : 'changed',
    ...(reading.status !== undefined && { status: reading.status }),
    items: reading.kind === 'read' ? reading.seen : 0,
    matches: entries.length,
    new: entries.filter(({ id }) => uncounted.delete(id)).length,
    ...(error !== undefined && { error }),
  }
}

/** Why not all entries of the source are stored; undefined where they are. */
export function describeUnwritten({ entries }: Outcome, { failed }: WriteResult): string | undefined {
  const unwritten = entries.find(({ id }) => failed.has(id))
  return unwritten && `entry ${unwritten.id} could not be stored and will be tried again: ${failed.get(unwritten.id)}`
}

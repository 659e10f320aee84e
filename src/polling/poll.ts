// The poll tick, readable from top to bottom: due sources → what they list → entries → state.
//
// Entries are written first and the state after them, and a source's validators advance only when all its entries are
// written: stopped between any two writes, the next poll reads the same items again and finishes the work.
import type { Definition } from '../definition/definition.ts'
import type { Source } from '../definition/source.ts'
import type { Entry } from '../entries/entry.ts'
import { disputeNamespace } from '../entries/identity.ts'
import type { Matcher } from '../matching/match-result.ts'
import { applyRule, type NearMiss, type State, stateOf } from '../storage/state.ts'
import type { Store } from '../storage/store.ts'
import { advanceState } from './advance-state.ts'
import { mapAtOnce } from './at-once.ts'
import { selectAll, selectDue, TICK_REQUESTS_MAX } from './due.ts'
import type { FetchOptions, Validators } from './fetch-feed.ts'
import { makeEntry } from './make-entry.ts'
import { type Outcome, type PollSummary, summariseOutcomes } from './outcome.ts'
import { type JudgedItem, readSource, type SourceReading } from './read-source.ts'
import type { Sieve } from './sieve.ts'
import { writeEntries } from './write-entries.ts'

/** Connections that may wait for an answer at once; the platform queues more than six. */
const CONNECTIONS_MAX = 6

export interface PollContext extends FetchOptions {
  readonly store: Store
  readonly definition: Definition
  readonly matcher: Matcher
  readonly sieve: Sieve
  readonly sources: readonly Source[]
  /** The moment of the poll in milliseconds; every new entry has it as its first-seen time. */
  readonly now: number
  /** `slot`: the sources whose turn it is; `all`: every source but those left alone after a failure. */
  readonly turn: 'slot' | 'all'
  /** Gets one line per source and poll. */
  readonly log: (line: Record<string, unknown>) => void
}

/**
 * One poll. Where KV takes no writes it says so in the summary and goes on: what could not be kept is read again.
 * @throws where KV cannot be read
 */
export async function poll(context: PollContext): Promise<{ summary: PollSummary; state: State }> {
  const { store, definition, matcher, sources, now } = context
  const startedAt = new Date(now).toISOString()
  const before = await store.readState(matcher.version, startedAt)
  const isFirst = Object.keys(before.sources).length === 0
  const problems: string[] = []
  let isRuleKept = true
  if (isFirst || before.rule !== matcher.version) {
    await store.keepRule(matcher.version, definition).catch((error) => {
      isRuleKept = false
      problems.push(`rule not kept: ${error}`)
    })
  }
  const state = applyRule(before, matcher.version)

  const due = context.turn === 'slot' ? selectDue(sources, state, now) : selectAll(sources, state, now)
  const { outcomes, waiting } = await readSources(due, state, context)
  const result = await writeEntries(outcomes, state.stories.newest, context)
  problems.push(...result.problems)
  const after = advanceState(state, outcomes, result, {
    sources,
    nearMisses: outcomes.flatMap((outcome) => listNearMisses(outcome, context)),
    writes: store.writesMade(),
    now,
  })
  // A state under no rule makes the next poll keep the rule, and judge everything again.
  await store
    .writeState(isRuleKept ? after : { ...after, rule: '' })
    .catch((error) => problems.push(`state not written: ${error}`))

  const summaries = summariseOutcomes(outcomes, result)
  for (const summary of summaries) context.log({ event: 'polled', ...summary })
  for (const problem of problems) context.log({ event: 'storage problem', problem })
  const summary = { startedAt, sources: summaries, newEntries: result.fresh.size, waiting }
  return { summary: { ...summary, ...(problems.length > 0 && { problems }) }, state: after }
}

async function readSources(
  due: readonly Source[],
  state: State,
  context: PollContext,
): Promise<{ outcomes: Outcome[]; waiting: number }> {
  let requests = 0
  const read = async (source: Source): Promise<Outcome | undefined> => {
    if (requests >= TICK_REQUESTS_MAX) return undefined
    let isOutOfRequests = false
    const countedFetch: typeof fetch = async (...request) => {
      isOutOfRequests = requests >= TICK_REQUESTS_MAX
      if (isOutOfRequests) throw new Error('no request is left in this tick') // on the way through redirects
      requests++
      return context.fetch(...request)
    }
    const judged = stateOf(source, state)?.judged ?? []
    const listed = await readSource(source, validatorsOf(source, state), judged, { ...context, fetch: countedFetch })
    if (isOutOfRequests) return undefined
    const reading = doubtEmptiness(listed, source, state)
    try {
      return { source, reading, entries: listMatches(source, reading, context) }
    } catch (error) {
      // An item nobody thought of; the other sources must not pay for it.
      const { requests } = reading
      return { source, reading: { kind: 'failed', reason: `could not be read: ${error}`, requests }, entries: [] }
    }
  }
  const all = await mapAtOnce(due, CONNECTIONS_MAX, read)
  const outcomes = all.filter((outcome) => outcome !== undefined)
  return { outcomes, waiting: all.length - outcomes.length }
}

function validatorsOf(source: Source, state: State): Validators {
  const known = stateOf(source, state)
  // After a failure they may be what it fails on.
  if (!known || known.failures > 0) return {}
  const { etag, lastModified, validatorsFrom: from } = known
  return { ...(etag && { etag }), ...(lastModified && { lastModified }), ...(from && { from }) }
}

/** A feed that listed items and now lists none has gone wrong; a search that finds nothing has not. */
function doubtEmptiness(reading: SourceReading, source: Source, state: State): SourceReading {
  if (reading.kind !== 'read' || reading.seen > 0 || source.kind === 'search') return reading
  const before = stateOf(source, state)?.items ?? 0
  if (before === 0) return reading
  const { status, requests } = reading
  return { kind: 'failed', reason: `the feed lists nothing; it listed ${before} items before`, status, requests }
}

function listMatches(source: Source, reading: SourceReading, context: PollContext): Entry[] {
  return reading.kind === 'read' ? reading.matches.map((judged) => toEntry(judged, source, context)) : []
}

function listNearMisses({ source, reading }: Outcome, context: PollContext): NearMiss[] {
  if (reading.kind !== 'read') return []
  return reading.nearMisses.map((judged) => {
    const entry = toEntry(judged, source, context)
    const { id, title, url, published, firstSeen, terms, evidence, reason } = entry
    return { id, source: source.id, title, url, published, firstSeen, terms, evidence, reason }
  })
}

function toEntry({ item, match }: JudgedItem, source: Source, { definition, matcher, now }: PollContext): Entry {
  return makeEntry(item, match, { source, namespace: disputeNamespace(definition.id), rule: matcher.version, now })
}

// What a poll has to remember. One KV value, written once at the end of a poll tick.

import type { Source } from '../definition/source.ts'
import { SIGNATURE_VERSION, type StorySignature } from '../entries/story-signature.ts'
import type { Evidence } from '../matching/match-result.ts'
import { ENTRIES_PER_STORIES_WRITE, estimateWrites, type WriteCount } from './write-budget.ts'

export const STATE_VERSION = 1
export const RECENT_MAX = 500
/** Signatures in the state; with one more, all are written to a value of their own. */
export const STATE_SIGNATURES_MAX = 48
/** So many stay in the state then: a read of the other value may be too old to have them. */
export const STATE_SIGNATURES_MIN = STATE_SIGNATURES_MAX - ENTRIES_PER_STORIES_WRITE
export const NEAR_MISSES_MAX = 50
export const OUTAGES_MAX = 50

export interface SourceState {
  /** The address that the validators belong to; another address in watch/ starts afresh. */
  readonly url: string
  readonly etag?: string
  readonly lastModified?: string
  /** The address that gave the validators, where a redirect led to another one. */
  readonly validatorsFrom?: string
  /** When this address was first asked. */
  readonly since: string
  readonly lastPoll: string
  /** When it last answered as a feed. */
  readonly lastSuccess?: string
  /** The hours in which it did (see polling/coverage.ts). */
  readonly heard?: Heard
  /** The last failure, kept after recovery; `failures` tells whether it still stands. */
  readonly lastError?: { readonly at: string; readonly reason: string; readonly status?: number }
  /** Failures since the last success. */
  readonly failures: number
  /** Not to be polled before. */
  readonly notBefore?: string
  /** Items listed at the last success, and how many of them could not be read. */
  readonly items?: number
  readonly refused?: number
  /** Items listed at the last success that were judged, as polling/judged.ts names them. */
  readonly judged?: readonly string[]
  /** Why items were not read, where that needs saying. */
  readonly problem?: string
  /** What its feed asks of those who poll it, in minutes and in hours of the day (UTC). */
  readonly ttlMinutes?: number
  readonly skipHours?: readonly number[]
  /** Where permanent redirects led: the address to write into watch/. */
  readonly movedTo?: string
}

/** What is known of a source under the address it has now; undefined where it was not asked there yet. */
export function stateOf(
  { id, url }: Pick<Source, 'id' | 'url'>,
  { sources }: Pick<State, 'sources'>,
): SourceState | undefined {
  const known = sources[id]
  return known?.url === url ? known : undefined
}

/** Hours since 1970 of the last one heard, and a bit for it and each of the 47 before: bit n stands for n hours before. */
export type Heard = readonly [hour: number, bits: number]

export interface NearMiss {
  readonly id: string
  readonly source: string
  readonly title: string
  readonly url: string | null
  readonly published: string | null
  readonly firstSeen: string
  readonly terms: readonly string[]
  readonly evidence: readonly Evidence[]
  /** What was missing. */
  readonly reason: string
}

/** A time in which a source, or half of all, was not heard. What it says is written once and stays. */
export interface Outage {
  /** Id of the source, or "*" for half of all. */
  readonly subject: string
  /** Name of the source at the time; empty for half of all. */
  readonly title: string
  /** When it was found, not when it began. */
  readonly at: string
  readonly lastHeard: string | null
  /** The last reason, or the coverage. */
  readonly detail: string
  /** When it was over; left out while it lasts. */
  readonly until?: string
  readonly recovery?: string
}

/** Id and first-seen time of an entry. */
export type RecentRow = readonly [id: string, firstSeen: string]

export interface State {
  readonly v: typeof STATE_VERSION
  /** Version of the rule under which validators and judged items were collected. */
  readonly rule: string
  /** When this deployment first polled. */
  readonly since: string
  readonly lastPoll: string
  readonly sources: Readonly<Record<string, SourceState>>
  /** The newest RECENT_MAX entries, oldest first. */
  readonly recent: readonly RecentRow[]
  /** Signatures of the newest entries, in the order they were placed; more are in a value of their own. */
  readonly stories: { readonly v: number; readonly newest: readonly StorySignature[] }
  /** The last NEAR_MISSES_MAX, newest first. */
  readonly nearMisses: readonly NearMiss[]
  /** The last OUTAGES_MAX, newest first. */
  readonly outages: readonly Outage[]
  /** KV writes by polls today; what publishing wrote is counted in the views' metadata. */
  readonly writes: WriteCount
}

/** A state for the first poll, or in place of one that got lost, where `recent` holds what was found of it. */
export function createState(rule: string, now: string, recent: readonly RecentRow[] = []): State {
  const writes = estimateWrites(recent, Date.parse(now))
  const stories = { v: SIGNATURE_VERSION, newest: [] }
  const known = { since: now, lastPoll: now, sources: {}, recent, stories, nearMisses: [], outages: [], writes }
  return { v: STATE_VERSION, rule, ...known }
}

/** Under a new rule everything still listed is to be judged again, so nothing may hide it: no 304, no earlier judgement. */
export function applyRule(state: State, rule: string): State {
  if (state.rule === rule) return state
  const sources = Object.entries(state.sources).map(
    ([id, { etag: _e, lastModified: _l, validatorsFrom: _f, judged: _j, ...kept }]) => [id, kept],
  )
  return { ...state, rule, sources: Object.fromEntries(sources) }
}

/** Adds rows that are not there yet, keeps the order by first-seen time and the newest RECENT_MAX. */
export function addRecent(recent: readonly RecentRow[], added: readonly RecentRow[]): readonly RecentRow[] {
  const known = new Set(recent.map(([id]) => id))
  const fresh = added.filter(([id]) => !known.has(id))
  return fresh.length === 0 ? recent : takeRecent([...recent, ...fresh])
}

/** Puts right what polls at once or a stale read left out of `recent`: the list of the entries tells. */
export function repairRecent(state: State, listed: readonly RecentRow[]): State {
  const rows = new Map(state.recent)
  const [oldest] = state.recent
  const since = oldest && state.recent.length >= RECENT_MAX ? oldest[1] : ''
  // Of thousands that are listed few can be among the newest.
  for (const [id, firstSeen] of listed) if (firstSeen >= since || rows.has(id)) rows.set(id, firstSeen)
  const recent = takeRecent([...rows])
  const isSame =
    recent.length === state.recent.length &&
    recent.every(([id, at], i) => {
      const known = state.recent[i]
      return known?.[0] === id && known[1] === at
    })
  return isSame ? state : { ...state, recent }
}

/** The newest RECENT_MAX rows, oldest first. Rows of one moment keep the order they were given in. */
export function takeRecent(rows: readonly RecentRow[]): readonly RecentRow[] {
  return rows.toSorted(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0)).slice(-RECENT_MAX)
}

// What a poll has to remember. One KV value, written once at the end of a poll tick.
import type { Evidence } from '../matching/match-result.ts'

export const STATE_VERSION = 1
export const RECENT_MAX = 500
export const NEAR_MISSES_MAX = 50

export interface SourceState {
  /** The address that the validators belong to; another address in watch/ starts afresh. */
  readonly url: string
  readonly etag?: string
  readonly lastModified?: string
  readonly lastPoll: string
  readonly lastSuccess?: string
  /** The last failure, kept after recovery; `failures` tells whether it still stands. */
  readonly lastError?: { readonly at: string; readonly reason: string; readonly status?: number }
  /** Failures since the last success. */
  readonly failures: number
  /** Not to be polled before. */
  readonly notBefore?: string
  /** Items listed at the last success, and how many of them could not be read. */
  readonly items?: number
  readonly refused?: number
}

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

/** Id and first-seen time of an entry. */
export type RecentRow = readonly [id: string, firstSeen: string]

export interface State {
  readonly v: typeof STATE_VERSION
  /** Version of the rule under which the validators were collected. */
  readonly rule: string
  /** When this deployment first polled. */
  readonly since: string
  readonly lastPoll: string
  readonly sources: Readonly<Record<string, SourceState>>
  /** The newest RECENT_MAX entries, oldest first. */
  readonly recent: readonly RecentRow[]
  /** The last NEAR_MISSES_MAX, newest first. */
  readonly nearMisses: readonly NearMiss[]
}

export function createState(rule: string, now: string, recent: readonly RecentRow[] = []): State {
  return { v: STATE_VERSION, rule, since: now, lastPoll: now, sources: {}, recent, nearMisses: [] }
}

/** Under a new rule everything still listed is to be judged again: validators would hide it behind a 304. */
export function applyRule(state: State, rule: string): State {
  if (state.rule === rule) return state
  const sources = Object.entries(state.sources).map(([id, { etag: _e, lastModified: _l, ...kept }]) => [id, kept])
  return { ...state, rule, sources: Object.fromEntries(sources) }
}

/** Adds rows that are not there yet, keeps the order by first-seen time and the newest RECENT_MAX. */
export function addRecent(recent: readonly RecentRow[], added: readonly RecentRow[]): readonly RecentRow[] {
  const known = new Set(recent.map(([id]) => id))
  const fresh = added.filter(([id]) => !known.has(id))
  if (fresh.length === 0) return recent
  // A stable sort: rows of one moment keep the order they were given in.
  const rows = [...recent, ...fresh].sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0))
  return rows.slice(-RECENT_MAX)
}

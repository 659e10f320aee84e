// Outages: a source that is not heard for a day, or half of all that are not heard for two hours. Pure.
import type { Source } from '../definition/source.ts'
import { OUTAGES_MAX, type Outage, type SourceState, type State, stateOf } from '../storage/state.ts'
import { describeCoverage, measureCoverage } from './coverage.ts'
import { POLL_TICK_MINUTES, slotCount } from './due.ts'

const HOUR_MS = 3_600_000
export const SOURCE_OUTAGE_MS = 24 * HOUR_MS
export const HALF_OUTAGE_MS = 2 * HOUR_MS

/** Stands for "half of all sources" where an outage names its source. No source can have this id. */
export const HALF = '*'

const DETAIL_MAX_CHARS = 600

/** The log after a poll: outages that begin are added, those that are over get their end; the newest first. */
export function advanceOutages(state: State, sources: readonly Source[], now: number): readonly Outage[] {
  const at = new Date(now).toISOString()
  const watched = new Set([HALF, ...sources.map(({ id }) => id)])
  // A source that is watched no longer cannot be heard again.
  let log = state.outages.filter(({ subject, until }) => until !== undefined || watched.has(subject))

  const close = (subject: string, recovery?: string): void => {
    log = log.map((outage) =>
      outage.subject === subject && outage.until === undefined
        ? { ...outage, until: at, ...(recovery && { recovery: recovery.slice(0, DETAIL_MAX_CHARS) }) }
        : outage,
    )
  }
  const open = (subject: string, begun: Omit<Outage, 'subject' | 'at'>): void => {
    if (log.some((outage) => outage.subject === subject && outage.until === undefined)) return
    log = [{ subject, at, ...begun, detail: begun.detail.slice(0, DETAIL_MAX_CHARS) }, ...log]
  }

  for (const source of sources) {
    const known = stateOf(source, state)
    if (!known || now - lastHeard(known) < SOURCE_OUTAGE_MS) close(source.id)
    else open(source.id, { title: source.title, lastHeard: known.lastSuccess ?? null, detail: reasonOf(known) })
  }

  // Where many sources share the ticks, a turn of each takes longer than two hours.
  const patience = Math.max(HALF_OUTAGE_MS, 2 * slotCount(sources.length) * POLL_TICK_MINUTES * 60_000)
  const unheard = sources
    .map((source) => stateOf(source, state))
    .filter((known) => known && now - lastHeard(known) >= patience)
  // From the next full hour on: the hour in which they fell silent is one in which they were heard.
  const since = (Math.floor((now - patience) / HOUR_MS) + 1) * HOUR_MS
  const coverage = describeCoverage(measureCoverage(sources, state, since, now))
  if (unheard.length * 2 < sources.length) close(HALF, coverage)
  else open(HALF, { title: '', lastHeard: null, detail: coverage })
  return log.slice(0, OUTAGES_MAX)
}

function lastHeard({ lastSuccess, since }: SourceState): number {
  return Date.parse(lastSuccess ?? since)
}

function reasonOf({ failures, lastError }: SourceState): string {
  return failures > 0 && lastError ? lastError.reason : 'it was not asked'
}

// What the status page says of each source.
import type { Source } from '../../definition/source.ts'
import { COVERAGE_HOURS, listHours } from '../../polling/coverage.ts'
import { nextDue } from '../../polling/due.ts'
import type { PackRow } from '../../publishing/recent-pack.ts'
import { type SourceState, type State, stateOf } from '../../storage/state.ts'
import type { SourceRow } from './status.tsx'
import { countOf, dateAndTime } from './words.ts'

const HOUR_MS = 3_600_000
const GONE = 410

/** @param rows of the recent entries, newest first */
export function describeSources(
  sources: readonly Source[],
  state: State,
  rows: readonly PackRow[],
  now: number,
): SourceRow[] {
  const since = (Math.floor(now / HOUR_MS) - COVERAGE_HOURS + 1) * HOUR_MS
  return sources.map((source) => {
    const { id, title, kind, lang } = source
    const known = stateOf(source, state)
    return {
      id,
      title,
      kind,
      lang,
      lastSuccess: known?.lastSuccess ?? null,
      lastMatch: rows.find((row) => row.source === id)?.firstSeen ?? null,
      trouble: known && sayTrouble(known, now),
      nextDue: new Date(nextDue(source, sources, state, now)).toISOString(),
      items: known?.items ?? null,
      hours: known
        ? hideBefore(known.since, listHours(known.heard, { since, until: now }), since)
        : ' '.repeat(COVERAGE_HOURS),
    }
  })
}

/** Of the hours before the source was asked for the first time nothing is known. */
function hideBefore(first: string, hours: string, since: number): string {
  const unknown = Math.floor((Date.parse(first) - since) / HOUR_MS)
  return unknown > 0 ? ' '.repeat(unknown) + hours.slice(unknown) : hours
}

/** What is wrong with a source, and what to do where something can be done; undefined where nothing is. */
function sayTrouble(known: SourceState, now: number): string | undefined {
  const { failures, lastError, movedTo, refused, problem } = known
  if (failures > 0 && lastError) {
    if (lastError.status === GONE) {
      return 'gone for good, says its server (410): it is asked once a week. Take it out of the sources.'
    }
    const often = failures > 1 ? `${failures} times in a row, the last time` : 'once,'
    return `cannot be read: ${lastError.reason} (${often} ${dateAndTime(lastError.at, now)}).`
  }
  if (movedTo) return `has moved: write its new address into the sources, ${movedTo}`
  if (refused || problem) return `${countOf(refused ?? 0, 'item')} could not be read${problem ? `: ${problem}` : ''}.`
  return undefined
}

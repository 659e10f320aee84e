// What /api/coverage says: which sources were heard in a window.
import type { Source } from '../definition/source.ts'
import { COVERAGE_HOURS, describeCoverage, listHours, measureCoverage } from '../polling/coverage.ts'
import { type State, stateOf } from '../storage/state.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export const SINCE_ALLOWED = `a time of the last ${COVERAGE_HOURS} hours, as in 2026-07-08T09:00Z, or an hour of the last day in UTC, as in 09:00`

/** @returns milliseconds, a day ago where nothing is asked for; undefined where it is not SINCE_ALLOWED */
export function readSince(since: string | undefined, now: number): number | undefined {
  if (since === undefined) return now - DAY_MS
  const time = readTime(since, now)
  return time !== undefined && time <= now && time >= now - COVERAGE_HOURS * HOUR_MS ? time : undefined
}

function readTime(text: string, now: number): number | undefined {
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) {
    const today = Date.parse(`${new Date(now).toISOString().slice(0, 10)}T${text}Z`)
    return today <= now ? today : today - DAY_MS
  }
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text)) return undefined
  const time = Date.parse(text)
  return Number.isNaN(time) ? undefined : time
}

export function answerCoverage(state: State, sources: readonly Source[], since: number, now: number) {
  const coverage = measureCoverage(sources, state, since, now)
  const heard = new Set(coverage.heard)
  return {
    sentence: describeCoverage(coverage),
    since: new Date(coverage.since).toISOString(),
    until: new Date(now).toISOString(),
    /** Nothing is known of the time before. */
    recordsSince: Object.keys(state.sources).length > 0 ? state.since : null,
    heard: heard.size,
    of: sources.length,
    sources: sources.map((source) => {
      const { id, title } = source
      const known = stateOf(source, state)
      return {
        id,
        title,
        heard: heard.has(source),
        lastSuccess: known?.lastSuccess ?? null,
        hours: listHours(known?.heard, coverage),
      }
    }),
  }
}

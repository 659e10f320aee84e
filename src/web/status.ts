// What /api/status says. Ages are computed at request time.
import type { Definition } from '../definition/definition.ts'
import type { Source } from '../definition/source.ts'
import { describeCoverage, measureCoverage } from '../polling/coverage.ts'
import { nextDue } from '../polling/due.ts'
import { countWrites, VIEW_NAMES, type ViewMarks } from '../publishing/publish.ts'
import { type SourceState, type State, stateOf } from '../storage/state.ts'
import { mayWriteViews } from '../storage/write-budget.ts'

const DAY_MS = 86_400_000

interface StatusContext {
  readonly definition: Definition
  readonly sources: readonly Source[]
  readonly rule: string
  readonly marks: ViewMarks
  /** What the views would carry if they were written now. */
  readonly viewsKey: string
  readonly writesPerDay: number
  readonly now: number
}

export function describeStatus(state: State, context: StatusContext) {
  const { definition, sources, rule, marks, viewsKey, writesPerDay, now } = context
  const polled = Object.keys(state.sources).length > 0
  const lastPublish = VIEW_NAMES.map((name) => marks[name]?.at ?? null).sort()[0] ?? null
  const isPublished = VIEW_NAMES.every((name) => marks[name]?.key === viewsKey)
  const used = countWrites(state, marks, now)
  const mayPublish = mayWriteViews(used, VIEW_NAMES.length, writesPerDay, now)
  return {
    dispute: { id: definition.id, title: definition.title },
    rule,
    since: polled ? state.since : null,
    lastPoll: polled ? state.lastPoll : null,
    lastPollAgeSeconds: polled ? ageSeconds(state.lastPoll, now) : null,
    // The views are written when there is something new: an old one is fine as long as it is current.
    lastPublish,
    lastPublishAgeSeconds: lastPublish ? ageSeconds(lastPublish, now) : null,
    isPublished,
    coverage: describeCoverage(measureCoverage(sources, state, now - DAY_MS, now)),
    writes: {
      day: new Date(now).toISOString().slice(0, 10),
      used: used.polls + used.views,
      limit: writesPerDay,
      publishing: mayPublish ? 'runs' : 'waits for 00:00 UTC, so that entries can still be written',
    },
    newestEntry: state.recent.at(-1)?.[1] ?? null,
    sources: sources.map((source) => {
      const { id, title, url, kind, lang } = source
      const known = stateOf(source, state)
      return {
        id,
        title,
        url,
        kind,
        lang,
        lastPoll: known?.lastPoll ?? null,
        lastSuccess: known?.lastSuccess ?? null,
        lastError: known?.lastError ?? null,
        failures: known?.failures ?? 0,
        condition: conditionOf(known),
        movedTo: known?.movedTo ?? null,
        nextDue: new Date(nextDue(source, sources, state, now)).toISOString(),
        items: known?.items ?? null,
        refused: known?.refused ?? null,
        problem: known?.problem ?? null,
      }
    }),
  }
}

/** In words that tell what to do. */
function conditionOf(known: SourceState | undefined): string {
  if (!known) return 'not asked yet'
  if (known.failures > 0) {
    return known.lastError?.status === 410 ? 'parked: gone for good, asked again once a week; remove it' : 'failing'
  }
  return known.movedTo ? `moved: update the address to ${known.movedTo}` : 'heard'
}

/** Never below 0, although a clock may have gone back. */
function ageSeconds(time: string, now: number): number {
  return Math.max(0, Math.round((now - Date.parse(time)) / 1000))
}

// What /api/status says. Ages are computed at request time.
import type { Definition } from '../definition/definition.ts'
import type { Source } from '../definition/source.ts'
import { nextDue } from '../polling/due.ts'
import type { State } from '../storage/state.ts'

interface StatusContext {
  readonly definition: Definition
  readonly sources: readonly Source[]
  readonly rule: string
  readonly now: number
}

export function describeStatus(state: State, { definition, sources, rule, now }: StatusContext) {
  const polled = Object.keys(state.sources).length > 0
  return {
    dispute: { id: definition.id, title: definition.title },
    rule,
    since: polled ? state.since : null,
    lastPoll: polled ? state.lastPoll : null,
    lastPollAgeSeconds: polled ? Math.round((now - Date.parse(state.lastPoll)) / 1000) : null,
    newestEntry: state.recent.at(-1)?.[1] ?? null,
    sources: sources.map((source) => {
      const { id, title, url, kind, lang } = source
      const known = state.sources[id]?.url === url ? state.sources[id] : undefined
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
        nextDue: new Date(nextDue(source, sources, state, now)).toISOString(),
        items: known?.items ?? null,
        refused: known?.refused ?? null,
      }
    }),
  }
}

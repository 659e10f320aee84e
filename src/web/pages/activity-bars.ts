// The counts of days → the bars of the chart. What maintenance has counted is taken from it, the days since then are
// counted from the recent entries. A day of which nothing was seen and too little heard is unknown.
import type { Definition } from '../../definition/definition.ts'
import { findTerm } from '../../definition/look-up.ts'
import type { Source } from '../../definition/source.ts'
import { shareHeard } from '../../polling/coverage.ts'
import { countDays, dayOf } from '../../publishing/activity.ts'
import { COVERAGE_ENOUGH, describeLevel, isDayHeard } from '../../publishing/describe-level.ts'
import type { PackRow } from '../../publishing/recent-pack.ts'
import type { Activity as CountedDays, DayCounts } from '../../storage/activity.ts'
import { RECENT_MAX, type State } from '../../storage/state.ts'
import { type Activity, type Bar, TOPICS_MAX } from './activity-chart.tsx'
import { termsIn } from './story-list.tsx'
import { shortDay, shortMonth } from './words.ts'

const DAY_MS = 86_400_000
const DAYS_SHOWN = 30
const MONTHS_SHOWN = 12

export interface ActivityContext {
  readonly definition: Definition
  readonly sources: readonly Source[]
  readonly state: State
  /** Undefined before the first maintenance. */
  readonly counted: CountedDays | undefined
  /** Of the recent entries, newest first. */
  readonly rows: readonly PackRow[]
  readonly now: number
}

interface Span {
  readonly label: string
  /** Days, "2026-07-08": the first, and the first after the last. */
  readonly from: string
  readonly until: string
}

export function makeActivity(context: ActivityContext, months: boolean): Activity {
  const { definition, sources, state, counted, now } = context
  const today = dayOf(now)
  const tomorrow = nextDay(today)
  const spans = months ? listMonths(now) : listDays(now)
  const recent = countRecent(context)
  const known = new Map([...Object.entries(counted?.days ?? {}), ...Object.entries(recent)])
  const isHeard = (day: string): boolean =>
    counted && day <= counted.until
      ? isDayHeard(counted, day)
      : (shareHeard(sources, state, day, now) ?? 0) >= COVERAGE_ENOUGH

  const parts = spans.map(({ from, until }) => ({ days: [...eachDay(from, until < tomorrow ? until : tomorrow)] }))
  const counts = parts.map(({ days }) => days.flatMap((day) => known.get(day) ?? []))
  const { topics, mentionsOf } = chooseTopics(counts.flat(), definition)
  const bars = spans.map(({ label, from, until }, index): Bar => {
    const days = counts[index] ?? []
    const stories = days.reduce((sum, day) => sum + day.stories, 0)
    const isKnown = stories > 0 || (parts[index]?.days.some(isHeard) ?? false)
    return {
      label,
      stories: isKnown ? stories : null,
      mentions: mentionsOf(days),
      path: `/?since=${from}&until=${until}`,
    }
  })
  const level = describeLevel(counted, { day: today, stories: known.get(today)?.stories ?? 0 })
  return { title: months ? 'Stories a month' : 'Stories a day', topics, bars, level: `${level.words}.` }
}

/** The days after those that maintenance has counted, as far back as the recent entries are all there are. */
function countRecent({ counted, rows }: ActivityContext): Readonly<Record<string, DayCounts>> {
  const oldest = rows.length >= RECENT_MAX ? rows[RECENT_MAX - 1]?.firstSeen.slice(0, 10) : undefined
  const from = [counted ? nextDay(counted.until) : '', oldest ? nextDay(oldest) : ''].sort().at(-1) ?? ''
  return countDays(rows.filter(({ firstSeen }) => firstSeen >= from))
}

/** The topics named most often; the rest go together where there are more. */
function chooseTopics(days: readonly DayCounts[], definition: Definition) {
  const totals = countTerms(days)
  const named = termsIn('topic', [...totals.keys()], definition)
    .map(({ id }) => id)
    .sort((a, b) => (totals.get(b) ?? 0) - (totals.get(a) ?? 0))
  const shown = named.length > TOPICS_MAX ? named.slice(0, TOPICS_MAX - 1) : named
  const others = named.slice(shown.length)
  const label = (id: string): string => findTerm(definition, id)?.label ?? id
  return {
    topics: [...shown.map(label), ...(others.length > 0 ? ['other'] : [])],
    mentionsOf(some: readonly DayCounts[]): number[] {
      const counts = countTerms(some)
      const of = (id: string): number => counts.get(id) ?? 0
      return [...shown.map(of), ...(others.length > 0 ? [others.reduce((sum, id) => sum + of(id), 0)] : [])]
    },
  }
}

function countTerms(days: readonly DayCounts[]): Map<string, number> {
  const totals = new Map<string, number>()
  for (const { terms } of days) {
    for (const [id, count] of Object.entries(terms)) totals.set(id, (totals.get(id) ?? 0) + count)
  }
  return totals
}

function listDays(now: number): Span[] {
  return Array.from({ length: DAYS_SHOWN }, (_, index) => {
    const day = dayOf(now - (DAYS_SHOWN - 1 - index) * DAY_MS)
    return { label: shortDay(day, now), from: day, until: nextDay(day) }
  })
}

function listMonths(now: number): Span[] {
  const today = new Date(now)
  const first = (back: number): string => dayOf(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1))
  return Array.from({ length: MONTHS_SHOWN }, (_, index) => {
    const back = MONTHS_SHOWN - 1 - index
    return { label: shortMonth(first(back)), from: first(back), until: first(back - 1) }
  })
}

function* eachDay(from: string, until: string): Iterable<string> {
  for (let day = from; day < until; day = nextDay(day)) yield day
}

const nextDay = (day: string): string => dayOf(Date.parse(day) + DAY_MS)

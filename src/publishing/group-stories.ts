// Entries → stories: the reports of one event together.
import { compareEntries, type Entry } from '../entries/entry.ts'
import type { Card } from './card.ts'

export interface Story {
  readonly id: string
  readonly first: Card
  /** All reports given, oldest first. */
  readonly reports: readonly Card[]
  /** First-seen time of the first report, and of the last. */
  readonly firstSeen: string
  readonly lastSeen: string
  /** Who carried it, in the order they did. */
  readonly outlets: readonly string[]
  /** Of any report, in the order they came up. */
  readonly terms: readonly string[]
}

/** @returns newest story first, by first report; filtered cards give what is left of each story */
export function groupStories(cards: Iterable<Card>): Story[] {
  return groupReports(cards)
    .map(makeStory)
    .sort((a, b) => compareEntries(b.first, a.first))
}

type Report = Pick<Entry, 'id' | 'story' | 'published' | 'firstSeen'>
type AtLeastOne<T> = [T, ...T[]]

/** The reports of each story, oldest first. */
export function groupReports<R extends Report>(reports: Iterable<R>): AtLeastOne<R>[] {
  const stories = new Map<string, AtLeastOne<R>>()
  for (const report of Array.from(reports).sort(compareEntries)) {
    const known = stories.get(report.story)
    if (known) known.push(report)
    else stories.set(report.story, [report])
  }
  return [...stories.values()]
}

function makeStory(reports: AtLeastOne<Card>): Story {
  const [first] = reports
  return {
    id: first.story,
    first,
    reports,
    firstSeen: first.firstSeen,
    lastSeen: (reports.at(-1) ?? first).firstSeen,
    outlets: [...new Set(reports.map(({ outlet, source }) => outlet ?? source.title))],
    terms: [...new Set(reports.flatMap(({ terms }) => terms))],
  }
}

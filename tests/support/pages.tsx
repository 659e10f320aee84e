/** The pages as text, with what a test is not about filled in. */
import { definition } from '../../samples/definition.ts'
import type { Source } from '../../src/definition/source.ts'
import type { Entry } from '../../src/entries/entry.ts'
import type { Coverage } from '../../src/polling/coverage.ts'
import { type Card, makeCard } from '../../src/publishing/card.ts'
import { NO_FILTER } from '../../src/publishing/filter.ts'
import { groupStories } from '../../src/publishing/group-stories.ts'
import { HomePage, type HomeProps } from '../../src/web/pages/home.tsx'
import { makeTestEntry } from './make-entry.ts'

export const NOW = Date.UTC(2026, 6, 8, 15)
export const SOURCES: readonly Source[] = [
  { id: 'a', title: 'Outlet', url: 'https://feeds.example/rss', lang: 'en', country: 'TR', kind: 'press' },
  { id: 'b', title: 'Register', url: 'https://feeds.example/official', lang: 'tr', kind: 'official' },
]

export function makeCoverage(heard: number, of: number): Coverage {
  const sources = Array.from({ length: of }, (_, i) => ({ ...SOURCES[0], title: `Outlet ${i + 1}` }) as Source)
  return { since: NOW - 24 * 3_600_000, until: NOW, heard: sources.slice(0, heard), notHeard: sources.slice(heard) }
}

export function makeTestCard(part: Partial<Entry> = {}): Card {
  return makeCard(makeTestEntry(part))
}

/** Home with the stories of some cards. */
export function renderHome(cards: readonly Card[], part: Partial<HomeProps> = {}): string {
  const stories = groupStories(cards)
  return `${HomePage({
    definition,
    sources: SOURCES,
    coverage: makeCoverage(2, 2),
    filter: NO_FILTER,
    shown: {},
    selected: { stories, count: stories.length },
    polledSince: '2026-07-01T00:00:00.000Z',
    nextPoll: '2026-07-08T15:10:00.000Z',
    now: NOW,
    ...part,
  })}`
}

/** What a reader sees, roughly: no tags, single spaces. */
export function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
}

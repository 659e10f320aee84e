import { expect, test } from 'vitest'
import { definition } from '../../samples/definition.ts'
import type { Entry } from '../../src/entries/entry.ts'
import {
  canonicalQuery,
  compileFilter,
  describeFilter,
  type Filter,
  matchesFilter,
  NO_FILTER,
} from '../../src/publishing/filter.ts'
import { describeEntry, listEntryWords } from '../../src/publishing/recent-pack.ts'
import { makeTestEntry } from '../support/make-entry.ts'

const entry = makeTestEntry({
  title: "Ankara: S-400'lerin geleceği ve YAPTIRIM tehdidi",
  summary: 'Ministry of Foreign Affairs (МИД): санкции. İstanbul, 12 May.',
  lang: 'tr-TR',
  terms: ['s-400', 'turkey', 'denies'],
})

function matches(part: Partial<Filter>, of: Entry = entry): boolean {
  return matchesFilter(compileFilter({ ...NO_FILTER, ...part }, definition), describeEntry(of), () =>
    listEntryWords(of),
  )
}

test.each<[Partial<Filter>, boolean]>([
  [{}, true],
  [{ view: 'all' }, true],
  // Within a facet any, across facets all.
  [{ terms: ['s-400'] }, true],
  [{ terms: ['f-35'] }, false],
  [{ terms: ['s-400', 'f-35'] }, true],
  [{ terms: ['s-400', 'denies'] }, true],
  [{ terms: ['f-35', 'denies'] }, false],
  [{ terms: ['s-400', 'f-35', 'threatens'] }, false],
  [{ sources: ['a'] }, true],
  [{ sources: ['b', 'a'] }, true],
  [{ sources: ['b'] }, false],
  [{ kinds: ['press', 'official'] }, true],
  [{ kinds: ['official'] }, false],
  [{ langs: ['tr'] }, true],
  [{ langs: ['tr-TR'] }, true],
  [{ langs: ['t'] }, false],
  [{ langs: ['en', 'ru'] }, false],
  [{ since: '2026-07-08T12:00:00.000Z' }, true],
  [{ since: '2026-07-08T12:00:00.001Z' }, false],
  [{ until: '2026-07-08T12:00:00.000Z' }, false],
  [{ until: '2026-07-08T12:00:00.001Z' }, true],
  [{ publishedSince: '2026-07-08T10:00:00.000Z' }, true],
  [{ publishedSince: '2026-07-08T10:00:00.001Z' }, false],
  [{ q: 'Yaptırım' }, true],
  [{ q: 'YAPTIRIM' }, true],
  [{ q: 'yaptirim' }, true],
  [{ q: 'yaptırımlar' }, false],
  [{ q: 'aptırım' }, false],
  [{ q: 'istanbul GELECEGI' }, true],
  [{ q: 'istanbul izmir' }, false],
  [{ q: 'САНКЦ мид' }, true],
  [{ q: 'S-400' }, true],
  [{ q: 's400' }, true],
  [{ q: 'S 400' }, true],
  [{ q: 'С-400' }, true],
  [{ q: 'S-300' }, false],
  [{ q: '"foreign affairs"' }, true],
  [{ q: 'may 12' }, true],
  [{ kinds: ['press'], terms: ['s-400'], q: 'ankara', langs: ['en'] }, false],
])('%j: %s', (filter, expected) => {
  expect(matches(filter)).toBe(expected)
})

test('without a date nothing was published since', () => {
  expect(matches({ publishedSince: '2000-01-01T00:00:00.000Z' }, { ...entry, published: null })).toBe(false)
})

test.each(['S-400', 'S400', 'S 400', 'С-400', "S-400'ler", 'S‑400'])(
  '%s is found as S-400, S400 and S 400',
  (title) => {
    const of = makeTestEntry({ title, summary: '' })
    for (const q of ['S-400', 's400', 'S 400', 'С-400']) expect(matches({ q }, of)).toBe(true)
  },
)

test('filters that ask the same have one query, none for nothing', () => {
  expect(canonicalQuery(NO_FILTER)).toBe('')
  expect(canonicalQuery({ ...NO_FILTER, view: 'all' })).toBe('view=all')
  const filter: Filter = {
    terms: ['s-400', 'denies'],
    sources: ['b', 'a'],
    kinds: ['official'],
    langs: ['tr'],
    since: '2026-07-08T00:00:00.000Z',
    q: 'Yaptırım  S-400',
    view: 'all',
  }
  expect(canonicalQuery(filter)).toBe(
    'kind=official&lang=tr&q=s400+yaptirim&since=2026-07-08T00%3A00%3A00.000Z&source=a&source=b&term=denies&term=s-400&view=all',
  )
  const same = { ...filter, terms: ['denies', 's-400', 'denies'], sources: ['a', 'b'], q: 'yaptırım s400' }
  expect(canonicalQuery(same)).toBe(canonicalQuery(filter))
})

test('a filter in words', () => {
  const sources = [{ id: 'a', title: 'Outlet', url: 'https://a.example/', lang: 'tr', kind: 'press' as const }]
  expect(describeFilter(NO_FILTER, definition, sources)).toBe('')
  expect(describeFilter({ ...NO_FILTER, view: 'all' }, definition, sources)).toBe('every report')
  expect(
    describeFilter(
      {
        terms: ['s-400', 'denies', 'f-35'],
        sources: ['a', 'gone'],
        kinds: ['press', 'official'],
        langs: ['tr', 'en-GB'],
        since: '2026-07-08T09:30:00.000Z',
        until: '2026-07-09T00:00:00.000Z',
        publishedSince: '2026-07-01T00:00:00.000Z',
        q: ' Ankara  talks ',
        view: 'all',
      },
      definition,
      sources,
    ),
  ).toBe(
    'F-35 or S-400; denies; official sources or press; Outlet or gone; in Turkish or en-GB; first seen from 2026-07-08 09:30 UTC; ' +
      'first seen before 2026-07-09 00:00 UTC; published from 2026-07-01 00:00 UTC; with the words “Ankara talks”; every report',
  )
})

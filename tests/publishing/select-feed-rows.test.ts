import { expect, test } from 'vitest'
import { definition } from '../../samples/definition.ts'
import { compareEntries } from '../../src/entries/entry.ts'
import { compileFilter, type Filter, NO_FILTER } from '../../src/publishing/filter.ts'
import type { PackRow } from '../../src/publishing/recent-pack.ts'
import { selectFeedRows } from '../../src/publishing/select-feed-rows.ts'
import { makeRow } from '../support/pack-rows.ts'

const NOW = Date.UTC(2026, 6, 8)
const at = (hoursAgo: number) => new Date(NOW - hoursAgo * 3_600_000).toISOString()
const select = (rows: readonly PackRow[], filter: Partial<Filter> = {}) =>
  selectFeedRows(
    rows.toSorted((a, b) => compareEntries(b, a)),
    compileFilter({ ...NO_FILTER, ...filter }, definition),
    () => ' words',
  )
const idsOf = (rows: readonly PackRow[]) => rows.map(({ id }) => id)

test('the window: 48 hours, at least 100, at most 300, newest first, nothing backfilled', () => {
  const make = (count: number, hoursAgo: (i: number) => number) =>
    Array.from({ length: count }, (_, i) => makeRow({ id: `id-${i}`, firstSeen: at(hoursAgo(i)) }))
  expect(select(make(150, (i) => i * 24))).toHaveLength(100)
  expect(select(make(200, () => 1))).toHaveLength(200)
  expect(select(make(500, () => 1))).toHaveLength(300)
  expect(select(make(250, (i) => i / 2))).toHaveLength(100)
  expect(select(make(250, (i) => i / 3))).toHaveLength(145)
  expect(idsOf(select(make(3, (i) => i).toReversed()))).toEqual(['id-0', 'id-1', 'id-2'])
  expect(select([makeRow({ id: 'old', backfilled: true })], { view: 'all' })).toEqual([])
})

const STORY = [
  makeRow({ id: 'a', firstSeen: at(9), terms: ['s-400'] }),
  makeRow({ id: 'b', story: 'a', firstSeen: at(8), kind: 'agency', terms: ['s-400', 'denies'] }),
  makeRow({ id: 'c', story: 'a', firstSeen: at(7), kind: 'official', terms: ['denies'] }),
  makeRow({ id: 'd', story: 'a', firstSeen: at(6), kind: 'official' }),
  makeRow({ id: 'e', story: 'a', firstSeen: at(5) }),
]
const OFFICIAL_STORY = [
  makeRow({ id: 'f', firstSeen: at(4), kind: 'official' }),
  makeRow({ id: 'g', story: 'f', firstSeen: at(3), kind: 'official' }),
]

test('a story is its first report, and the first official one where that is not official', () => {
  expect(idsOf(select([...STORY, ...OFFICIAL_STORY]))).toEqual(['f', 'c', 'a'])
  expect(idsOf(select([...STORY, ...OFFICIAL_STORY], { view: 'all' }))).toEqual(['g', 'f', 'e', 'd', 'c', 'b', 'a'])
})

test('a report that comes later adds nothing, unless it is the first official one', () => {
  const seen = STORY.map((_, n) => idsOf(select(STORY.slice(0, n + 1))))
  expect(seen).toEqual([['a'], ['a'], ['c', 'a'], ['c', 'a'], ['c', 'a']])
})

test('entries are filtered first, then grouped', () => {
  expect(idsOf(select(STORY, { terms: ['denies'] }))).toEqual(['c', 'b'])
  expect(idsOf(select(STORY, { kinds: ['official'] }))).toEqual(['c'])
  expect(idsOf(select(STORY, { kinds: ['press'] }))).toEqual(['a'])
  expect(select(STORY, { q: 'nothing' })).toEqual([])
})

test('where the first report is of years ago, the first new one stands for the story', () => {
  const [first, ...rest] = STORY.map((row) => ({ ...row, kind: 'press' as const }))
  expect(idsOf(select([{ ...(first as PackRow), backfilled: true }, ...rest]))).toEqual(['b'])
})

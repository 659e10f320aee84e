import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareEntries } from '../../src/entries/entry.ts'
import type { PackRow } from '../../src/publishing/recent-pack.ts'
import { selectRecent as select } from '../../src/publishing/select-recent.ts'
import { RECENT_MAX } from '../../src/storage/state.ts'
import { makeRow } from '../support/pack-rows.ts'

const START = Date.UTC(2026, 0, 1)
const row = (n: number, part: Partial<PackRow> = {}): PackRow =>
  makeRow({ id: `id-${n}`, firstSeen: new Date(START + n * 60_000).toISOString(), terms: ['s-400'], ...part })
const rows = (count: number, from = 0): PackRow[] => Array.from({ length: count }, (_, n) => row(from + n))
const selectRecent = (rows: readonly PackRow[]) => select(rows.toSorted((a, b) => compareEntries(b, a)))
const idsOf = (rows: readonly PackRow[]) => rows.map(({ id }) => id)

test('up to 500 all are kept, newest first; of more the newest', () => {
  const all = rows(RECENT_MAX)
  expect(selectRecent(all)).toEqual(all.toReversed())
  expect(idsOf(selectRecent(rows(700)))).toEqual(idsOf(rows(RECENT_MAX, 200).toReversed()))
})

test('beyond them the newest 20 of each term and kind', () => {
  const rare = Array.from({ length: 30 }, (_, n) => row(n, { terms: ['s-400', 'caatsa'], kind: 'official' }))
  const press = Array.from({ length: 30 }, (_, n) => row(30 + n, { terms: ['caatsa'] }))
  const kept = selectRecent([...rare, ...press, ...rows(600, 60)])
  expect(kept).toHaveLength(540)
  expect(idsOf(kept.filter(({ kind }) => kind === 'official'))).toEqual(idsOf(rare.slice(10).toReversed()))
  expect(idsOf(kept.slice(500, 520))).toEqual(idsOf(press.slice(10).toReversed()))
})

test('earlier reports of a kept one stay with it, later ones need not', () => {
  const story = [0, 1, 2, 3].map((n) => row(n, { story: 'id-0', ...(n === 2 && { kind: 'official' as const }) }))
  expect(idsOf(selectRecent([...story, ...rows(600, 10)])).slice(500)).toEqual(['id-2', 'id-1', 'id-0'])
})

test('however varied the entries, there is a limit', () => {
  const varied = Array.from({ length: 3_000 }, (_, n) => row(n, { terms: [`term-${n % 1_500}`] }))
  expect(selectRecent(varied)).toHaveLength(1_000)
})

test('what was selected before and what is new give what all entries give', () => {
  const kinds = ['press', 'press', 'press', 'agency', 'official'] as const
  const arrival = fc.record({ kind: fc.constantFrom(...kinds), term: fc.nat(12), joins: fc.nat(8), batch: fc.nat(40) })
  fc.assert(
    fc.property(fc.array(arrival, { minLength: 600, maxLength: 900, size: 'max' }), (arrivals) => {
      const all: PackRow[] = []
      let kept: readonly PackRow[] = []
      let fresh: PackRow[] = []
      for (const [n, { kind, term, joins, batch }] of arrivals.entries()) {
        // Every ninth opens a story, the others join that of the one before or so.
        const story = joins === 0 ? undefined : all[n - Math.min(joins, 3)]?.story
        // Many of the first, then few of each term: some are rare.
        const terms = [`term-${n < 100 ? term : term % 3}`]
        const next = row(n, { kind, terms, ...(story && { story }) })
        all.push(next)
        fresh.push(next)
        if (batch > 0) continue
        kept = selectRecent([...kept, ...fresh])
        fresh = []
      }
      expect(idsOf(selectRecent([...fresh, ...kept]))).toEqual(idsOf(selectRecent(all)))
    }),
    { numRuns: 30 },
  )
})

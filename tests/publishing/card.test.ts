import { expect, test } from 'vitest'
import { makeCard } from '../../src/publishing/card.ts'
import { makeTestEntry } from '../support/make-entry.ts'

const evidence = (field: 'title' | 'summary', start: number, end: number) =>
  ({ term: 's-400', facet: 'system', field, text: '', start, end }) as const

test('a card has what a list shows, and neither evidence nor addresses of feeds', () => {
  const card = makeCard(makeTestEntry({ outlet: 'Another outlet', backfilled: true }))
  expect(card).toEqual({
    id: '00000000-0000-5000-8000-000000000001',
    url: 'https://news.example/1',
    title: 'Turkey keeps the S-400',
    lang: 'en',
    published: '2026-07-08T10:00:00.000Z',
    firstSeen: '2026-07-08T12:00:00.000Z',
    story: '00000000-0000-5000-8000-000000000001',
    terms: ['s-400', 'turkey', 'denies'],
    reason: 'S-400 and Turkey in the title.',
    rule: 'test',
    outlet: 'Another outlet',
    backfilled: true,
    source: { id: 'a', title: 'Outlet', kind: 'press', country: 'TR' },
    titleMarks: [
      [0, 6],
      [17, 22],
    ],
    excerpt: { text: 'The ministry denies a sale.', marks: [[13, 19]], cutBefore: false, cutAfter: false },
  })
})

test('marks that overlap or touch are one', () => {
  const found = [evidence('title', 7, 12), evidence('title', 0, 6), evidence('title', 3, 7), evidence('title', 14, 15)]
  expect(makeCard(makeTestEntry({ evidence: found })).titleMarks).toEqual([
    [0, 12],
    [14, 15],
  ])
})

test('the excerpt of a long summary says where it was cut, and its marks fit its text', () => {
  const summary = `${'word '.repeat(100)}sanctions ${'more '.repeat(100)}`.trim()
  const { excerpt } = makeCard(makeTestEntry({ summary, evidence: [evidence('summary', 500, 509)] }))
  expect(excerpt).toMatchObject({ cutBefore: true, cutAfter: true })
  expect(excerpt.text).not.toContain('…')
  expect(summary).toContain(excerpt.text)
  expect(excerpt.marks.map(([start, end]) => excerpt.text.slice(start, end))).toEqual(['sanctions'])
})

import { expect, test } from 'vitest'
import { makeCard } from '../../src/publishing/card.ts'
import { groupStories } from '../../src/publishing/group-stories.ts'
import { makeTestEntry } from '../support/make-entry.ts'

const card = (id: string, story: string, hour: number, outlet: string, terms: string[]) =>
  makeCard(makeTestEntry({ id, story, outlet, terms, firstSeen: `2026-07-08T0${hour}:00:00.000Z` }))

test('reports of one story stand together, oldest first; the newest story comes first', () => {
  const cards = [
    card('c', 'a', 3, 'Third', ['s-400', 'denies']),
    card('b', 'b', 2, 'Second', ['f-35']),
    card('a', 'a', 1, 'First', ['s-400']),
    card('d', 'a', 4, 'First', ['turkey']),
  ]
  const stories = groupStories(cards)
  expect(stories.map(({ id, reports }) => [id, reports.map(({ id }) => id)])).toEqual([
    ['b', ['b']],
    ['a', ['a', 'c', 'd']],
  ])
  expect(stories[1]).toMatchObject({
    first: { id: 'a' },
    firstSeen: '2026-07-08T01:00:00.000Z',
    lastSeen: '2026-07-08T04:00:00.000Z',
    outlets: ['First', 'Third'],
    terms: ['s-400', 'denies', 'turkey'],
  })
})

test('a story whose first report was filtered out keeps its id', () => {
  expect(groupStories([card('c', 'a', 3, 'Third', [])])).toMatchObject([{ id: 'a', first: { id: 'c' } }])
  expect(groupStories([])).toEqual([])
})

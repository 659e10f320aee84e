import fc from 'fast-check'
import { expect, test } from 'vitest'
import { followStories } from '../../src/entries/follow-stories.ts'

const follow = (named: Record<string, string>) =>
  Object.fromEntries(followStories(Object.entries(named).map(([id, story]) => ({ id, story }))))

test.each([
  ['entries that agree', { a: 'a', b: 'a', c: 'c' }, { a: 'a', b: 'a', c: 'c' }],
  ['one whose first entry has moved', { a: 'a', b: 'a', c: 'b', d: 'c' }, { a: 'a', b: 'a', c: 'a', d: 'a' }],
  ['one whose first entry is not among them', { b: 'a', c: 'b' }, { b: 'a', c: 'a' }],
  ['a circle, and one outside that names it', { c: 'b', b: 'c', d: 'c' }, { c: 'b', b: 'b', d: 'b' }],
])('%s', (_, named, expected) => {
  expect(follow(named)).toEqual(expected)
})

test('whatever is named, an entry is in the story of the entry it names', () => {
  const id = fc.constantFrom(...'abcdefgh')
  fc.assert(
    fc.property(fc.dictionary(id, id), (named) => {
      const stories = follow(named)
      expect(Object.keys(stories).sort()).toEqual(Object.keys(named).sort())
      for (const [entry, story] of Object.entries(named)) {
        expect(stories[entry]).toBe(stories[story] ?? story)
        expect(stories[stories[entry] as string] ?? stories[entry]).toBe(stories[entry])
      }
    }),
  )
})

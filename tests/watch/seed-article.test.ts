// The kind of article that this deployment must catch: ours here, and the recorded one where it is at hand.
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createMatcher } from '../../src/matching/matcher.ts'
import { dispute } from '../../src/watch/dispute.ts'

const RECORDED = '../shared/seed-article.txt'
const EXPECTED_TERMS = ['s-400', 'sanctions', 'turkey', 'russia', 'united-states', 'denies', 'threatens']

const matcher = createMatcher(dispute)

test('our own telling of it', () => {
  const result = matcher.match({
    title: 'Ankara denies that it signed for a second batch of Russian S-400s',
    summary:
      'Turkey’s defence ministry rejects a report from Moscow. Washington has warned of heavy sanctions should the missiles bought from Russia be switched on.',
    lang: 'en',
  })
  expect(result.matched).toBe(true)
  expect(result.terms).toEqual(expect.arrayContaining(['s-400', 'sanctions', 'turkey', 'russia', 'denies']))
})

test.skipIf(!existsSync(RECORDED))('the recorded one (skipped where ../shared is absent)', () => {
  const [, title = '', ...paragraphs] = readFileSync(RECORDED, 'utf8').split(/\n\n+/)
  const result = matcher.match({ title, summary: paragraphs.slice(0, 2).join(' '), lang: 'en' })
  expect(result.matched).toBe(true)
  expect(result.terms).toEqual(expect.arrayContaining(EXPECTED_TERMS))
  for (const term of EXPECTED_TERMS) expect(result.evidence.some((evidence) => evidence.term === term)).toBe(true)
})

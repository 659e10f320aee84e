import { describe, expect, test } from 'vitest'
import { definition as samples } from '../../samples/definition.ts'
import { dispute as nordStream } from '../../samples/nord-stream-2/dispute.ts'
import {
  all,
  any,
  type Definition,
  facet,
  fromSource,
  inSummary,
  inText,
  inTitle,
  named,
  near,
  not,
  type Rule,
} from '../../src/definition/definition.ts'
import { describeRule, type RuleWords } from '../../src/definition/describe-rule.ts'

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'] as const

/** A definition whose terms a to f are labelled A to F, in the facet "Letters". */
function define(rule: Rule, nearMiss: Rule = 'a'): Definition {
  return {
    id: 'test',
    title: 'Test',
    description: 'Test.',
    languages: ['en'],
    facets: [{ id: 'letters', label: 'Letters' }],
    terms: IDS.map((id) => ({ id, facet: 'letters', label: id.toUpperCase(), spellings: { en: [id] } })),
    rule,
    nearMiss,
  }
}

const say = (rule: Rule): string => describeRule(define(rule)).kept.text

describe('a rule in one phrase', () => {
  test.each<[Rule, string]>([
    ['a', 'A'],
    [any('a', 'b', 'c'), 'A, B or C'],
    [all('a', any('b', 'c')), 'A and (B or C)'],
    [all('a', not('b')), 'A, but not B'],
    [all('a', not('b'), not(any('c', 'd'))), 'A, but not B nor (C or D)'],
    [all(not('a'), not('b')), 'no A nor B'],
    [any('a', all('b', 'c')), 'A or (B and C)'],
    [any('a', any('b', 'c')), 'A, B or C'],
    [near(1, 'a', 'b'), 'A within 1 word of B'],
    [near(8, 'a', ['b', 'c']), 'A within 8 words of (B or C)'],
    [near(8, 'a', 'b', 'c'), 'A, B and C within 8 words'],
    [all('a', near(8, 'b', 'c')), 'A and (B within 8 words of C)'],
    [inTitle('a'), 'A in the title'],
    [inTitle(any('a', 'b')), '(A or B) in the title'],
    [inSummary('a'), 'A in the summary'],
    [inText('a'), 'A in the text'],
    [fromSource('a'), 'A by the source'],
    [facet('letters'), 'any term of “Letters”'],
    ['gone', 'gone'],
  ])('%j is %j', (rule, words) => {
    expect(say(rule)).toBe(words)
  })
})

describe('what is long', () => {
  const LONG_NAMES = any('a', 'b', 'c', 'd')

  test('a long list of terms is told once, under its first and a letter', () => {
    const { kept, groups } = describeRule(define(all('e', near(3, 'f', ['d', 'c', 'b', 'a']), LONG_NAMES)))
    expect(kept.text).toBe('E and (F within 3 words of D or the like [A]) and D or the like [A]')
    expect(groups).toEqual([{ letter: 'A', name: 'D or the like', meaning: 'D, C, B or A' }])
  })

  test('a part with a name goes by it', () => {
    const { kept, groups } = describeRule(define(all('e', named('the others', inText(LONG_NAMES)))))
    expect(kept.text).toBe('E and the others [A]')
    expect(groups).toEqual([
      { letter: 'A', name: 'the others', meaning: 'A or the like [B] in the text' },
      { letter: 'B', name: 'A or the like', meaning: 'A, B, C or D' },
    ])
  })

  test('long alternatives stand beneath what they have in common', () => {
    const long = all('b', near(12, 'c', 'd'), inTitle(any('e', 'f')), not(inSummary(all('a', 'c'))))
    const { kept } = describeRule(define(all('a', not('f'), any(long, all('b', 'c')))))
    expect(kept).toEqual({
      text: 'A, but not F; and one of these:',
      parts: [
        {
          text: 'B and (C within 12 words of D) and (E or F) in the title, but not (A and C) in the summary',
          parts: [],
        },
        { text: 'B and C', parts: [] },
      ],
    })
  })
})

test.each([samples, nordStream])('every line about $id is short enough to be read', (definition) => {
  const { kept, nearMiss, groups } = describeRule(definition)
  for (const line of [...listLines(kept), ...listLines(nearMiss)]) expect(line.length).toBeLessThan(200)
  const letters = new Set(groups.map(({ letter }) => letter))
  expect(letters.size).toBe(groups.length)
})

const listLines = ({ text, parts }: RuleWords): string[] => [text, ...parts.flatMap(listLines)]

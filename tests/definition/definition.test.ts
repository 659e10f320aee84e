import { expect, it } from 'vitest'
import { all, any, defineDispute, defineTerms, facet, near } from '../../src/definition/definition.ts'

const facets = [{ id: 'system', label: 'a ship' }] as const
const terms = defineTerms([{ id: 'h-12', facet: 'system', label: 'H-12', designators: ['H-12'] }])
const rest = { id: 'x', title: 'X', description: '', languages: [], facets, terms }

it('leaves wrong ids to the compiler', () => {
  const definitions = [
    defineDispute({ ...rest, rule: any('h-12', facet('system')), nearMiss: 'h-12' }),
    // @ts-expect-error no such term
    defineDispute({ ...rest, rule: all('h-12', any('h-13')), nearMiss: 'h-12' }),
    // @ts-expect-error no such term in a group
    defineDispute({ ...rest, rule: near(3, 'h-12', ['h-12', 'h-13']), nearMiss: 'h-12' }),
    // @ts-expect-error no such facet
    defineDispute({ ...rest, rule: all('h-12', facet('systems')), nearMiss: 'h-12' }),
    // @ts-expect-error no such term, as the whole of the rule
    defineDispute({ ...rest, rule: 'h-12', nearMiss: 'h-13' }),
    // @ts-expect-error a term in a facet that is not declared
    defineDispute({ ...rest, terms: [{ id: 'h-12', facet: 'systems', label: '' }], rule: 'h-12', nearMiss: 'h-12' }),
  ]
  expect(definitions).toHaveLength(6)
})

it('keeps rules as plain data', () => {
  const rule = all('a', any('b', near(4, 'a', ['b', 'c'])))
  expect(JSON.parse(JSON.stringify(rule))).toEqual(rule)
  expect(rule).toEqual({
    op: 'all',
    rules: ['a', { op: 'any', rules: ['b', { op: 'near', words: 4, groups: ['a', ['b', 'c']] }] }],
  })
})

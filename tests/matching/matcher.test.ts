import { describe, expect, it } from 'vitest'
import { checkDefinition } from '../../src/definition/check-definition.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import { tiny } from './tiny-definition.ts'

const { match, isOfUse } = createMatcher(tiny)

describe('match', () => {
  it('is tried with a definition that has no problems', () => {
    expect(checkDefinition(tiny)).toEqual([])
  })

  it('says what was found, where, and why the item matched', () => {
    expect(match({ title: 'H-12 sails for Norland', summary: 'The quotas are ignored.' })).toEqual({
      matched: true,
      nearMiss: false,
      terms: ['h-12', 'quota', 'norland'],
      evidence: [
        { term: 'h-12', facet: 'system', field: 'title', text: 'H-12', start: 0, end: 4 },
        { term: 'norland', facet: 'actor', field: 'title', text: 'Norland', start: 15, end: 22 },
        { term: 'quota', facet: 'measure', field: 'summary', text: 'quotas', start: 4, end: 10 },
      ],
      reason: 'H-12 and Norland in the title.',
    })
  })

  it('counts the country or language of the source as evidence, and shows it', () => {
    const result = match({ title: 'H-12 set sail', lang: 'nn-NO', country: 'DK' })
    expect(result.matched).toBe(true)
    expect(result.evidence).toContainEqual({ term: 'norland', facet: 'actor', field: 'source', text: 'language nn' })
    expect(result.reason).toBe('H-12 in the title; Norland by the source.')
    expect(match({ title: 'H-12 set sail', lang: 'da', country: 'NO' }).evidence.at(-1)?.text).toBe('country NO')
    expect(match({ title: 'H-12 set sail', lang: 'nno' }).matched).toBe(false)
  })

  it('says what a near miss lacks', () => {
    expect(match({ title: 'Sudland orders the H-12' })).toMatchObject({
      matched: false,
      nearMiss: true,
      reason: 'H-12 in the title, but no Norland.',
    })
    expect(match({ title: 'H-12 recipes from Norland' }).reason).toBe(
      'H-12, Norland and a recipe in the title, but a recipe against it.',
    )
  })

  it('finds nothing in nothing', () => {
    expect(match({ title: '' })).toEqual({
      matched: false,
      nearMiss: false,
      terms: [],
      evidence: [],
      reason: 'No term was found.',
    })
  })
})

describe('isOfUse', () => {
  it.each([
    { title: 'H-12 sails for Norland' },
    { title: 'H-12 set sail', lang: 'nn' },
    { title: 'Sudland orders the H-12' },
    { title: 'H-12 recipes from Norland' },
    { title: 'Norland in the rain' },
    { title: 'Rain', summary: 'H-12 for Norland' },
    { title: 'Rain', lang: 'nn' },
    { title: '' },
  ])('says of $title what match says', (input) => {
    const { matched, nearMiss } = match(input)
    expect(isOfUse(input)).toBe(matched || nearMiss)
  })
})

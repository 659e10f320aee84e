import { describe, expect, it } from 'vitest'
import { any, named } from '../../src/definition/definition.ts'
import { ruleVersion } from '../../src/definition/rule-version.ts'
import { tiny } from '../matching/tiny-definition.ts'

describe('ruleVersion', () => {
  const version = ruleVersion(tiny)

  it('is twelve hexadecimal digits, the same every time', () => {
    expect(version).toMatch(/^[0-9a-f]{12}$/)
    expect(ruleVersion(structuredClone(tiny))).toBe(version)
  })

  it('does not change with what only people read, nor with order', () => {
    expect(ruleVersion({ ...tiny, title: 'Other', description: 'Other', facets: [] })).toBe(version)
    expect(ruleVersion({ ...tiny, terms: [...tiny.terms].reverse() })).toBe(version)
    const relabelled = tiny.terms.map((term) => ({ ...term, label: `${term.label}!` }))
    expect(ruleVersion({ ...tiny, terms: relabelled })).toBe(version)
    expect(ruleVersion({ ...tiny, rule: named('anything', tiny.rule) })).toBe(version)
  })

  it('changes with a spelling, an exception, a source or a rule', () => {
    const change = (id: string, part: object) =>
      ruleVersion({ ...tiny, terms: tiny.terms.map((term) => (term.id === id ? { ...term, ...part } : term)) })
    const versions = [
      change('quota', { spellings: { en: ['quota'] } }),
      change('norland', { except: [] }),
      change('norland', { source: { countries: ['NO'] } }),
      change('h-12', { designators: ['H-13'] }),
      change('h-12', { facet: 'actor' }),
      ruleVersion({ ...tiny, rule: any('h-12') }),
      ruleVersion({ ...tiny, nearMiss: any('h-12') }),
    ]
    expect(new Set([version, ...versions]).size).toBe(versions.length + 1)
  })
})

import { describe, expect, it } from 'vitest'
import { checkDefinition } from '../../src/definition/check-definition.ts'
import {
  all,
  any,
  type Definition,
  facet,
  fromSource,
  inTitle,
  near,
  not,
  type Rule,
  type Term,
} from '../../src/definition/definition.ts'
import { tiny } from '../matching/tiny-definition.ts'

const withTerm = (change: Partial<Term>): Definition => ({
  ...tiny,
  terms: tiny.terms.map((term) => (term.id === 'quota' ? { ...term, ...change } : term)),
})
const withRule = (rule: Rule): Definition => ({ ...tiny, rule })

describe('checkDefinition', () => {
  it('has nothing to say of a sound definition', () => {
    expect(checkDefinition(tiny)).toEqual([])
  })

  it.each<[string, Definition, string]>([
    ['an odd id', { ...tiny, id: 'Herring Dispute' }, 'Definition id "Herring Dispute": use lower-case letters'],
    ['no title', { ...tiny, title: ' ' }, 'The definition has no title'],
    ['an odd language', { ...tiny, languages: ['en', 'tr', 'Englisch'] }, 'Language "Englisch": write a BCP 47 tag'],
    ['no terms', { ...tiny, terms: [] }, 'The definition has no terms'],
    ['a term twice', { ...tiny, terms: [...tiny.terms, ...tiny.terms.slice(0, 1)] }, 'Term "h-12" is declared twice'],
    ['a facet twice', { ...tiny, facets: [...tiny.facets, ...tiny.facets] }, 'Facet "system" is declared twice'],
    ['an unknown facet', withTerm({ facet: 'fish' }), 'Term "quota": facet "fish" is not declared'],
    ['an empty label', withTerm({ label: '' }), 'Term "quota": the label is empty'],
    ['an empty spelling', withTerm({ spellings: { en: ['quota', ''] } }), 'Term "quota", en spelling "": it is empty'],
    ['a spelling of dashes', withTerm({ spellings: { en: [' - '] } }), 'en spelling " - ": it is empty'],
    ['a stem of one letter', withTerm({ spellings: { en: ['q*'] } }), 'en spelling "q*": the stem "q*" is too short'],
    ['a bare star', withTerm({ spellings: { en: ['catch *'] } }), 'the stem "*" is too short'],
    ['a star within', withTerm({ spellings: { en: ['quo*ta'] } }), '"*" is neither letter nor digit'],
    ['an unlisted language', withTerm({ spellings: { de: ['quote'] } }), 'language "de" is not among'],
    ['an odd designator', withTerm({ designators: ['H12'] }), 'designator "H12": a designator is one to four'],
    ['a dotted acronym', withTerm({ acronyms: ['F.A.'] }), 'acronym "F.A.": write two or more capitals'],
    ['an empty exception', withTerm({ except: [''] }), 'Term "quota", exception "": it is empty'],
    ['an odd country', withTerm({ source: { countries: ['no'] } }), 'source country "no": write two capitals'],
    ['an odd source language', withTerm({ source: { languages: ['nn-NO'] } }), 'source language "nn-NO": write two or'],
    ['nothing to find', withTerm({ spellings: {} }), 'Term "quota" can never be found'],
    ['an unknown term', withRule(all('h-12', 'h-13')), 'rule: term "h-13" is not declared'],
    ['an unknown term in near', withRule(near(3, 'h-12', ['h-13'])), 'rule: term "h-13" is not declared'],
    ['an unknown facet in the rule', withRule(all('h-12', facet('fish'))), 'rule: facet("fish") has no term'],
    ['an empty any', withRule(any()), 'rule: any() is empty'],
    ['a near of one', withRule(near(3, 'h-12')), 'near() needs two groups or more'],
    ['a near of nothing', withRule(near(3, 'h-12', [])), 'near() has an empty group'],
    ['a near of half words', withRule(near(1.5, 'h-12', 'quota')), 'near(1.5, …) needs a whole number'],
    ['a contradiction', withRule(all('h-12', not('h-12'))), 'rule can never be true'],
    ['a contradiction between scopes', withRule(all(inTitle('h-12'), not('h-12'))), 'rule can never be true'],
    ['a near that is denied', withRule(all(near(3, 'h-12', 'quota'), not('quota'))), 'rule can never be true'],
    ['a source that is no evidence', withRule(fromSource('h-12')), 'rule can never be true'],
    ['a tautology', withRule(any('h-12', not('h-12'))), 'rule is always true'],
    ['a tautology in parts', withRule(any(all('h-12', 'quota'), not('h-12'), not('quota'))), 'rule is always true'],
    ['an absence alone', withRule(not('recipe')), 'rule is true of an item in which nothing is found'],
    ['the near miss rule too', { ...tiny, nearMiss: all('h-12', not('h-12')) }, 'nearMiss can never be true'],
  ])('names %s', (_, definition, sentence) => {
    expect(checkDefinition(definition).join('\n')).toContain(sentence)
  })

  it('accepts rules that hold now and then', () => {
    for (const rule of [
      all('h-12', not(inTitle('h-12'))),
      all('norland', not(fromSource('norland'))),
      any(all('h-12', not('quota')), all('quota', not('h-12'))),
      all('h-12', 'quota', not(near(3, 'h-12', 'quota'))),
    ]) {
      expect(checkDefinition(withRule(rule))).toEqual([])
    }
  })

  it('gives up on a rule too intricate to decide, and does not hang', () => {
    const ids = tiny.terms.map((term) => term.id)
    const clauses = Array.from({ length: 200 }, (_, i) =>
      any(...ids.map((id, k) => ((i >> k) & 1 ? inTitle(id) : not(inTitle(id))))),
    )
    expect(checkDefinition(withRule(all(...clauses)))).toBeInstanceOf(Array)
  })
})

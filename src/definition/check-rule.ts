import type { Definition, Rule, Term } from './definition.ts'
import { solve } from './solve-rule.ts'

/** Problems of one rule, as sentences. A rule with unknown ids or nothing in it is not examined further. */
export function checkRule(
  place: 'rule' | 'nearMiss',
  rule: Rule,
  definition: Pick<Definition, 'terms' | 'facets'>,
): readonly string[] {
  const problems = [...new Set(checkParts(place, rule, definition))]
  if (problems.length > 0) return problems

  const terms = new Map(definition.terms.map((term) => [term.id, term]))
  if (!solve(rule, true, terms)) {
    return [`${place} can never be true: it asks for something and for its absence; remove one of the two.`]
  }
  if (!solve(rule, false, terms)) {
    return [`${place} is always true, so every item would count; ask for a term that an item may lack.`]
  }
  if (holdsOfNothing(rule)) {
    return [`${place} is true of an item in which nothing is found; ask for at least one term with any, all or near.`]
  }
  return []
}

function checkParts(place: string, rule: Rule, definition: Pick<Definition, 'terms' | 'facets'>): readonly string[] {
  if (typeof rule === 'string') return checkTermId(place, rule, definition.terms)
  switch (rule.op) {
    case 'facet':
      return definition.terms.some((term) => term.facet === rule.facet)
        ? []
        : [`${place}: facet("${rule.facet}") has no term; declare one in that facet or correct the id.`]
    case 'any':
    case 'all':
      return rule.rules.length === 0
        ? [`${place}: ${rule.op}() is empty; put a term or a rule in it or remove it.`]
        : rule.rules.flatMap((part) => checkParts(place, part, definition))
    case 'near':
      return [
        ...checkNear(place, rule.words, rule.groups),
        ...rule.groups.flat().flatMap((id) => checkTermId(place, id, definition.terms)),
      ]
    case 'not':
    case 'in':
    case 'named':
      return checkParts(place, rule.rule, definition)
  }
}

function checkNear(place: string, words: number, groups: readonly (string | readonly string[])[]): readonly string[] {
  const problems: string[] = []
  if (!Number.isInteger(words) || words < 0) {
    problems.push(`${place}: near(${words}, …) needs a whole number of words, 0 or more.`)
  }
  if (groups.length < 2) problems.push(`${place}: near() needs two groups or more; write the term alone instead.`)
  if (groups.some((group) => group.length === 0)) {
    problems.push(`${place}: near() has an empty group; put a term in it or remove it.`)
  }
  return problems
}

function checkTermId(place: string, id: string, terms: readonly Term[]): readonly string[] {
  if (terms.some((term) => term.id === id)) return []
  return [`${place}: term "${id}" is not declared; add it to terms or correct the id.`]
}

function holdsOfNothing(rule: Rule): boolean {
  if (typeof rule === 'string') return false
  switch (rule.op) {
    case 'facet':
    case 'near':
      return false
    case 'any':
      return rule.rules.some(holdsOfNothing)
    case 'all':
      return rule.rules.every(holdsOfNothing)
    case 'not':
      return !holdsOfNothing(rule.rule)
    case 'in':
    case 'named':
      return holdsOfNothing(rule.rule)
  }
}

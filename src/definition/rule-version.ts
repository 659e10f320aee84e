import type { Definition, Rule, Term } from './definition.ts'
import { nameUuid } from './name-uuid.ts'

const NAMESPACE = 'a3c5b4a0-6f0d-5c67-9a51-0d2f4c9b7f10'
const VERSION_DIGITS = 12

/**
 * The rule's version: 12 hexadecimal digits that change when a term or a rule changes in what it finds. Titles, labels,
 * descriptions and the order in which terms and their spellings stand do not count, so correcting a label does not
 * make every source be judged again.
 */
export function ruleVersion(definition: Definition): string {
  const terms = definition.terms.map(whatItFinds).sort((a, b) => (a.id < b.id ? -1 : 1))
  const text = JSON.stringify([terms, withoutNames(definition.rule), withoutNames(definition.nearMiss)])
  return nameUuid(text, NAMESPACE).replaceAll('-', '').slice(0, VERSION_DIGITS)
}

function withoutNames(rule: Rule): Rule {
  if (typeof rule === 'string') return rule
  switch (rule.op) {
    case 'named':
      return withoutNames(rule.rule)
    case 'any':
    case 'all':
      return { op: rule.op, rules: rule.rules.map(withoutNames) }
    case 'not':
    case 'in':
      return { ...rule, rule: withoutNames(rule.rule) }
    case 'near':
    case 'facet':
      return rule
  }
}

function whatItFinds(term: Term) {
  return {
    id: term.id,
    facet: term.facet,
    designators: sorted(term.designators),
    acronyms: sorted(term.acronyms),
    spellings: sorted(Object.values(term.spellings ?? {}).flat()),
    except: sorted(term.except),
    countries: sorted(term.source?.countries),
    languages: sorted(term.source?.languages),
  }
}

function sorted(list: readonly string[] | undefined): readonly string[] {
  return [...new Set(list)].sort()
}

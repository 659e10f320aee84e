/**
 * A rule in words, for readers who do not write rules: nested alternatives, each a phrase. A list of terms that is too
 * long for a phrase, and a part that has a name, stand in the phrase by their name and a letter, "Turkey or the like
 * [A]", and are told once beside it.
 */
import type { Definition, Rule, RulePart } from './definition.ts'

export interface RuleWords {
  /** A phrase that ends in ":" where alternatives follow. */
  readonly text: string
  readonly parts: readonly RuleWords[]
}

export interface RuleGroup {
  readonly letter: string
  readonly name: string
  readonly meaning: string
}

export interface RuleDescription {
  readonly kept: RuleWords
  readonly nearMiss: RuleWords
  /** In the order of their letters. */
  readonly groups: readonly RuleGroup[]
}

/** Longer lists of terms become a group. */
const LISTED_TERMS_MAX = 3
/** Longer phrases are divided into lines. */
const PHRASE_MAX_CHARS = 100
/** A part that comes back so often is told once, if it is not short. */
const REPEATED_MIN = 3
const REPEATED_MIN_CHARS = 40

export function describeRule(definition: Definition): RuleDescription {
  const groups: (RuleGroup & { key: string })[] = []
  const uses = countParts([definition.rule, definition.nearMiss])
  const labelOf = (id: string): string => definition.terms.find((term) => term.id === id)?.label ?? id

  function groupName(key: string, name: string, meaning: () => string): string {
    let group = groups.find((known) => known.key === key)
    if (!group) {
      // The letter first: what the group means may hold groups of its own.
      const place = groups.push({ key, name, letter: letterOf(groups.length), meaning: '' }) - 1
      group = { key, name, letter: letterOf(place), meaning: meaning() }
      groups[place] = group
    }
    return `${group.name} [${group.letter}]`
  }

  function listTerms(ids: readonly string[]): string {
    const labels = ids.map(labelOf)
    if (ids.length <= LISTED_TERMS_MAX) return join(labels, 'or')
    const key = JSON.stringify(ids.toSorted())
    return groupName(key, `${labels[0]} or the like`, () => join(labels, 'or'))
  }

  /** The rule in one phrase, however long. */
  function phrase(rule: Rule): string {
    if (typeof rule === 'string') return labelOf(rule)
    const text = phrasePart(rule)
    if (rule.op !== 'any' || isGroup(text) || text.length < REPEATED_MIN_CHARS) return text
    const key = JSON.stringify(rule)
    return (uses.get(key) ?? 0) < REPEATED_MIN ? text : groupName(key, `${firstLabel(rule)} or the like`, () => text)
  }

  const isGroup = (text: string): boolean => groups.some(({ name, letter }) => text === `${name} [${letter}]`)

  const firstLabel = (rule: Rule): string => {
    if (typeof rule === 'string') return labelOf(rule)
    if (rule.op === 'any' || rule.op === 'all') return firstLabel(rule.rules[0] ?? '')
    return phrasePart(rule)
  }

  function phrasePart(rule: RulePart): string {
    switch (rule.op) {
      case 'facet':
        return `any term of “${definition.facets.find(({ id }) => id === rule.facet)?.label ?? rule.facet}”`
      case 'named':
        return groupName(JSON.stringify(rule), rule.label, () => phrase(rule.rule))
      case 'any':
        return joinAlternatives(flatten(rule.rules))
      case 'all':
        return joinConditions(rule.rules)
      case 'not':
        return `no ${enclosed(rule.rule)}`
      case 'in':
        return rule.scope === 'source'
          ? `${enclosed(rule.rule)} by the source`
          : `${enclosed(rule.rule)} ${PLACES[rule.scope]}`
      case 'near': {
        const words = rule.words === 1 ? '1 word' : `${rule.words} words`
        const lists = rule.groups.map((ids) => listOrTerm([ids].flat()))
        return lists.length === 2
          ? `${lists[0]} within ${words} of ${lists[1]}`
          : `${join(lists, 'and')} within ${words}`
      }
    }
  }

  const listOrTerm = (ids: readonly string[]): string =>
    bracket(listTerms(ids), 1 < ids.length && ids.length <= LISTED_TERMS_MAX)

  /** The phrase, in brackets where it would run into what stands around it. */
  function enclosed(rule: Rule): string {
    const text = phrase(rule)
    return bracket(text, typeof rule !== 'string' && needsBrackets(rule) && !isGroup(text))
  }

  function joinAlternatives(rules: readonly Rule[]): string {
    return rules.every(isTerm) ? listTerms(rules) : join(rules.map(enclosed), 'or')
  }

  function joinConditions(rules: readonly Rule[]): string {
    const wanted = rules.filter((rule) => !isNot(rule)).map(enclosed)
    const unwanted = rules.flatMap((rule) => (isNot(rule) ? enclosed(rule.rule) : []))
    const without = join(unwanted, 'nor')
    if (wanted.length === 0 || !without) return wanted.join(' and ') || `no ${without}`
    return `${wanted.join(' and ')}, but not ${without}`
  }

  /** The rule as a phrase, or as one with alternatives beneath where it is long. */
  function describe(rule: Rule): RuleWords {
    const whole = phrase(rule)
    if (typeof rule === 'string' || whole.length <= PHRASE_MAX_CHARS) return { text: whole, parts: [] }
    if (rule.op === 'any' && rule.rules.some(isCompound)) {
      return { text: 'one of these:', parts: rule.rules.map(describe) }
    }
    if (rule.op !== 'all') return { text: whole, parts: [] }
    const long = rule.rules.filter((part) => describe(part).text === 'one of these:')
    if (long.length === 0) return { text: whole, parts: [] }
    const short = joinConditions(rule.rules.filter((part) => !long.includes(part)))
    const lead = short ? `${short}; and ` : ''
    return long.length === 1 && long[0]
      ? { text: `${lead}one of these:`, parts: describe(long[0]).parts }
      : { text: `${lead}each of these:`, parts: long.map(describe) }
  }

  const kept = describe(definition.rule)
  const nearMiss = describe(definition.nearMiss)
  return { kept, nearMiss, groups: groups.map(({ letter, name, meaning }) => ({ letter, name, meaning })) }
}

const PLACES = { title: 'in the title', summary: 'in the summary', text: 'in the text' } as const

/** Alternatives of alternatives are alternatives, where they are too few for a group of their own. */
function flatten(rules: readonly Rule[]): readonly Rule[] {
  return rules.flatMap((rule) =>
    typeof rule !== 'string' && rule.op === 'any' && rule.rules.length <= LISTED_TERMS_MAX ? flatten(rule.rules) : rule,
  )
}

/** How often each part of alternatives stands in the rules. */
function countParts(rules: readonly Rule[], counts = new Map<string, number>()): ReadonlyMap<string, number> {
  for (const rule of rules) {
    if (typeof rule === 'string') continue
    if (rule.op === 'any') counts.set(JSON.stringify(rule), (counts.get(JSON.stringify(rule)) ?? 0) + 1)
    if (rule.op === 'any' || rule.op === 'all') countParts(rule.rules, counts)
    else if ('rule' in rule) countParts([rule.rule], counts)
  }
  return counts
}

const isCompound = (rule: Rule): boolean =>
  typeof rule !== 'string' && (rule.op === 'all' || (rule.op === 'any' && rule.rules.some(isCompound)))
const isTerm = (rule: Rule): rule is string => typeof rule === 'string'
const isNot = (rule: Rule): rule is RulePart & { op: 'not' } => typeof rule !== 'string' && rule.op === 'not'

function needsBrackets(rule: RulePart): boolean {
  if (rule.op === 'any' || rule.op === 'all') return rule.rules.length > 1
  return rule.op === 'near'
}

const bracket = (text: string, needed: boolean): string => (needed ? `(${text})` : text)

/** A … Z, AA … */
function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter
}

function join(words: readonly string[], conjunction: 'and' | 'or' | 'nor'): string {
  const last = words.at(-1) ?? ''
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} ${conjunction} ${last}` : last
}

/** The sentence that says why an item matched, or what it lacks. */
import type { Definition } from '../definition/definition.ts'
import { FIELD, type Found, holds, type RuleNode } from './rule-node.ts'

const MAX_NAMED_TERMS = 6
const NOTHING = 'No term was found.'

/** "S-400 and Turkey in the title; sanctions in the summary." */
export function explainMatch(rule: RuleNode, found: Found, definition: Definition): string {
  return `${sayWhere([...new Set(supporters(rule, found))], found, definition)}.`
}

/** "S-400 in the title, but no Turkey." Counts against a match and what is missing are named, the nearest way only. */
export function explainMiss(rule: RuleNode, found: Found, definition: Definition): string {
  const terms = definition.terms.map((_, index) => index).filter((index) => found.fields[index])
  if (terms.length === 0) return NOTHING
  const { wants, against } = lacks(rule, found, definition)
  const parts: string[] = []
  if (wants.length > 0) parts.push(`no ${wants.join(', no ')}`)
  if (against.length > 0) parts.push(`${joinWords(against)} against it`)
  return `${sayWhere(terms, found, definition)}, but ${parts.join(' and ')}.`
}

/** The terms on which the rule rests, in the rule's order. */
function supporters(node: RuleNode, found: Found): readonly number[] {
  if (!holds(node, found)) return []
  switch (node.op) {
    case 'term':
      return [node.term]
    case 'any':
    case 'all':
      return node.nodes.flatMap((part) => supporters(part, found))
    case 'named':
      return supporters(node.node, found)
    case 'near':
      return node.groups.flat().filter((term) => (found.fields[term] ?? 0) & node.fields)
    case 'not':
      return []
  }
}

interface Lack {
  readonly wants: readonly string[]
  readonly against: readonly string[]
}

/** What keeps the rule from holding, along the way that needs least. */
function lacks(node: RuleNode, found: Found, definition: Definition): Lack {
  if (holds(node, found)) return { wants: [], against: [] }
  switch (node.op) {
    case 'term':
      return { wants: [labelOf(node.term, definition)], against: [] }
    case 'named': {
      const inner = lacks(node.node, found, definition)
      return inner.against.length > 0 ? inner : { wants: [node.label], against: [] }
    }
    case 'any': {
      if (node.label) return { wants: [node.label], against: [] }
      const ways = node.nodes.map((part) => lacks(part, found, definition))
      return ways.reduce((best, way) => (cost(way) < cost(best) ? way : best))
    }
    case 'all': {
      const parts = node.nodes.map((part) => lacks(part, found, definition))
      return { wants: unique(parts.flatMap((p) => p.wants)), against: unique(parts.flatMap((p) => p.against)) }
    }
    case 'not': {
      const terms = unique(supporters(node.node, found)).map((term) => labelOf(term, definition))
      return { wants: [], against: terms.length > 0 ? terms.slice(0, 3) : ['what it must not have'] }
    }
    case 'near': {
      const missing = node.groups.filter((terms) => !terms.some((term) => (found.fields[term] ?? 0) & node.fields))
      const groups = missing.length > 0 ? missing : node.groups
      const labels = groups.map((terms) => labelOf(terms[0] ?? -1, definition))
      return { wants: missing.length > 0 ? labels : [`${labels.join(' near ')}`], against: [] }
    }
  }
}

function cost(lack: Lack): number {
  return lack.wants.length + lack.against.length
}

function sayWhere(terms: readonly number[], found: Found, definition: Definition): string {
  const named = terms.slice(0, MAX_NAMED_TERMS)
  const inField = (field: number) => {
    const first = named.filter((term) => firstField(found.fields[term] ?? 0) === field)
    return joinWords(first.map((term) => labelOf(term, definition)))
  }
  const parts = [
    [inField(FIELD.title), 'in the title'],
    [inField(FIELD.summary), 'in the summary'],
    [inField(FIELD.source), 'by the source'],
  ]
  return parts.flatMap(([labels, place]) => (labels ? [`${labels} ${place}`] : [])).join('; ')
}

function firstField(fields: number): number {
  return fields & -fields
}

function labelOf(term: number, definition: Definition): string {
  return definition.terms[term]?.label ?? 'an unknown term'
}

/** "a", "a and b", "a, b and c". */
function joinWords(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${last}` : last
}

function unique<T>(list: readonly T[]): readonly T[] {
  return [...new Set(list)]
}

/** The sentence that says why an item matched, or what it lacks. */
import type { Definition } from '../definition/definition.ts'
import { FIELD, type Found, holds, type RuleNode } from './rule-node.ts'

const MAX_NAMED_TERMS = 6
const PLACES = [
  [FIELD.title, 'in the title'],
  [FIELD.summary, 'in the summary'],
  [FIELD.source, 'by the source'],
] as const

/** "S-400 and Turkey in the title; sanctions in the summary." */
export function explainMatch(rule: RuleNode, found: Found, definition: Definition): string {
  return `${sayWhere([...new Set(supporters(rule, found))], found, definition)}.`
}

/** "S-400 in the title, but no Turkey." What is missing and what counts against it, along the way that needs least. */
export function explainNearMiss(rule: RuleNode, found: Found, definition: Definition): string {
  const { wants, against } = lacks(rule, found, definition)
  const parts: string[] = []
  if (wants.length > 0) parts.push(`no ${wants.join(', no ')}`)
  if (against.length > 0) parts.push(`${joinWords(against)} against it`)
  return `${sayWhere(foundTerms(found), found, definition)}, but ${parts.join(' and ')}.`
}

/** "Turkey in the title: too little for a near miss." */
export function explainMiss(found: Found, definition: Definition): string {
  return `${sayWhere(foundTerms(found), found, definition)}: too little for a near miss.`
}

function foundTerms(found: Found): readonly number[] {
  const terms: number[] = []
  for (let term = 0; term < found.fields.length; term++) if (found.fields[term]) terms.push(term)
  return terms
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
      return lacks(nearest(node.nodes, found), found, definition)
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
      const missing = node.groups.filter((terms) => !isFound(terms, node.fields, found))
      const labels = (groups: readonly (readonly number[])[]) => groups.map(([term]) => labelOf(term ?? -1, definition))
      return { wants: missing.length > 0 ? labels(missing) : [labels(node.groups).join(' near ')], against: [] }
    }
  }
}

function nearest(nodes: readonly RuleNode[], found: Found): RuleNode {
  let best = nodes[0] as RuleNode
  let least = Number.POSITIVE_INFINITY
  for (const node of nodes) {
    const count = countMissing(node, found)
    if (count < least) {
      best = node
      least = count
    }
  }
  return best
}

/** How many findings would have to be otherwise for the rule to hold; 0 where it holds. */
function countMissing(node: RuleNode, found: Found): number {
  switch (node.op) {
    case 'term':
    case 'not':
      return holds(node, found) ? 0 : 1
    case 'named':
      return countMissing(node.node, found)
    case 'any':
      return node.nodes.reduce((least, part) => (least === 0 ? 0 : Math.min(least, countMissing(part, found))), 99)
    case 'all':
      return node.nodes.reduce((sum, part) => sum + countMissing(part, found), 0)
    case 'near': {
      const missing = node.groups.filter((terms) => !isFound(terms, node.fields, found)).length
      return missing > 0 || holds(node, found) ? missing : 1
    }
  }
}

function isFound(terms: readonly number[], fields: number, found: Found): boolean {
  return terms.some((term) => ((found.fields[term] ?? 0) & fields) !== 0)
}

function sayWhere(terms: readonly number[], found: Found, definition: Definition): string {
  const labels = new Map<number, string[]>()
  for (const term of terms.slice(0, MAX_NAMED_TERMS)) {
    const field = firstField(found.fields[term] ?? 0)
    const others = labels.get(field)
    if (others) others.push(labelOf(term, definition))
    else labels.set(field, [labelOf(term, definition)])
  }
  const parts: string[] = []
  for (const [field, place] of PLACES) {
    const words = labels.get(field)
    if (words) parts.push(`${joinWords(words)} ${place}`)
  }
  return parts.join('; ')
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

/** A rule with its ids resolved against the definition, and whether it holds of what was found in an item. */
import type { Definition, Rule, Scope } from '../definition/definition.ts'
import type { Finding } from './find-terms.ts'

/** Fields as bits, so that "where was it found" is one number. */
export const FIELD = { title: 1, summary: 2, source: 4 } as const
const ANY_FIELD = FIELD.title | FIELD.summary | FIELD.source
const SCOPE_FIELDS: Record<Scope, number> = { ...FIELD, text: FIELD.title | FIELD.summary }

export type RuleNode =
  | { readonly op: 'term'; readonly term: number; readonly fields: number }
  | {
      readonly op: 'any'
      readonly nodes: readonly RuleNode[]
      readonly label?: string | undefined
      /** Where all it comes down to is terms in the same fields: those, so that no tree has to be walked. */
      readonly flat?: { readonly terms: readonly number[]; readonly fields: number } | undefined
    }
  | { readonly op: 'all'; readonly nodes: readonly RuleNode[] }
  | { readonly op: 'not'; readonly node: RuleNode }
  | {
      readonly op: 'near'
      readonly words: number
      readonly groups: readonly (readonly number[])[]
      readonly fields: number
    }
  | { readonly op: 'named'; readonly label: string; readonly node: RuleNode }

/** What was found in one item. */
export interface Found {
  /** By term: the fields it was found in, as bits. */
  readonly fields: Uint8Array
  readonly title: readonly Finding[]
  readonly summary: readonly Finding[]
}

/** Resolves a rule. Ids that the definition does not declare are never found; `checkDefinition` reports them. */
export function resolveRule(rule: Rule, definition: Definition): RuleNode {
  const indexes = new Map(definition.terms.map((term, index) => [term.id, index]))
  const indexOf = (id: string) => indexes.get(id) ?? -1

  function resolve(rule: Rule, fields: number): RuleNode {
    if (typeof rule === 'string') return { op: 'term', term: indexOf(rule), fields }
    switch (rule.op) {
      case 'facet': {
        const terms = definition.terms.filter((term) => term.facet === rule.facet)
        const label = definition.facets.find((facet) => facet.id === rule.facet)?.label
        const nodes = terms.map((term) => resolve(term.id, fields))
        return { op: 'any', nodes, label, flat: flatten(nodes) }
      }
      case 'any': {
        const nodes = rule.rules.map((part) => resolve(part, fields))
        return { op: 'any', nodes, flat: flatten(nodes) }
      }
      case 'all':
        return { op: 'all', nodes: rule.rules.map((part) => resolve(part, fields)) }
      case 'not':
        return { op: 'not', node: resolve(rule.rule, fields) }
      case 'near':
        return { op: 'near', words: rule.words, groups: rule.groups.map((ids) => [ids].flat().map(indexOf)), fields }
      case 'in':
        return resolve(rule.rule, fields & SCOPE_FIELDS[rule.scope])
      case 'named':
        return { op: 'named', label: rule.label, node: resolve(rule.rule, fields) }
    }
  }
  return resolve(rule, ANY_FIELD)
}

function flatten(nodes: readonly RuleNode[]): { terms: readonly number[]; fields: number } | undefined {
  const parts = nodes.map((node) => {
    if (node.op === 'term') return { terms: [node.term], fields: node.fields }
    return node.op === 'any' ? node.flat : undefined
  })
  const fields = parts[0]?.fields
  if (fields === undefined || parts.some((part) => part?.fields !== fields)) return undefined
  return { terms: parts.flatMap((part) => part?.terms ?? []), fields }
}

export function holds(node: RuleNode, found: Found): boolean {
  switch (node.op) {
    case 'term':
      return ((found.fields[node.term] ?? 0) & node.fields) !== 0
    // Loops, not some() and every(): this runs for every item.
    case 'any':
      if (node.flat) {
        for (const term of node.flat.terms) if ((found.fields[term] ?? 0) & node.flat.fields) return true
        return false
      }
      for (const part of node.nodes) if (holds(part, found)) return true
      return false
    case 'all':
      for (const part of node.nodes) if (!holds(part, found)) return false
      return true
    case 'not':
      return !holds(node.node, found)
    case 'named':
      return holds(node.node, found)
    case 'near': {
      const fields = node.fields & commonFields(node.groups, found)
      return (
        ((fields & FIELD.title) !== 0 && standNear(found.title, node.groups, node.words)) ||
        ((fields & FIELD.summary) !== 0 && standNear(found.summary, node.groups, node.words))
      )
    }
  }
}

/** The fields in which every group has a term. */
function commonFields(groups: readonly (readonly number[])[], found: Found): number {
  let common = ANY_FIELD
  for (const terms of groups) {
    let fields = 0
    for (const term of terms) fields |= found.fields[term] ?? 0
    common &= fields
    if (common === 0) return 0
  }
  return common
}

/** Whether some stretch of the findings holds every group with at most `words` words between its ends. */
function standNear(findings: readonly Finding[], groups: readonly (readonly number[])[], words: number): boolean {
  if (findings.length === 0) return false
  // The last word of each group's latest finding: the nearest to whatever comes next.
  const latest = groups.map(() => Number.NEGATIVE_INFINITY)
  for (const { term, firstWord, lastWord } of findings) {
    let isMember = false
    let earliest = firstWord
    for (let g = 0; g < groups.length; g++) {
      if (groups[g]?.includes(term)) {
        latest[g] = lastWord
        isMember = true
      } else {
        earliest = Math.min(earliest, latest[g] as number)
      }
    }
    if (isMember && firstWord - earliest - 1 <= words) return true
  }
  return false
}

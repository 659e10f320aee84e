// Terms without which no rule can hold, for a first glance at an item.
import { FIELD, type RuleNode } from '../../matching/rule-node.ts'

const TEXT = FIELD.title | FIELD.summary

/** The price of having to look for some terms: how often, roughly, a text that is no match has one of them. */
interface Cover {
  readonly terms: ReadonlySet<number>
  readonly price: number
}

/**
 * A set of terms of which title or summary has at least one wherever a rule could hold; undefined where a rule could
 * hold by the source alone. Of the possible sets one with a low price.
 * @param bySource whether the source is evidence of the term
 * @param price of one term
 */
export function coverRules(
  rules: readonly RuleNode[],
  bySource: (term: number) => boolean,
  price: (term: number) => number,
): ReadonlySet<number> | undefined {
  const either: RuleNode = { op: 'any', nodes: rules }
  const total = (terms: Iterable<number>) => [...terms].reduce((sum, term) => sum + price(term), 0)
  let best: ReadonlySet<number> | undefined
  // What is looked for anyway is free for every part of the rule: groups that it names again and again are tried.
  for (const group of [[], ...repeated(groupsOf(either))]) {
    let free = new Set(group)
    for (let round = 0; round < 2; round++) {
      const cover = coverNode(either, bySource, (term) => (free.has(term) ? 0 : price(term)))
      if (!cover) return undefined
      free = new Set(cover.terms)
    }
    if (!best || total(free) < total(best)) best = free
  }
  return best
}

function repeated(groups: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const seen = new Map<string, number>()
  return groups.filter((group) => {
    const times = (seen.get(group.join()) ?? 0) + 1
    seen.set(group.join(), times)
    return times === 2
  })
}

/** Groups of which a rule asks for any: what `any` joins, and what `near` asks for. */
function groupsOf(node: RuleNode): readonly (readonly number[])[] {
  switch (node.op) {
    case 'term':
    case 'not':
      return []
    case 'near':
      return node.groups
    case 'named':
      return groupsOf(node.node)
    case 'any':
    case 'all': {
      const own = node.nodes.flatMap((part) => (part.op === 'term' ? [part.term] : []))
      return [...(node.op === 'any' && own.length > 0 ? [own] : []), ...node.nodes.flatMap(groupsOf)]
    }
  }
}

function coverNode(
  node: RuleNode,
  bySource: (term: number) => boolean,
  price: (term: number) => number,
): Cover | undefined {
  const coverTerms = (terms: readonly number[]): Cover => ({
    terms: new Set(terms),
    price: terms.reduce((sum, term) => sum + price(term), 0),
  })
  const cheapest = (covers: readonly (Cover | undefined)[]) =>
    covers.reduce((best, cover) => (!best || (cover && cover.price < best.price) ? cover : best), undefined)

  switch (node.op) {
    case 'term':
      if ((node.fields & FIELD.source) !== 0 && bySource(node.term)) return undefined
      return coverTerms((node.fields & TEXT) !== 0 ? [node.term] : [])
    case 'any': {
      const covers = node.nodes.map((part) => coverNode(part, bySource, price))
      if (covers.includes(undefined)) return undefined
      return coverTerms([...new Set(covers.flatMap((cover) => [...(cover?.terms ?? [])]))])
    }
    case 'all':
      return cheapest(node.nodes.map((part) => coverNode(part, bySource, price)))
    case 'near':
      return (node.fields & TEXT) === 0 ? coverTerms([]) : cheapest(node.groups.map(coverTerms))
    case 'named':
      return coverNode(node.node, bySource, price)
    case 'not':
      return undefined
  }
}

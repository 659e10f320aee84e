/**
 * Can a rule be true, can it be false? Answered by trying assignments of what could be found where, depth first. Rules
 * are small; past MAX_STEPS the answer is "yes", so that a check never hangs and never refuses what it did not prove.
 */
import type { Rule, Scope, Term } from './definition.ts'

const MAX_STEPS = 100_000

const TITLE = 1
const SUMMARY = 2
const SOURCE = 4
const FIELDS = [TITLE, SUMMARY, SOURCE]
const SCOPES: Record<Scope, number> = { title: TITLE, summary: SUMMARY, text: TITLE | SUMMARY, source: SOURCE }

/** What is decided so far: "term:field" → found or not. */
type Findings = ReadonlyMap<string, boolean>
type Goal = { readonly rule: Rule; readonly want: boolean; readonly fields: number }

/** Whether some set of findings gives the rule the value wanted. */
export function solve(rule: Rule, want: boolean, terms: ReadonlyMap<string, Term>): boolean {
  let steps = 0

  /** Whether all goals can be met together, given the findings. */
  function meet(goals: readonly Goal[], findings: Findings): boolean {
    const [goal, ...rest] = goals
    if (!goal || ++steps > MAX_STEPS) return true
    const { rule, want, fields } = goal
    if (typeof rule === 'string') return meetTerm(rule, want, fields, rest, findings)
    switch (rule.op) {
      case 'facet': {
        const ids = [...terms.values()].filter((term) => term.facet === rule.facet).map((term) => term.id)
        return meet([{ rule: { op: 'any', rules: ids }, want, fields }, ...rest], findings)
      }
      case 'any':
      case 'all': {
        const parts = rule.rules.map((part) => ({ rule: part, want, fields }))
        const allNeeded = (rule.op === 'all') === want
        if (allNeeded) return meet([...parts, ...rest], findings)
        return parts.some((part) => meet([part, ...rest], findings))
      }
      case 'near': {
        // Found but too far apart is always possible, so only "near" asks anything of the findings.
        if (!want) return meet(rest, findings)
        return [TITLE, SUMMARY]
          .filter((field) => fields & field)
          .some((field) => {
            const parts = rule.groups.map(
              (ids): Goal => ({ rule: { op: 'any', rules: [ids].flat() }, want, fields: field }),
            )
            return meet([...parts, ...rest], findings)
          })
      }
      case 'not':
        return meet([{ rule: rule.rule, want: !want, fields }, ...rest], findings)
      case 'in':
        return meet([{ rule: rule.rule, want, fields: fields & SCOPES[rule.scope] }, ...rest], findings)
      case 'named':
        return meet([{ rule: rule.rule, want, fields }, ...rest], findings)
    }
  }

  function meetTerm(id: string, want: boolean, fields: number, rest: readonly Goal[], findings: Findings): boolean {
    const places = FIELDS.filter((field) => fields & field && isPossible(terms.get(id), field))
    const keys = places.map((field) => `${id}:${field}`)
    if (!want) {
      if (keys.some((key) => findings.get(key) === true)) return false
      return meet(rest, new Map([...findings, ...keys.map((key) => [key, false] as const)]))
    }
    return keys.some((key) => findings.get(key) !== false && meet(rest, new Map([...findings, [key, true]])))
  }

  return meet([{ rule, want, fields: TITLE | SUMMARY | SOURCE }], new Map())
}

function isPossible(term: Term | undefined, field: number): boolean {
  if (!term) return false
  if (field === SOURCE) return term.source !== undefined
  return [term.designators, term.acronyms, Object.values(term.spellings ?? {}).flat()].some((list) => list?.length)
}

import type { Definition, Term } from '../definition/definition.ts'
import { ruleVersion } from '../definition/rule-version.ts'
import { type Finding, TermFinder } from './find-terms.ts'
import { buildLexicon } from './lexicon.ts'
import type { Evidence, EvidenceField, Matcher, MatchInput, MatchResult } from './match-result.ts'
import { NormalisedText } from './normalise.ts'
import { explainMatch, explainMiss, explainNearMiss } from './reason.ts'
import { FIELD, type Found, holds, resolveRule } from './rule-node.ts'
import { Words } from './words.ts'

/** Of one term in one field: more would make an entry long without telling more. */
const MAX_EVIDENCE_PER_TERM_AND_FIELD = 5

const NOTHING_FOUND: MatchResult = {
  matched: false,
  nearMiss: false,
  terms: [],
  evidence: [],
  reason: 'No term was found.',
}

/**
 * Makes the matcher of a definition that `checkDefinition` has no complaint about. Building takes some milliseconds;
 * build once, outside any request. `match` is pure, takes time in proportion to the text and never throws.
 * @param lexicon of the definition, where it was built before
 */
export function createMatcher(definition: Definition, lexicon = buildLexicon(definition)): Matcher {
  const finder = new TermFinder(lexicon, new NormalisedText(), new Words())
  const rule = resolveRule(definition.rule, definition)
  const nearMissRule = resolveRule(definition.nearMiss, definition)
  const sourceTerms = definition.terms.map((term, index) => ({ term, index })).filter(({ term }) => term.source)

  // Reused from item to item: it never leaves `match`.
  const fields = new Uint8Array(definition.terms.length)
  const counts = new Uint8Array(definition.terms.length)

  function match(input: MatchInput): MatchResult {
    const { found, bySource } = findAll(input)
    const evidence: Evidence[] = []
    addEvidence(evidence, 'title', input.title, found.title)
    addEvidence(evidence, 'summary', input.summary ?? '', found.summary)
    evidence.push(...bySource)
    if (evidence.length === 0) return NOTHING_FOUND

    const matched = holds(rule, found)
    const nearMiss = !matched && holds(nearMissRule, found)
    return { matched, nearMiss, terms: foundIds(), evidence, reason: explain(matched, nearMiss, found) }
  }

  function isOfUse(input: MatchInput): boolean {
    const { found, bySource } = findAll(input)
    if (found.title.length + found.summary.length + bySource.length === 0) return false
    return holds(rule, found) || holds(nearMissRule, found)
  }

  /** Valid until the next call. */
  function findAll({ title, summary, lang, country }: MatchInput): { found: Found; bySource: readonly Evidence[] } {
    const found: Found = { fields: fields.fill(0), title: find(title), summary: find(summary) }
    for (const { term } of found.title) fields[term] = (fields[term] ?? 0) | FIELD.title
    for (const { term } of found.summary) fields[term] = (fields[term] ?? 0) | FIELD.summary
    const language = lang?.split(/[-_]/, 1)[0]?.toLowerCase()
    const countryCode = country?.toUpperCase()
    const bySource: Evidence[] = []
    for (const { term, index } of sourceTerms) {
      const text = sourceEvidence(term, language, countryCode)
      if (text === undefined) continue
      fields[index] = (fields[index] ?? 0) | FIELD.source
      bySource.push({ term: term.id, facet: term.facet, field: 'source', text })
    }
    return { found, bySource }
  }

  function explain(matched: boolean, nearMiss: boolean, found: Found): string {
    if (matched) return explainMatch(rule, found, definition)
    return nearMiss ? explainNearMiss(rule, found, definition) : explainMiss(found, definition)
  }

  function foundIds(): readonly string[] {
    const ids: string[] = []
    for (let index = 0; index < fields.length; index++) {
      if (fields[index]) ids.push((definition.terms[index] as Term).id)
    }
    return ids
  }

  function find(text: string | undefined): readonly Finding[] {
    return text ? finder.find(text) : []
  }

  function addEvidence(evidence: Evidence[], field: EvidenceField, text: string, findings: readonly Finding[]): void {
    if (findings.length === 0) return
    counts.fill(0)
    for (const { term: index, start, end } of findings) {
      const count = counts[index] ?? 0
      if (count === MAX_EVIDENCE_PER_TERM_AND_FIELD) continue
      counts[index] = count + 1
      const { id, facet } = definition.terms[index] as Term
      evidence.push({ term: id, facet, field, text: text.slice(start, end), start, end })
    }
  }

  return { version: ruleVersion(definition), match, isOfUse }
}

/** What of the source is evidence of the term, in words. */
function sourceEvidence(
  { source }: Term,
  language: string | undefined,
  country: string | undefined,
): string | undefined {
  if (country && source?.countries?.includes(country)) return `country ${country}`
  if (language && source?.languages?.includes(language)) return `language ${language}`
  return undefined
}

import type { Definition, Term } from '../definition/definition.ts'
import { ruleVersion } from '../definition/rule-version.ts'
import { type Finding, TermFinder } from './find-terms.ts'
import { buildLexicon } from './lexicon.ts'
import type { Evidence, EvidenceField, Matcher, MatchInput, MatchResult } from './match-result.ts'
import { NormalisedText } from './normalise.ts'
import { explainMatch, explainMiss } from './reason.ts'
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
 * Makes the matcher of a definition that `checkDefinition` has no complaint about. Building takes about a millisecond;
 * build once, outside any request. `match` is pure, takes time in proportion to the text and never throws.
 */
export function createMatcher(definition: Definition): Matcher {
  const finder = new TermFinder(buildLexicon(definition), new NormalisedText(), new Words())
  const rule = resolveRule(definition.rule, definition)
  const nearMissRule = resolveRule(definition.nearMiss, definition)
  const sourceTerms = definition.terms.map((term, index) => ({ term, index })).filter(({ term }) => term.source)

  function match(input: MatchInput): MatchResult {
    const found = {
      fields: new Uint8Array(definition.terms.length),
      title: finder.find(input.title),
      summary: find(input.summary),
    }
    for (const finding of found.title) mark(found, finding.term, FIELD.title)
    for (const finding of found.summary) mark(found, finding.term, FIELD.summary)
    const fromSource: Evidence[] = []
    for (const { term, index } of sourceTerms) {
      const text = sourceEvidence(term, input)
      if (text === undefined) continue
      mark(found, index, FIELD.source)
      fromSource.push({ term: term.id, facet: term.facet, field: 'source', text })
    }
    if (found.title.length === 0 && found.summary.length === 0 && fromSource.length === 0) return NOTHING_FOUND

    const matched = holds(rule, found)
    return {
      matched,
      nearMiss: !matched && holds(nearMissRule, found),
      terms: definition.terms.filter((_, index) => found.fields[index]).map((term) => term.id),
      evidence: [
        ...textEvidence('title', input.title, found.title),
        ...textEvidence('summary', input.summary ?? '', found.summary),
        ...fromSource,
      ],
      reason: matched ? explainMatch(rule, found, definition) : explainMiss(rule, found, definition),
    }
  }

  function find(text: string | undefined): readonly Finding[] {
    return text ? finder.find(text) : []
  }

  function textEvidence(field: EvidenceField, text: string, findings: readonly Finding[]): readonly Evidence[] {
    const counts = new Map<number, number>()
    const evidence: Evidence[] = []
    for (const { term: index, start, end } of findings) {
      const term = definition.terms[index] as Term
      const count = (counts.get(index) ?? 0) + 1
      counts.set(index, count)
      if (count > MAX_EVIDENCE_PER_TERM_AND_FIELD) continue
      evidence.push({ term: term.id, facet: term.facet, field, text: text.slice(start, end), start, end })
    }
    return evidence
  }

  return { version: ruleVersion(definition), match }
}

function mark(found: Found, term: number, field: number): void {
  found.fields[term] = (found.fields[term] ?? 0) | field
}

/** What of the source is evidence of the term, in words. */
function sourceEvidence({ source }: Term, { lang, country }: MatchInput): string | undefined {
  const language = lang?.split(/[-_]/)[0]?.toLowerCase()
  if (country && source?.countries?.includes(country.toUpperCase())) return `country ${country.toUpperCase()}`
  if (language && source?.languages?.includes(language)) return `language ${language}`
  return undefined
}

import { checkRule } from './check-rule.ts'
import type { Definition, Term } from './definition.ts'
import { parseDesignator, parseSpelling } from './spelling.ts'

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/
const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/

/** What is wrong with a definition, each a sentence that names the place and says what to change. Empty: nothing. */
export function checkDefinition(definition: Definition): readonly string[] {
  const problems: string[] = []
  if (!ID.test(definition.id)) {
    problems.push(`Definition id "${definition.id}": use lower-case letters, digits and single hyphens.`)
  }
  if (definition.title.trim() === '') problems.push('The definition has no title; say in a few words what it follows.')
  for (const language of definition.languages) {
    if (!LANGUAGE.test(language)) problems.push(`Language "${language}": write a BCP 47 tag such as "en" or "pt-BR".`)
  }
  problems.push(...checkIds('Facet', definition.facets), ...checkIds('Term', definition.terms))

  const facets = new Set(definition.facets.map((facet) => facet.id))
  const languages = new Set(definition.languages)
  for (const term of definition.terms) {
    if (!facets.has(term.facet)) {
      problems.push(`Term "${term.id}": facet "${term.facet}" is not declared; add it to facets or correct it.`)
    }
    problems.push(...checkTerm(term, languages))
  }
  problems.push(...checkRule('rule', definition.rule, definition))
  problems.push(...checkRule('nearMiss', definition.nearMiss, definition))
  return problems
}

function checkIds(what: 'Facet' | 'Term', things: readonly { id: string; label: string }[]): readonly string[] {
  const problems: string[] = []
  const seen = new Set<string>()
  if (things.length === 0) problems.push(`The definition has no ${what.toLowerCase()}s; declare at least one.`)
  for (const { id, label } of things) {
    if (!ID.test(id)) problems.push(`${what} id "${id}": use lower-case letters, digits and single hyphens.`)
    if (seen.has(id)) problems.push(`${what} "${id}" is declared twice; rename or remove one.`)
    if (label.trim() === '') problems.push(`${what} "${id}": the label is empty; write what a reader calls it.`)
    seen.add(id)
  }
  return problems
}

function checkTerm(term: Term, languages: ReadonlySet<string>): readonly string[] {
  const problems: string[] = []
  const complain = (what: string, text: string, reason: string) =>
    problems.push(`Term "${term.id}", ${what} "${text}": ${reason}.`)

  for (const text of term.designators ?? []) {
    const parsed = parseDesignator(text)
    if (!parsed.ok) complain('designator', text, parsed.reason)
  }
  for (const text of term.acronyms ?? []) {
    if (!/^\p{Lu}[\p{Lu}\p{Nd}]+$/u.test(text)) {
      complain('acronym', text, 'write two or more capitals without dots, or make it a spelling')
    }
  }
  for (const [language, texts] of Object.entries(term.spellings ?? {})) {
    if (!languages.has(language)) {
      problems.push(`Term "${term.id}": language "${language}" is not among the definition's languages; add it there.`)
    }
    for (const text of texts) {
      const parsed = parseSpelling(text)
      if (!parsed.ok) complain(`${language} spelling`, text, parsed.reason)
    }
  }
  for (const text of term.except ?? []) {
    const parsed = parseSpelling(text)
    if (!parsed.ok) complain('exception', text, parsed.reason)
  }
  problems.push(...checkTermSource(term))
  if (!canBeFound(term)) {
    problems.push(`Term "${term.id}" can never be found; give it a designator, an acronym, a spelling or a source.`)
  }
  return problems
}

function checkTermSource(term: Term): readonly string[] {
  const problems: string[] = []
  for (const country of term.source?.countries ?? []) {
    if (!/^[A-Z]{2}$/.test(country)) {
      problems.push(`Term "${term.id}", source country "${country}": write two capitals (ISO 3166-1), such as "TR".`)
    }
  }
  for (const language of term.source?.languages ?? []) {
    if (!/^[a-z]{2,3}$/.test(language)) {
      problems.push(`Term "${term.id}", source language "${language}": write two or three small letters, such as "tr".`)
    }
  }
  return problems
}

function canBeFound(term: Term): boolean {
  const spellings = Object.values(term.spellings ?? {}).flat()
  const lists = [term.designators, term.acronyms, spellings, term.source?.countries, term.source?.languages]
  return lists.some((list) => (list?.length ?? 0) > 0)
}

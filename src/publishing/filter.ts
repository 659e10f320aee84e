// The filter that feeds, API and page share: which entries, and whether as stories.
import type { Definition } from '../definition/definition.ts'
import { findTerm } from '../definition/look-up.ts'
import type { Source, SourceKind } from '../definition/source.ts'
import type { Entry } from '../entries/entry.ts'
import { listQueryWords } from '../matching/search-words.ts'

/** Within one list any, across the lists all; an empty list asks nothing. Times are ISO 8601 UTC, as in entries. */
export interface Filter {
  /** Within a facet any, across facets all. */
  readonly terms: readonly string[]
  readonly sources: readonly string[]
  readonly kinds: readonly SourceKind[]
  /** BCP 47; "en" is also "en-GB". */
  readonly langs: readonly string[]
  /** since ≤ firstSeen < until. */
  readonly since?: string
  readonly until?: string
  /** publishedSince ≤ published; what has no date does not match. */
  readonly publishedSince?: string
  /** Every word must begin a word of title or summary. */
  readonly q?: string
  readonly view: 'stories' | 'all'
}

export const NO_FILTER: Filter = { terms: [], sources: [], kinds: [], langs: [], view: 'stories' }

/** What a filter looks at, beside the words. */
export interface Filterable extends Pick<Entry, 'firstSeen' | 'published' | 'lang' | 'terms'> {
  readonly source: string
  readonly kind: SourceKind
}

/** A filter, ready for many entries. */
export interface CompiledFilter extends Omit<Filter, 'q'> {
  /** One list a facet. */
  readonly termGroups: readonly (readonly string[])[]
  /** Each with the space before it that stands before every word in `words`. */
  readonly words: readonly string[]
  readonly asksNothing: boolean
}

export function compileFilter(filter: Filter, definition: Definition): CompiledFilter {
  const words = listQueryWords(filter.q ?? '').map((word) => ` ${word}`)
  const { terms, sources, kinds, langs, since, until, publishedSince } = filter
  const asksNothing =
    (since ?? until ?? publishedSince) === undefined &&
    [terms, sources, kinds, langs, words].every((asked) => asked.length === 0)
  return { ...filter, termGroups: groupTerms(terms, definition), words, asksNothing }
}

/** One list a facet. */
function groupTerms(terms: readonly string[], definition: Definition): readonly (readonly string[])[] {
  return [...Map.groupBy(terms, (id) => findTerm(definition, id)?.facet).values()]
}

/** @param words the entry's words, each after a space (see joinWords); only called where the filter asks for words */
export function matchesFilter(filter: CompiledFilter, entry: Filterable, words: () => string): boolean {
  if (filter.asksNothing) return true
  const { termGroups, sources, kinds, langs, since, until, publishedSince } = filter
  if (since !== undefined && entry.firstSeen < since) return false
  if (until !== undefined && entry.firstSeen >= until) return false
  if (publishedSince !== undefined && (entry.published === null || entry.published < publishedSince)) return false
  if (kinds.length > 0 && !kinds.includes(entry.kind)) return false
  if (sources.length > 0 && !sources.includes(entry.source)) return false
  if (langs.length > 0 && !langs.some((lang) => entry.lang === lang || entry.lang.startsWith(`${lang}-`))) return false
  if (!termGroups.every((group) => group.some((id) => entry.terms.includes(id)))) return false
  if (filter.words.length === 0) return true
  const text = words()
  return filter.words.every((word) => text.includes(word))
}

/** The words of an entry as one text, the form in which matchesFilter looks for them. */
export function joinWords(words: readonly string[]): string {
  return words.map((word) => ` ${word}`).join('')
}

/** The filter as a query string without "?", the same for filters that ask the same; '' for none. */
export function canonicalQuery(filter: Filter): string {
  const query = new URLSearchParams()
  const add = (name: string, values: readonly (string | undefined)[]): void => {
    for (const value of [...new Set(values)].sort()) if (value) query.append(name, value)
  }
  add('kind', filter.kinds)
  add('lang', filter.langs)
  add('publishedSince', [filter.publishedSince])
  add('q', [listQueryWords(filter.q ?? '').join(' ')])
  add('since', [filter.since])
  add('source', filter.sources)
  add('term', filter.terms)
  add('until', [filter.until])
  if (filter.view !== 'stories') query.append('view', filter.view)
  return query.toString()
}

const KIND_LABELS: Record<SourceKind, string> = {
  official: 'official sources',
  agency: 'agencies',
  press: 'press',
  specialist: 'specialist press',
  search: 'news search',
}

/** The filter in English words, for a title: "S-400 or F-35; denies; official sources". '' for none. */
export function describeFilter(filter: Filter, definition: Definition, sources: readonly Source[]): string {
  const { kinds, langs, since, until, publishedSince, q, view } = filter
  const labels = groupTerms(filter.terms, definition).map((group) =>
    anyOf(group.map((id) => findTerm(definition, id)?.label ?? id)),
  )
  const parts = [
    ...labels,
    anyOf(kinds.map((kind) => KIND_LABELS[kind])),
    anyOf(filter.sources.map((id) => sources.find((source) => source.id === id)?.title ?? id)),
    langs.length > 0 && `in ${anyOf(langs.map(nameLanguage))}`,
    since && `first seen from ${readableTime(since)}`,
    until && `first seen before ${readableTime(until)}`,
    publishedSince && `published from ${readableTime(publishedSince)}`,
    q && `with the words “${q.trim().replace(/\s+/g, ' ')}”`,
    view === 'all' && 'every report',
  ]
  return parts.filter(Boolean).join('; ')
}

/** Intl.DisplayNames knows all, and takes 10 ms of CPU when first asked: a request's whole share. */
export const LANGUAGES: Readonly<Record<string, string>> = {
  ar: 'Arabic',
  de: 'German',
  el: 'Greek',
  en: 'English',
  es: 'Spanish',
  fa: 'Persian',
  fr: 'French',
  he: 'Hebrew',
  it: 'Italian',
  ru: 'Russian',
  tr: 'Turkish',
  uk: 'Ukrainian',
}

const nameLanguage = (tag: string): string => LANGUAGES[tag] ?? tag
const anyOf = (labels: readonly string[]): string => labels.toSorted().join(' or ')
const readableTime = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`

/**
 * What can be tracked, as plain data: facets, terms and a rule over them. Nothing here knows a dispute.
 *
 * A rule is either a term id, true where the term was found, or an object with `op`. Write it with the functions
 * below: `defineDispute` makes a wrong term or facet id a compile error, `checkDefinition` finds the rest.
 */

/** A kind of term, for example `system` or `measure`. */
export interface Facet<Id extends string = string> {
  readonly id: Id
  /** What a reader calls it. */
  readonly label: string
  /** Where its terms stand in the suffix of a title that is not in English: "[TR: topics; acts]". Default: nowhere. */
  readonly inTitle?: 'topic' | 'act'
}

/** Something to look for. At least one of `designators`, `acronyms`, `spellings` and `source` is needed. */
export interface Term<FacetId extends string = string, Id extends string = string> {
  readonly id: Id
  readonly facet: FacetId
  /** What an English reader calls it; stands in reasons and feed titles. */
  readonly label: string
  /**
   * Letters and a number written once ("S-400"). Found with any dash, a space or nothing between them, in Cyrillic,
   * Greek and Arabic letters, with a plural, a variant letter or an ending ("F-35A", "S-400'lerin").
   */
  readonly designators?: readonly string[]
  /** Found only in this case ("US", "U.S."), for acronyms that are also words. */
  readonly acronyms?: readonly string[]
  /**
   * Words and phrases by language (BCP 47). Case and accents do not matter; a dash counts as a space. A `*` after a
   * word lets any ending follow (`sanction*`, `hava savunma sistem*`). All languages are looked for in every text,
   * because outlets quote each other: the language is there for the reader of the definition.
   */
  readonly spellings?: Readonly<Record<string, readonly string[]>>
  /** Phrases, spelled alike, in which the term does not count ("cold turkey"). */
  readonly except?: readonly string[]
  /** Sources whose country or language is evidence of the term: a Turkish outlet does not name its own country. */
  readonly source?: {
    /** ISO 3166-1 alpha-2, capitals. */
    readonly countries?: readonly string[]
    /** BCP 47 primary subtags, lower case. */
    readonly languages?: readonly string[]
  }
}

/** Where a part of a rule looks. `text` is title or summary; without a scope the source counts too. */
export type Scope = 'title' | 'summary' | 'text' | 'source'

export type Rule<TermId extends string = string, FacetId extends string = string> =
  | TermId
  | { readonly op: 'facet'; readonly facet: FacetId }
  | { readonly op: 'any' | 'all'; readonly rules: readonly Rule<TermId, FacetId>[] }
  | { readonly op: 'not'; readonly rule: Rule<TermId, FacetId> }
  | { readonly op: 'near'; readonly words: number; readonly groups: readonly (TermId | readonly TermId[])[] }
  | { readonly op: 'in'; readonly scope: Scope; readonly rule: Rule<TermId, FacetId> }
  | { readonly op: 'named'; readonly label: string; readonly rule: Rule<TermId, FacetId> }

export interface Definition {
  /** Stable: entry ids are made in a namespace of it. Lower-case letters, digits and hyphens. */
  readonly id: string
  readonly title: string
  readonly description: string
  /** Languages the terms are spelled in, BCP 47. */
  readonly languages: readonly string[]
  readonly facets: readonly Facet[]
  readonly terms: readonly Term[]
  /** What makes an item a match. */
  readonly rule: Rule
  /** What makes an item that is no match a near miss. */
  readonly nearMiss: Rule
}

/** The definition as it is, with the ids in its terms and rules checked by the compiler. */
export function defineDispute<
  const Facets extends readonly Facet[],
  const Terms extends readonly Term<NoInfer<Facets[number]['id']>>[],
>(
  definition: Omit<Definition, 'facets' | 'terms' | 'rule' | 'nearMiss'> & {
    readonly facets: Facets
    readonly terms: Terms
    readonly rule: Rule<NoInfer<Terms[number]['id']>, NoInfer<Facets[number]['id']>>
    readonly nearMiss: Rule<NoInfer<Terms[number]['id']>, NoInfer<Facets[number]['id']>>
  },
): Definition {
  return definition
}

/** Terms kept in a file of their own, their ids still known to the compiler where they are put into a definition. */
export function defineTerms<const Terms extends readonly Term[]>(terms: Terms): Terms {
  return terms
}

/** At least one of the rules holds. */
export function any<const Rules extends readonly Rule[]>(...rules: Rules) {
  return { op: 'any', rules } as const
}

/** Every one of the rules holds. */
export function all<const Rules extends readonly Rule[]>(...rules: Rules) {
  return { op: 'all', rules } as const
}

/** The rule does not hold. */
export function not<const Inner extends Rule>(rule: Inner) {
  return { op: 'not', rule } as const
}

/** Any term of the facet is found. */
export function facet<const Id extends string>(id: Id) {
  return { op: 'facet', facet: id } as const
}

/**
 * In one field, with at most `words` words between the first and the last, a term of each group, in any order. A group
 * is a term id or a list of them.
 */
export function near<const Groups extends readonly (string | readonly string[])[]>(words: number, ...groups: Groups) {
  return { op: 'near', words, groups } as const
}

/** The rule holds of the title alone. */
export function inTitle<const Inner extends Rule>(rule: Inner) {
  return { op: 'in', scope: 'title', rule } as const
}

/** The rule holds of the summary alone. */
export function inSummary<const Inner extends Rule>(rule: Inner) {
  return { op: 'in', scope: 'summary', rule } as const
}

/** The rule holds of title and summary, whatever the source. */
export function inText<const Inner extends Rule>(rule: Inner) {
  return { op: 'in', scope: 'text', rule } as const
}

/** The rule holds of the source, whatever the text. */
export function fromSource<const Inner extends Rule>(rule: Inner) {
  return { op: 'in', scope: 'source', rule } as const
}

/** The rule under a name, for the sentence that says what a near miss lacks. */
export function named<const Inner extends Rule>(label: string, rule: Inner) {
  return { op: 'named', label, rule } as const
}

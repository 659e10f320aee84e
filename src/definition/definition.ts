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
  /**
   * Found only in capitals ("US", "U.S."), for acronyms that are also words. In a text without a single capital, as
   * titles made from addresses are, case says nothing and they are found too.
   */
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

/** A term id, or an object that says how rules are combined. */
export type Rule = string | RulePart

export type RulePart =
  | { readonly op: 'facet'; readonly facet: string }
  | { readonly op: 'any' | 'all'; readonly rules: readonly Rule[] }
  | { readonly op: 'not'; readonly rule: Rule }
  | { readonly op: 'near'; readonly words: number; readonly groups: readonly (string | readonly string[])[] }
  | { readonly op: 'in'; readonly scope: Scope; readonly rule: Rule }
  | { readonly op: 'named'; readonly label: string; readonly rule: Rule }

/** A part that remembers, for the compiler alone, which ids stand in it. */
export type TypedPart<TermId, FacetId> = RulePart & { readonly [termIds]?: TermId; readonly [facetIds]?: FacetId }
declare const termIds: unique symbol
declare const facetIds: unique symbol

type TermIdIn<R> = R extends string ? R : R extends { readonly [termIds]?: infer Id } ? Exclude<Id, undefined> : never
type FacetIdIn<R> = R extends string
  ? never
  : R extends { readonly [facetIds]?: infer Id }
    ? Exclude<Id, undefined>
    : never
type PartOf<R> = TypedPart<TermIdIn<R>, FacetIdIn<R>>

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
    readonly rule: TypedRule<NoInfer<Terms>, NoInfer<Facets>>
    readonly nearMiss: TypedRule<NoInfer<Terms>, NoInfer<Facets>>
  },
): Definition {
  return definition
}

type TypedRule<Terms extends readonly Term[], Facets extends readonly Facet[]> =
  | Terms[number]['id']
  | TypedPart<Terms[number]['id'], Facets[number]['id']>

/** Terms kept in a file of their own, their ids still known to the compiler where they are put into a definition. */
export function defineTerms<const Terms extends readonly Term[]>(terms: Terms): Terms {
  return terms
}

/** At least one of the rules holds. */
export function any<const R extends readonly Rule[]>(...rules: R): PartOf<R[number]> {
  return { op: 'any', rules }
}

/** Every one of the rules holds. */
export function all<const R extends readonly Rule[]>(...rules: R): PartOf<R[number]> {
  return { op: 'all', rules }
}

/** The rule does not hold. */
export function not<const R extends Rule>(rule: R): PartOf<R> {
  return { op: 'not', rule }
}

/** Any term of the facet is found. */
export function facet<const FacetId extends string>(id: FacetId): TypedPart<never, FacetId> {
  return { op: 'facet', facet: id }
}

/**
 * In one field, with at most `words` words between the first and the last, a term of each group, in any order. A group
 * is a term id or a list of them.
 */
export function near<const Groups extends readonly (string | readonly string[])[]>(
  words: number,
  ...groups: Groups
): TypedPart<Groups[number] extends infer G ? (G extends readonly (infer Id)[] ? Id : G) : never, never> {
  return { op: 'near', words, groups }
}

/** The rule holds of the title alone. */
export function inTitle<const R extends Rule>(rule: R): PartOf<R> {
  return { op: 'in', scope: 'title', rule }
}

/** The rule holds of the summary alone. */
export function inSummary<const R extends Rule>(rule: R): PartOf<R> {
  return { op: 'in', scope: 'summary', rule }
}

/** The rule holds of title and summary, whatever the source. */
export function inText<const R extends Rule>(rule: R): PartOf<R> {
  return { op: 'in', scope: 'text', rule }
}

/** The rule holds of the source, whatever the text. */
export function fromSource<const R extends Rule>(rule: R): PartOf<R> {
  return { op: 'in', scope: 'source', rule }
}

/** The rule under a name, for the sentence that says what a near miss lacks. */
export function named<const R extends Rule>(label: string, rule: R): PartOf<R> {
  return { op: 'named', label, rule }
}

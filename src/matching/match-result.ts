/** What is matched: plain text as it is stored, no markup, no entities. */
export interface MatchInput {
  readonly title: string
  readonly summary?: string | undefined
  /** BCP 47 language of the text or of its source. */
  readonly lang?: string | undefined
  /** ISO 3166-1 alpha-2 country of the source. */
  readonly country?: string | undefined
}

export type EvidenceField = 'title' | 'summary' | 'source'

/** Why an item matched: one finding of one term. */
export interface Evidence {
  /** Term id. */
  readonly term: string
  /** Facet id. */
  readonly facet: string
  readonly field: EvidenceField
  /** The words found; for field `source` what of the source counted, e.g. "language tr". */
  readonly text: string
  /** UTF-16 offsets into the field, half-open. Absent for field `source`. */
  readonly start?: number
  readonly end?: number
}

export interface MatchResult {
  readonly matched: boolean
  /** Never true together with `matched`. */
  readonly nearMiss: boolean
  /** Distinct term ids in the order the definition declares them. */
  readonly terms: readonly string[]
  readonly evidence: readonly Evidence[]
  /** One English sentence: why it matched, or what a near miss lacks, or that nothing was found. */
  readonly reason: string
}

export interface Matcher {
  /** The rule's version: a hash of terms and rule. */
  readonly version: string
  match(input: MatchInput): MatchResult
  /** Whether `match` would make it a match or a near miss, for less: nothing is explained. */
  isOfUse(input: MatchInput): boolean
}

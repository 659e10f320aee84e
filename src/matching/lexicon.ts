/** All that a definition's terms can look like, folded and sorted by how a word starts. Built once per definition. */
import type { Definition } from '../definition/definition.ts'
import { parseDesignator } from '../definition/spelling.ts'
import { type DesignatorForm, designatorForms } from './designator.ts'
import { NormalisedText, normalise } from './normalise.ts'
import { splitWords, Words } from './words.ts'

/** A word that phrases start with. Looked at once for all of them. */
export interface FirstWord extends PhraseWord {
  readonly phrases: Phrase[]
}

export interface Phrase {
  /** Index of the term in the definition. */
  readonly term: number
  /** The words after the first. */
  readonly rest: readonly PhraseWord[]
  /** Only where the text has capitals. */
  readonly capitals: boolean
  /** What it covers does not count as the term. */
  readonly isException: boolean
}

export interface PhraseWord {
  readonly units: readonly number[]
  readonly stem: boolean
}

export interface TermDesignator {
  readonly term: number
  readonly form: DesignatorForm
}

export interface Lexicon {
  /** By a hash of how the word starts: see `bucketOf`. */
  readonly firstWords: readonly (readonly FirstWord[] | undefined)[]
  /** Whether any first word is a stem of two units, so that longer words can start with it. */
  readonly hasShortStems: boolean
  /** Designators by a hash of the first unit of their letters: see `designatorBucketOf`. */
  readonly designators: readonly (readonly TermDesignator[] | undefined)[]
}

const BUCKETS = 4096
const DESIGNATOR_BUCKETS = 256

/** The bucket of a word that starts with these units; `third` is 0 for a word or stem of two. */
export function bucketOf(first: number, second: number, third: number): number {
  return ((first * 31 + second) * 31 + third) & (BUCKETS - 1)
}

export function designatorBucketOf(unit: number): number {
  return unit & (DESIGNATOR_BUCKETS - 1)
}

/** Spellings that `checkDefinition` would refuse are left out. */
export function buildLexicon(definition: Definition): Lexicon {
  const firstWords: FirstWord[][] = new Array(BUCKETS)
  let hasShortStems = false
  const folded = new NormalisedText()
  const words = new Words()
  const designators: TermDesignator[][] = new Array(DESIGNATOR_BUCKETS)

  const addPhrase = (text: string, term: number, kind: { capitals?: boolean; isException?: boolean }) => {
    const [first, ...rest] = foldSpelling(text)
    if (!first) return
    firstWord(first).phrases.push({
      term,
      rest,
      capitals: kind.capitals ?? false,
      isException: kind.isException ?? false,
    })
  }

  function firstWord({ units, stem }: PhraseWord): FirstWord {
    const bucket = bucketOf(units[0] ?? 0, units[1] ?? 0, units[2] ?? 0)
    firstWords[bucket] ??= []
    const known = firstWords[bucket].find((word) => word.stem === stem && isSame(word.units, units))
    if (known) return known
    const added = { units, stem, phrases: [] }
    if (stem && units.length < 3) hasShortStems = true
    firstWords[bucket].push(added)
    return added
  }

  /** The words of a spelling, cut as those of a text are; a `*` after a word makes it a stem. */
  function foldSpelling(text: string): readonly PhraseWord[] {
    splitWords(normalise(text, folded), words)
    const spelled: PhraseWord[] = []
    for (let n = 0; n < words.length; n++) {
      const to = words.to[n] as number
      const units: number[] = []
      for (let i = words.from[n] as number; i < to; i++) units.push(folded.units[i] as number)
      spelled.push({ units, stem: text.charAt(folded.ends[to - 1] as number) === '*' })
    }
    return spelled
  }

  for (const [term, { designators: written, acronyms, spellings, except }] of definition.terms.entries()) {
    for (const text of written ?? []) {
      const parsed = parseDesignator(text)
      for (const form of parsed.ok ? designatorForms(parsed.value) : []) {
        const bucket = designatorBucketOf(form.letters.charCodeAt(0))
        designators[bucket] ??= []
        designators[bucket].push({ term, form })
      }
    }
    for (const text of acronyms ?? []) addPhrase(text, term, { capitals: true })
    for (const text of Object.values(spellings ?? {}).flat()) addPhrase(text, term, {})
    for (const text of except ?? []) addPhrase(text, term, { isException: true })
  }
  return { firstWords, hasShortStems, designators }
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((unit, i) => unit === b[i])
}

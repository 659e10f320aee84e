/** All that a definition's terms can look like, folded and sorted by how a word starts. Built once per definition. */
import type { Definition } from '../definition/definition.ts'
import { parseDesignator, parseSpelling } from '../definition/spelling.ts'
import { type DesignatorForm, designatorForms } from './designator.ts'
import { normalise } from './normalise.ts'
import { splitWords } from './words.ts'

export interface Phrase {
  /** Index of the term in the definition. */
  readonly term: number
  readonly words: readonly PhraseWord[]
  /** Only where the text has capitals. */
  readonly capitals: boolean
  /** What it covers does not count as the term. */
  readonly isException: boolean
}

export interface PhraseWord {
  readonly units: Uint16Array
  readonly stem: boolean
}

export interface TermDesignator {
  readonly term: number
  readonly form: DesignatorForm
}

export interface Lexicon {
  /** Phrases by a hash of how their first word starts: see `bucketOf`. */
  readonly phrases: readonly (readonly Phrase[] | undefined)[]
  /** Designators by the first unit of their letters. */
  readonly designators: ReadonlyMap<number, readonly TermDesignator[]>
}

const BUCKETS = 4096

/** The bucket of a word that starts with these units; `third` is 0 for a word or stem of two. */
export function bucketOf(first: number, second: number, third: number): number {
  return ((first * 31 + second) * 31 + third) & (BUCKETS - 1)
}

/** Spellings that `checkDefinition` would refuse are left out. */
export function buildLexicon(definition: Definition): Lexicon {
  const phrases: Phrase[][] = new Array(BUCKETS)
  const designators = new Map<number, TermDesignator[]>()

  const addPhrase = (text: string, term: number, kind: { capitals?: boolean; isException?: boolean }) => {
    const words = foldSpelling(text)
    const first = words[0]?.units
    if (!first) return
    const bucket = bucketOf(first[0] ?? 0, first[1] ?? 0, first[2] ?? 0)
    phrases[bucket] ??= []
    phrases[bucket].push({ term, words, capitals: kind.capitals ?? false, isException: kind.isException ?? false })
  }

  for (const [term, { designators: written, acronyms, spellings, except }] of definition.terms.entries()) {
    for (const text of written ?? []) {
      const parsed = parseDesignator(text)
      for (const form of parsed.ok ? designatorForms(parsed.value) : []) {
        const first = form.letters.charCodeAt(0)
        const known = designators.get(first)
        if (known) known.push({ term, form })
        else designators.set(first, [{ term, form }])
      }
    }
    for (const text of acronyms ?? []) addPhrase(text, term, { capitals: true })
    for (const text of Object.values(spellings ?? {}).flat()) addPhrase(text, term, {})
    for (const text of except ?? []) addPhrase(text, term, { isException: true })
  }
  return { phrases, designators }
}

/** The words of a spelling as the text's words are compared. One spelled word can become several ("Қ’" and the like). */
function foldSpelling(text: string): readonly PhraseWord[] {
  const parsed = parseSpelling(text)
  if (!parsed.ok) return []
  return parsed.value.flatMap(({ text: word, stem }) => {
    const folded = normalise(word)
    const words = splitWords(folded)
    return Array.from({ length: words.length }, (_, i) => ({
      units: folded.units.slice(words.from[i], words.to[i]),
      stem: stem && i === words.length - 1,
    }))
  })
}

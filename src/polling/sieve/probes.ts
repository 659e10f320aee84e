// What of a definition's terms is searched for in raw text: of a phrase its two longest words, of a designator its
// letters with the digits behind them. Taken from the lexicon that the matcher itself uses.
import type { Lexicon, PhraseWord } from '../../matching/lexicon.ts'

export type Probe =
  | { readonly term: number; readonly kind: 'phrase'; readonly words: readonly PhraseWord[] }
  | {
      readonly term: number
      readonly kind: 'designator'
      readonly letters: readonly number[]
      readonly digits: readonly number[]
    }

export function listProbes({ firstWords, designators }: Lexicon): readonly Probe[] {
  const probes: Probe[] = []
  for (const first of firstWords.flat()) {
    for (const { term, rest, isException } of first?.phrases ?? []) {
      if (!first || isException) continue
      probes.push({ term, kind: 'phrase', words: tellingWords([first, ...rest]) })
    }
  }
  for (const designator of designators.flat()) {
    if (!designator) continue
    const { term, form } = designator
    probes.push({ term, kind: 'designator', letters: unitsOf(form.letters), digits: unitsOf(form.digits) })
  }
  return probes
}

/** A shorter second word would be found in nearly every text. */
const SECOND_WORD_MIN_LETTERS = 4

function tellingWords(words: readonly PhraseWord[]): readonly PhraseWord[] {
  const byLength = words.toSorted((a, b) => b.units.length - a.units.length)
  return byLength.filter((word, i) => i === 0 || (i === 1 && word.units.length >= SECOND_WORD_MIN_LETTERS))
}

function unitsOf(text: string): readonly number[] {
  return Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
}

/** A word that is a letter longer is found in so much fewer texts. */
const LETTER_RARITY = 6

/** By term, how dear it is to look for it: how often, roughly, it is found in texts that have nothing to do with it. */
export function priceTerms(probes: readonly Probe[], terms: number): readonly number[] {
  const prices: number[] = new Array(terms).fill(0)
  for (const probe of probes) {
    const letters =
      probe.kind === 'phrase'
        ? probe.words.reduce((sum, { units }) => sum + units.length, 0)
        : probe.letters.length + probe.digits.length + 1
    prices[probe.term] = (prices[probe.term] ?? 0) + LETTER_RARITY ** -letters
  }
  return prices
}

import { matchDesignator } from './designator.ts'
import { bucketOf, type Lexicon, type Phrase, type PhraseWord } from './lexicon.ts'
import { type NormalisedText, normalise } from './normalise.ts'
import { splitWords, type Words } from './words.ts'

/** One place in a text where a term was found. */
export interface Finding {
  /** Index of the term in the definition. */
  readonly term: number
  /** UTF-16 offsets, half-open. */
  readonly start: number
  readonly end: number
  /** Numbers of the first and last word. */
  readonly firstWord: number
  readonly lastWord: number
}

/** Endings after an apostrophe are words in their own right only in "l'embargo"; short ones never are. */
const MIN_ENDING_LETTERS = 4

/** Finds the terms of a lexicon in one text after another. One instance per matcher: it reuses its buffers. */
export class TermFinder {
  readonly #lexicon: Lexicon
  readonly #text: NormalisedText
  readonly #words: Words
  #found: Finding[] = []
  #exceptions: Finding[] = []

  constructor(lexicon: Lexicon, text: NormalisedText, words: Words) {
    this.#lexicon = lexicon
    this.#text = text
    this.#words = words
  }

  /** Findings in order of place; of one term none that overlap, the longer first. */
  find(text: string): readonly Finding[] {
    normalise(text, this.#text)
    splitWords(this.#text, this.#words)
    this.#found = []
    this.#exceptions = []
    for (let n = 0; n < this.#words.length; n++) this.#lookAt(n)
    return this.#found.length > 1 || this.#exceptions.length > 0 ? tidy(this.#found, this.#exceptions) : this.#found
  }

  #lookAt(n: number): void {
    const { units } = this.#text
    const from = this.#words.from[n] as number
    const length = (this.#words.to[n] as number) - from
    const first = units[from] as number
    const isEnding = this.#words.endings[n] === 1

    for (const { term, form } of this.#lexicon.designators.get(first) ?? []) {
      const to = matchDesignator(this.#text, from, form, isEnding)
      if (to >= 0) this.#found.push(this.#finding(term, n, this.#lastWordBefore(n, to), to))
    }
    if (isEnding && length < MIN_ENDING_LETTERS) return
    const second = length > 1 ? (units[from + 1] as number) : 0
    this.#tryPhrases(n, bucketOf(first, second, 0))
    if (length > 2) this.#tryPhrases(n, bucketOf(first, second, units[from + 2] as number))
  }

  #tryPhrases(n: number, bucket: number): void {
    const phrases = this.#lexicon.phrases[bucket]
    if (!phrases) return
    for (const phrase of phrases) {
      const last = this.#matchPhrase(n, phrase)
      if (last < 0) continue
      const finding = this.#finding(phrase.term, n, last, this.#words.to[last] as number)
      if (phrase.isException) this.#exceptions.push(finding)
      else this.#found.push(finding)
    }
  }

  /** The last word of the phrase that starts at word `n`, -1 where it does not. */
  #matchPhrase(n: number, phrase: Phrase): number {
    if (!this.#matchWord(n, phrase.words[0] as PhraseWord)) return -1
    let at = n
    for (let k = 1; k < phrase.words.length; k++) {
      at++
      while (at < this.#words.length && this.#words.endings[at] === 1) at++
      if (at >= this.#words.length || this.#words.joins[at] === 0) return -1
      if (!this.#matchWord(at, phrase.words[k] as PhraseWord)) return -1
    }
    return phrase.capitals && !this.#isAllCapitals(n) && this.#text.hasCapitals() ? -1 : at
  }

  #matchWord(n: number, word: PhraseWord): boolean {
    const { units } = this.#text
    const from = this.#words.from[n] as number
    const length = (this.#words.to[n] as number) - from
    const wanted = word.units.length
    if (length < wanted || (length > wanted && !word.stem)) return false
    for (let k = 0; k < wanted; k++) if (units[from + k] !== word.units[k]) return false
    return true
  }

  #isAllCapitals(n: number): boolean {
    const to = this.#words.to[n] as number
    for (let i = this.#words.from[n] as number; i < to; i++) if (this.#text.uppers[i] === 0) return false
    return true
  }

  #lastWordBefore(n: number, to: number): number {
    let last = n
    while (last + 1 < this.#words.length && (this.#words.from[last + 1] as number) < to) last++
    return last
  }

  /** A finding from word `first` to word `last` that ends before unit `to`. */
  #finding(term: number, first: number, last: number, to: number): Finding {
    return {
      term,
      start: this.#text.starts[this.#words.from[first] as number] as number,
      end: this.#text.ends[to - 1] as number,
      firstWord: this.#words.numbers[first] as number,
      lastWord: this.#words.numbers[last] as number,
    }
  }
}

/** Both lists in order of place; drops what an exception of the same term covers, and what overlaps within a term. */
function tidy(found: readonly Finding[], exceptions: readonly Finding[]): readonly Finding[] {
  const sorted = [...found].sort((a, b) => a.start - b.start || b.end - a.end || a.term - b.term)
  const exceptedUntil = new Map<number, number>()
  const takenUntil = new Map<number, number>()
  let next = 0
  return sorted.filter(({ term, start, end }) => {
    for (let exception = exceptions[next]; exception && exception.start <= start; exception = exceptions[++next]) {
      exceptedUntil.set(exception.term, Math.max(exception.end, exceptedUntil.get(exception.term) ?? 0))
    }
    if ((exceptedUntil.get(term) ?? 0) >= end || start < (takenUntil.get(term) ?? 0)) return false
    takenUntil.set(term, end)
    return true
  })
}

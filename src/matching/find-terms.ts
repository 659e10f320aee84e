import { matchDesignator } from './designator.ts'
import { CLASS } from './fold.ts'
import {
  bucketOf,
  designatorBucketOf,
  type FirstWord,
  type Lexicon,
  type Phrase,
  type PhraseWord,
  type TermDesignator,
} from './lexicon.ts'
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
    const { units, classes } = this.#text
    const from = this.#words.from[n] as number
    const length = (this.#words.to[n] as number) - from
    const first = units[from] as number
    const isEnding = this.#words.endings[n] === 1

    const designators = this.#lexicon.designators[designatorBucketOf(first)]
    if (designators) {
      for (let k = 0; k < designators.length; k++) {
        const { term, form } = designators[k] as TermDesignator
        // Nearly always the word goes on: it is "sale", not "S-400".
        if (classes[from + form.letters.length] === CLASS.letter) continue
        const to = matchDesignator(this.#text, from, form, isEnding)
        if (to >= 0) this.#found.push(this.#finding(term, n, this.#lastWordBefore(n, to), to))
      }
    }
    if (isEnding && length < MIN_ENDING_LETTERS) return
    const second = length > 1 ? (units[from + 1] as number) : 0
    const { firstWords, hasShortStems } = this.#lexicon
    const short = length < 3 || hasShortStems ? firstWords[bucketOf(first, second, 0)] : undefined
    if (short) this.#tryFirstWords(n, length, short)
    const long = length > 2 ? firstWords[bucketOf(first, second, units[from + 2] as number)] : undefined
    if (long) this.#tryFirstWords(n, length, long)
  }

  #tryFirstWords(n: number, length: number, firstWords: readonly FirstWord[]): void {
    // Loops by index here and below: until the engine has optimised this, iterators would cost more than what they do.
    for (let k = 0; k < firstWords.length; k++) {
      const { units, stem, phrases } = firstWords[k] as FirstWord
      if (length < units.length || (length > units.length && !stem) || !this.#matchWord(n, units, stem)) continue
      for (let p = 0; p < phrases.length; p++) this.#tryPhrase(n, phrases[p] as Phrase)
    }
  }

  /** Notes the phrase if its other words follow word `n`. */
  #tryPhrase(n: number, { term, rest, capitals, isException }: Phrase): void {
    let last = n
    for (let k = 0; k < rest.length; k++) {
      const { units, stem } = rest[k] as PhraseWord
      last++
      // One ending may stand between: "Rusya'dan alınan". Skipping more would let a text of endings cost its square.
      if (this.#words.endings[last] === 1) last++
      if (last >= this.#words.length || this.#words.joins[last] === 0 || !this.#matchWord(last, units, stem)) return
    }
    if (capitals && !this.#isAllCapitals(n) && this.#text.hasCapitals()) return
    const finding = this.#finding(term, n, last, this.#words.to[last] as number)
    if (isException) this.#exceptions.push(finding)
    else this.#found.push(finding)
  }

  #matchWord(n: number, wanted: readonly number[], stem: boolean): boolean {
    const { units } = this.#text
    const from = this.#words.from[n] as number
    const length = (this.#words.to[n] as number) - from
    if (length < wanted.length || (length > wanted.length && !stem)) return false
    for (let k = 0; k < wanted.length; k++) if (units[from + k] !== wanted[k]) return false
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

/** In order of place; drops what an exception of the same term covers, and what overlaps within a term. */
function tidy(found: Finding[], exceptions: readonly Finding[]): readonly Finding[] {
  found.sort((a, b) => a.start - b.start || b.end - a.end || a.term - b.term)
  const exceptedUntil = new Map<number, number>()
  const tidied: Finding[] = []
  let next = 0
  for (const finding of found) {
    const { term, start, end } = finding
    for (let exception = exceptions[next]; exception && exception.start <= start; exception = exceptions[++next]) {
      exceptedUntil.set(exception.term, Math.max(exception.end, exceptedUntil.get(exception.term) ?? 0))
    }
    if (exceptedUntil.size > 0 && (exceptedUntil.get(term) ?? 0) >= end) continue
    // The term's latest one. A term is looked for in vain once only, so that this takes no more than terms × findings.
    let latest = tidied.length - 1
    while (latest >= 0 && tidied[latest]?.term !== term) latest--
    if (latest < 0 || start >= (tidied[latest]?.end ?? 0)) tidied.push(finding)
  }
  return tidied
}

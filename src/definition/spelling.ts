/** The small languages in which terms are written: designators ("S-400") and spellings ("hava savunma sistem*"). */

export interface SpelledWord {
  readonly text: string
  /** Any ending may follow. */
  readonly stem: boolean
}

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string }

export interface Designator {
  readonly letters: string
  readonly digits: string
}

const MIN_STEM_LETTERS = 2

/** "S-400" → letters and digits. The reason, where it is refused, says what a designator looks like. */
export function parseDesignator(text: string): Parsed<Designator> {
  const parts = /^([A-Za-z]{1,4})-([0-9]{1,5})$/.exec(text)
  if (!parts?.[1] || !parts[2]) {
    return { ok: false, reason: 'a designator is one to four Latin letters, a hyphen and a number, as in "S-400"' }
  }
  return { ok: true, value: { letters: parts[1], digits: parts[2] } }
}

/** "air-defence sys*" → its words. The reason, where it is refused, says what to change. */
export function parseSpelling(text: string): Parsed<readonly SpelledWord[]> {
  const words: SpelledWord[] = []
  for (const part of text.split(/[\s\p{Pd}]+/u)) {
    if (part === '') continue
    const stem = part.endsWith('*')
    const word = stem ? part.slice(0, -1) : part
    const odd = /[^\p{L}\p{M}\p{Nd}]/u.exec(word)
    if (odd) return { ok: false, reason: `"${odd[0]}" is neither letter nor digit; words are parted by spaces` }
    if (stem && [...word].length < MIN_STEM_LETTERS) {
      return { ok: false, reason: `the stem "${part}" is too short and would match nearly any word; write more of it` }
    }
    words.push({ text: word, stem })
  }
  if (words.length === 0) return { ok: false, reason: 'it is empty; write a word or remove it' }
  return { ok: true, value: words }
}

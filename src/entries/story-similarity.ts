/**
 * How similar a new entry is to each recent one: a cosine of words and terms, weighted by how rare they are among the
 * recent entries. Tokens are looked for with indexOf in one row of all entries' tokens: a poll comes into a cold
 * isolate, where a loop over every token would cost more than everything else.
 */
import { kindOf, type StorySignature, TOKEN_CHARS, TOKENS_MAX, type TokenKind } from './story-signature.ts'

/** A title says more than a summary. */
const TITLE_WEIGHT = 1.5
/**
 * What is known of rarity before any entry is: as if in so many entries each term had stood in so many, each word for a
 * term in so many, and any other word in one.
 */
const PRIOR_ENTRIES = 100
const PRIORS: Readonly<Record<TokenKind, number>> = { term: 20, known: 5, word: 1 }
/** What stands in more of the recent entries than this says nothing of which event it is. */
const COMMON_ENTRIES = 100
/** Of one entry in the row of all. */
export const ROW_CHARS = TOKENS_MAX * TOKEN_CHARS

/** The part of a signature in the row. */
export function writeRow(signature: StorySignature): string {
  return signature[3].padEnd(ROW_CHARS)
}

/**
 * @param row what `writeRow` makes of each of `recent`, in order
 * @returns the similarity to each of `recent`, 0 to about 1, and the length of the entry's own vector of weights.
 * The lengths of the others are those they had when they were placed.
 */
export function compareAll(signature: StorySignature, recent: readonly StorySignature[], row: string) {
  const similarities = new Float64Array(recent.length)
  const places = new Int32Array(COMMON_ENTRIES + 1)
  const tokens = signature[3]
  let squares = 0
  for (let i = 0; i < tokens.length; i += TOKEN_CHARS) {
    const token = tokens.slice(i, i + TOKEN_CHARS)
    let count = 0
    for (let at = row.indexOf(token); at >= 0 && count <= COMMON_ENTRIES; at = row.indexOf(token, at + TOKEN_CHARS)) {
      places[count++] = at
    }
    if (count > COMMON_ENTRIES) continue
    const rarity = Math.max(0, Math.log((recent.length + PRIOR_ENTRIES) / (count + PRIORS[kindOf(token)])))
    const weight = rarity * (i < signature[4] ? TITLE_WEIGHT : 1)
    squares += weight * weight
    for (let k = 0; k < count; k++) {
      const place = places[k] as number
      const index = Math.floor(place / ROW_CHARS)
      const isInTitle = place - index * ROW_CHARS < (recent[index] as StorySignature)[4]
      similarities[index] = (similarities[index] as number) + weight * rarity * (isInTitle ? TITLE_WEIGHT : 1)
    }
  }
  const length = Math.round(Math.sqrt(squares) * 100) / 100
  for (let i = 0; i < recent.length; i++) {
    const product = similarities[i] as number
    if (product > 0) similarities[i] = product / (length * ((recent[i] as StorySignature)[6] || length))
  }
  return { similarities, length }
}

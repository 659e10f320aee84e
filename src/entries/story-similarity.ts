/**
 * How similar a new entry is to each recent one: a cosine of words and terms, weighted by how rare they are among the
 * recent entries. Tokens are looked for with indexOf in one row of all entries' tokens: a poll comes into a cold
 * isolate, where a loop over every token would cost more than everything else.
 */
import { ROW_CHARS, type SignatureList } from './signature-list.ts'
import { kindOf, type StorySignature, TOKEN_CHARS, type TokenKind } from './story-signature.ts'

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
/**
 * @returns the similarity to each of `recent`, 0 to about 1, and the length of the entry's own vector of weights.
 * The lengths of the others are those they had when they were placed.
 */
export function compareAll(signature: StorySignature, recent: SignatureList) {
  const { tokens: row, titleChars, lengths } = recent
  const similarities = new Float64Array(lengths.length)
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
    const rarity = Math.max(0, Math.log((lengths.length + PRIOR_ENTRIES) / (count + PRIORS[kindOf(token)])))
    const weight = rarity * (i < signature[4] ? TITLE_WEIGHT : 1)
    squares += weight * weight
    for (let k = 0; k < count; k++) {
      const place = places[k] as number
      const index = Math.floor(place / ROW_CHARS)
      const isInTitle = place - index * ROW_CHARS < (titleChars[index] as number)
      similarities[index] = (similarities[index] as number) + weight * rarity * (isInTitle ? TITLE_WEIGHT : 1)
    }
  }
  const length = Math.round(Math.sqrt(squares) * 100) / 100
  for (let i = 0; i < lengths.length; i++) {
    const product = similarities[i] as number
    if (product > 0) similarities[i] = product / (length * (lengths[i] || length))
  }
  return { similarities, length }
}

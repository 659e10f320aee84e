// What is remembered of an entry to recognise later reports of the same event: about 200 bytes, so that those of the
// newest 500 entries fit beside the state.
import type { Entry } from './entry.ts'
import { listStoryWords, ORDINAL_END } from './story-words.ts'

/** Of the array below and of how tokens are made. Signatures of another version are forgotten. */
export const SIGNATURE_VERSION = 1
/** Of the summary; what follows in a report is background that other stories share. */
const SUMMARY_CHARS = 250
/** Of title and summary together. A title of usual length and SUMMARY_CHARS give fewer. */
export const TOKENS_MAX = 60
const TITLE_NUMBERS_MAX = 5

/**
 * A token is a term, a word that the matcher found to mean a term (known), or another word, hashed to three characters.
 * The first tells which, and is of another alphabet than the others: so that in a row of tokens a token is found only
 * where it stands, never as the end of one with the start of the next.
 */
export type TokenKind = 'term' | 'known' | 'word'
export const TOKEN_CHARS = 3
const FIRST: readonly (readonly [TokenKind, string])[] = [
  ['term', '[]^_{|}~'],
  ['known', '/:;<=>?@'],
  ['word', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&()*+,-.'],
]
const FIRST_OF = new Map(FIRST)
const OTHERS = '0123456789abcdefghijklmnopqrstuvwxyz'

/**
 * As an array, because 500 of them are stored in one JSON value.
 * - `story`: id of the story's first entry
 * - `at`: when it was published, else first seen, in minutes since 1970
 * - `tokens`: those of the title, then those of the summary, none twice
 * - `titleChars`: how many characters of `tokens` are the title's
 * - `numbers`: those in the title, a space between them; "12" for 12 and 12th, "2." for an ordinal in letters
 * - `length`: length of the vector of its weights when it was placed; 0 before
 */
export type StorySignature = readonly [
  id: string,
  story: string,
  at: number,
  tokens: string,
  titleChars: number,
  numbers: string,
  length: number,
]

export type StoryEntry = Pick<Entry, 'id' | 'story' | 'title' | 'summary' | 'evidence' | 'published' | 'firstSeen'>

/** The signature of an entry, in the story that the entry names. Pure; never throws on any text. */
export function makeSignature(entry: StoryEntry): StorySignature {
  const title = readField(entry.title, 'title', entry)
  const summary = readField(entry.summary.slice(0, SUMMARY_CHARS), 'summary', entry)
  const tokens = [...new Set([...title.tokens, ...summary.tokens])].slice(0, TOKENS_MAX)
  const inTitle = Math.min(new Set(title.tokens).size, TOKENS_MAX)
  const at = Math.floor(Date.parse(entry.published ?? entry.firstSeen) / 60_000)
  return [
    entry.id,
    entry.story,
    Number.isFinite(at) ? at : 0,
    tokens.join(''),
    inTitle * TOKEN_CHARS,
    [...new Set(title.numbers)].slice(0, TITLE_NUMBERS_MAX).join(' '),
    0,
  ]
}

/** Terms and words, without the names with numbers that the matcher found (S-400): its terms stand for them. */
function readField(text: string, field: 'title' | 'summary', { evidence }: StoryEntry) {
  const found = evidence.filter((piece) => piece.field === field && (piece.start ?? 0) < text.length)
  const tokens: string[] = []
  const numbers: string[] = []
  for (const { stem, kind, start, end } of listStoryWords(text)) {
    const isKnown = found.some((piece) => (piece.start ?? 0) <= start && end <= (piece.end ?? 0))
    const isName = kind === 'designator' || (kind === 'number' && !stem.endsWith(ORDINAL_END))
    if (isKnown && isName) continue
    tokens.push(makeToken(stem, isKnown && kind === 'word' ? 'known' : 'word'))
    if (kind === 'number') numbers.push(stem)
  }
  for (const { term } of found) tokens.push(makeToken(term, 'term'))
  return { tokens, numbers }
}

/** FNV-1a, written in the alphabets of a token. */
function makeToken(feature: string, kind: TokenKind): string {
  const first = FIRST_OF.get(kind) ?? ''
  let hash = 0x811c9dc5
  for (let i = 0; i < feature.length; i++) hash = Math.imul(hash ^ feature.charCodeAt(i), 0x01000193)
  const mixed = (hash ^ (hash >>> 15)) >>> 0
  const high = Math.floor(mixed / OTHERS.length)
  return (
    first.charAt(Math.floor(high / OTHERS.length) % first.length) +
    OTHERS.charAt(high % OTHERS.length) +
    OTHERS.charAt(mixed % OTHERS.length)
  )
}

export function kindOf(token: string): TokenKind {
  return FIRST.find(([, chars]) => chars.includes(token.charAt(0)))?.[0] ?? 'word'
}

/** "The 12th plane landed", "The 13th plane landed": each title has a number that the other report does not have. */
export function countDifferently(a: StorySignature, b: StorySignature): boolean {
  return [false, true].some((ordinal) => hasNumberOfItsOwn(a, b, ordinal) && hasNumberOfItsOwn(b, a, ordinal))
}

function hasNumberOfItsOwn(signature: StorySignature, other: StorySignature, ordinal: boolean): boolean {
  const numbers = signature[5].split(' ').filter((number) => number !== '' && number.endsWith(ORDINAL_END) === ordinal)
  return numbers.some((number) => !other[3].includes(makeToken(number, 'word')))
}

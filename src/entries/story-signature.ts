// What is remembered of an entry to recognise later reports of the same event: about 200 bytes, so that those of the
// newest 500 entries fit beside the state.
import type { Entry } from './entry.ts'
import { listStoryWords, type StoryWord } from './story-words.ts'

/** Of the summary; what follows in a report is background that other stories share. */
const SUMMARY_CHARS = 250
const TOKENS_MAX = 60
const TITLE_NUMBERS_MAX = 5
/** A token is so many bits of a hash, written as three characters. */
export const TOKEN_BITS = 18
export const TOKEN_MASK = (1 << TOKEN_BITS) - 1
const TOKEN_CHARS = 3
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const SEPARATOR = '.'

/**
 * `story` is the id of the story's first entry; `at` is minutes since 1970; `tokens` are those of the groups of
 * TOKEN_GROUPS, in that order, a dot between groups; `numbers` are those of the title, a space between them.
 */
export type StorySignature = readonly [id: string, story: string, at: number, tokens: string, numbers: string]

export const TOKEN_GROUPS = ['title words', 'title terms', 'summary words', 'summary terms'] as const

export type StoryEntry = Pick<Entry, 'id' | 'story' | 'title' | 'summary' | 'evidence' | 'published' | 'firstSeen'>

/** The signature of an entry, in the story that the entry names. Pure; never throws on any text. */
export function makeSignature(entry: StoryEntry): StorySignature {
  const seen = new Set<number>()
  const hashAll = (features: readonly string[]): string => {
    let text = ''
    for (const feature of features) {
      const token = hashToken(feature)
      if (seen.has(token) || seen.size >= TOKENS_MAX) continue
      seen.add(token)
      text += writeToken(token)
    }
    return text
  }
  const title = readField(entry.title, 'title', entry)
  const summary = readField(entry.summary.slice(0, SUMMARY_CHARS), 'summary', entry)
  const tokens = [title.words, title.terms, summary.words, summary.terms].map(hashAll).join(SEPARATOR)
  const numbers = [...new Set(title.numbers)].slice(0, TITLE_NUMBERS_MAX).join(' ')
  const at = Math.floor(Date.parse(entry.published ?? entry.firstSeen) / 60_000)
  return [entry.id, entry.story, Number.isFinite(at) ? at : 0, tokens, numbers]
}

/** Words without what the matcher found by name alone (S-400), which its terms stand for. */
function readField(text: string, field: 'title' | 'summary', { evidence }: StoryEntry) {
  const found = evidence.filter((piece) => piece.field === field && (piece.start ?? 0) < text.length)
  const isTerm = (word: StoryWord): boolean =>
    word.kind === 'designator' && found.some(({ start = 0, end = 0 }) => start <= word.start && word.end <= end)
  const words = listStoryWords(text)
  return {
    words: words.filter((word) => !isTerm(word)).map(({ stem }) => stem),
    terms: found.map(({ term }) => `#${term}`),
    numbers: words.filter(({ kind }) => kind === 'number').map(({ stem }) => stem),
  }
}

/** FNV-1a, its bits folded to TOKEN_BITS. */
function hashToken(feature: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < feature.length; i++) hash = Math.imul(hash ^ feature.charCodeAt(i), 0x01000193)
  return ((hash >>> TOKEN_BITS) ^ hash) & TOKEN_MASK
}

function writeToken(token: number): string {
  return ALPHABET.charAt(token >> 12) + ALPHABET.charAt((token >> 6) & 63) + ALPHABET.charAt(token & 63)
}

const VALUES = new Int8Array(128).fill(-1)
for (const [value, char] of [...ALPHABET].entries()) VALUES[char.charCodeAt(0)] = value

/** The tokens of a signature, each with its group's number above its bits: `group << TOKEN_BITS | token`. */
export function readTokens([, , , text]: StorySignature): Int32Array {
  const tokens = new Int32Array(Math.min(TOKENS_MAX, Math.ceil(text.length / TOKEN_CHARS)))
  let count = 0
  let group = 0
  let bits = 0
  let chars = 0
  for (let i = 0; i < text.length && count < tokens.length; i++) {
    const value = VALUES[text.charCodeAt(i)] ?? -1
    if (value < 0) {
      group = Math.min(group + 1, TOKEN_GROUPS.length - 1)
      continue
    }
    bits = (bits << 6) | value
    if (++chars < TOKEN_CHARS) continue
    tokens[count++] = (group << TOKEN_BITS) | bits
    bits = 0
    chars = 0
  }
  return tokens.subarray(0, count)
}

/** "The 12th plane landed", "The 13th plane landed": each title has a number that the other report does not have. */
export function countDifferently(a: StorySignature, b: StorySignature): boolean {
  return [false, true].some((ordinal) => hasNumberOfItsOwn(a, b, ordinal) && hasNumberOfItsOwn(b, a, ordinal))
}

function hasNumberOfItsOwn([, , , , numbers]: StorySignature, other: StorySignature, ordinal: boolean): boolean {
  const mine = numbers.split(' ').filter((number) => number !== '' && number.endsWith('.') === ordinal)
  if (mine.length === 0) return false
  const theirs = new Set(Array.from(readTokens(other), (token) => token & TOKEN_MASK))
  return mine.some((number) => !theirs.has(hashToken(number)))
}

// The signatures of recent entries as they are stored and compared: by columns, because a poll comes into a cold
// isolate, where reading 500 arrays of seven takes longer than comparing them with a new entry.
import { type StorySignature, TOKEN_CHARS, TOKENS_MAX } from './story-signature.ts'

/** Of one entry in the row of all. */
export const ROW_CHARS = TOKENS_MAX * TOKEN_CHARS

/** JSON; the fields of StorySignature, in the order the entries were placed. */
export interface SignatureList {
  readonly ids: string[]
  /** Empty where the entry opens its story. */
  readonly stories: string[]
  readonly at: number[]
  /** Tokens of all, each entry's filled up with spaces to ROW_CHARS. */
  tokens: string
  readonly titleChars: number[]
  readonly numbers: string[]
  readonly lengths: number[]
}

export function listSignatures(signatures: readonly StorySignature[]): SignatureList {
  const list: SignatureList = { ids: [], stories: [], at: [], tokens: '', titleChars: [], numbers: [], lengths: [] }
  for (const signature of signatures) appendSignature(list, signature)
  return list
}

export function appendSignature(list: SignatureList, signature: StorySignature): void {
  const [id, story, at, tokens, titleChars, numbers, length] = signature
  list.ids.push(id)
  list.stories.push(story === id ? '' : story)
  list.at.push(at)
  list.tokens += tokens.padEnd(ROW_CHARS)
  list.titleChars.push(titleChars)
  list.numbers.push(numbers)
  list.lengths.push(length)
}

/** Takes out `count` signatures from place `i` on. */
export function dropSignatures(list: SignatureList, i: number, count: number): void {
  const { ids, stories, at, titleChars, numbers, lengths } = list
  for (const column of [ids, stories, at, titleChars, numbers, lengths]) column.splice(i, count)
  list.tokens = list.tokens.slice(0, i * ROW_CHARS) + list.tokens.slice((i + count) * ROW_CHARS)
}

/** @param i a place in the list */
export function storyAt(list: SignatureList, i: number): string {
  return list.stories[i] || (list.ids[i] as string)
}

/** @param i a place in the list */
export function signatureAt(list: SignatureList, i: number): StorySignature {
  return [
    list.ids[i] as string,
    storyAt(list, i),
    list.at[i] as number,
    list.tokens.slice(i * ROW_CHARS, (i + 1) * ROW_CHARS).trimEnd(),
    list.titleChars[i] as number,
    list.numbers[i] as string,
    list.lengths[i] as number,
  ]
}

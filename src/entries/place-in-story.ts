/**
 * Whether a new entry reports an event that a recent one reported, decided when it is written.
 *
 * The figures here and in story-similarity.ts were chosen where changing them hardly matters; `npm run eval --
 * --stories FILE` shows it for the threshold.
 */

import {
  appendSignature,
  dropSignatures,
  listSignatures,
  type SignatureList,
  signatureAt,
  storyAt,
} from './signature-list.ts'
import { countDifferently, type StorySignature } from './story-signature.ts'
import { compareAll } from './story-similarity.ts'

/** How many recent entries a new one is compared with at most; their signatures are what has to be stored. */
export const SIGNATURES_MAX = 500
/** The oldest go so many at once, because each time copies the tokens of all. */
const FORGOTTEN_AT_ONCE = 50
/** An entry joins the story that it is at least so similar to. */
export const JOIN_SIMILARITY = 0.19
/** Of the similarity, lost with every day between two reports: past three days nothing joins. */
const LOSS_PER_DAY = 0.3
/** How much the average over a story's entries counts beside the most similar one: keeps stories from drifting. */
const AVERAGE_WEIGHT = 0.25
const MINUTES_PER_DAY = 24 * 60
/** Stands for the similarity of what is too long ago. */
const FAR = -1

/** A story with an entry that is similar enough. */
interface Candidate {
  best: number
  sum: number
  count: number
  /** Whether a similar entry counts another thing: the 13th, not the 12th. */
  isOther: boolean
}

/** The recent entries and their stories. Makes no difference between languages, reads no clock. */
export class RecentStories {
  /** In the order they were placed, at most SIGNATURES_MAX: what the next RecentStories is made of. */
  readonly list: SignatureList
  readonly #threshold: number

  /** @param list of another RecentStories; placing an entry changes it */
  constructor(list: SignatureList = listSignatures([]), threshold = JOIN_SIMILARITY) {
    this.list = list
    this.#threshold = threshold
  }

  has(id: string): boolean {
    return this.list.ids.includes(id)
  }

  /**
   * Decides an entry's story and remembers the entry. One that is remembered already keeps its story.
   * @returns the signature in its story: that of a recent entry, or its own
   */
  place(signature: StorySignature): StorySignature {
    return this.#remember(signature, (similarities) => this.#findStory(signature, similarities) ?? signature[0])
  }

  /** Remembers an entry in the story that its signature names: one that was stored, but not in the recent ones. */
  restore(signature: StorySignature): StorySignature {
    return this.#remember(signature, () => signature[1])
  }

  /** For an entry that could not be stored after all. */
  forget(id: string): void {
    const known = this.list.ids.indexOf(id)
    if (known >= 0) dropSignatures(this.list, known, 1)
  }

  #remember(signature: StorySignature, decide: (similarities: Float64Array) => string): StorySignature {
    const known = this.list.ids.indexOf(signature[0])
    if (known >= 0) return signatureAt(this.list, known)
    const [id, , at, tokens, titleChars, numbers, lengthBefore] = signature
    let placed = signature
    // One with a length was placed before.
    if (lengthBefore === 0) {
      const { similarities, length } = compareAll(signature, this.list)
      placed = [id, decide(similarities), at, tokens, titleChars, numbers, length]
    }
    appendSignature(this.list, placed)
    if (this.list.ids.length > SIGNATURES_MAX) dropSignatures(this.list, 0, FORGOTTEN_AT_ONCE)
    return placed
  }

  /** The most similar story, the earlier of two that are alike. */
  #findStory(signature: StorySignature, similarities: Float64Array): string | undefined {
    const { list } = this
    const weaken = (i: number): number => {
      const nearness = 1 - (LOSS_PER_DAY * Math.abs(signature[2] - (list.at[i] as number))) / MINUTES_PER_DAY
      return nearness > 0 ? nearness * (similarities[i] as number) : FAR
    }
    const candidates = new Map<string, Candidate>()
    for (let i = 0; i < similarities.length; i++) {
      // Most are far below; time only takes away.
      if ((similarities[i] as number) < this.#threshold) continue
      const similarity = weaken(i)
      if (similarity < this.#threshold) continue
      const story = storyAt(list, i)
      const candidate = candidates.get(story) ?? { best: 0, sum: 0, count: 0, isOther: false }
      candidate.best = Math.max(candidate.best, similarity)
      candidate.isOther ||= countDifferently(signature, signatureAt(list, i))
      candidates.set(story, candidate)
    }
    if (candidates.size === 0) return undefined
    for (let i = 0; i < similarities.length; i++) {
      const candidate = candidates.get(storyAt(list, i))
      const similarity = candidate ? weaken(i) : FAR
      if (!candidate || similarity === FAR) continue
      candidate.sum += similarity
      candidate.count++
    }
    let found: string | undefined
    let most = 0
    for (const [story, { best, sum, count, isOther }] of candidates) {
      const similarity = (1 - AVERAGE_WEIGHT) * best + AVERAGE_WEIGHT * (sum / count)
      if (isOther || similarity < this.#threshold || similarity <= most) continue
      found = story
      most = similarity
    }
    return found
  }
}

/**
 * Whether a new entry reports an event that a recent one reported, decided when it is written.
 *
 * The figures here and in story-similarity.ts were chosen where changing them hardly matters; `npm run eval --
 * --stories FILE` shows it for the threshold.
 */

import { countDifferently, type StorySignature } from './story-signature.ts'
import { compareAll, ROW_CHARS, writeRow } from './story-similarity.ts'

/** How many recent entries a new one is compared with; their signatures are what has to be stored. */
export const SIGNATURES_MAX = 500
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
  readonly #signatures: StorySignature[]
  #row: string
  readonly #threshold: number

  /** @param recent signatures in the order they were placed; the newest SIGNATURES_MAX of them are used */
  constructor(recent: readonly StorySignature[] = [], threshold = JOIN_SIMILARITY) {
    this.#signatures = recent.slice(-SIGNATURES_MAX)
    this.#row = this.#signatures.map(writeRow).join('')
    this.#threshold = threshold
  }

  /** In the order they were placed, at most SIGNATURES_MAX: what the next RecentStories is made of. */
  get signatures(): readonly StorySignature[] {
    return this.#signatures
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

  #remember(signature: StorySignature, decide: (similarities: Float64Array) => string): StorySignature {
    const known = this.#signatures.find((recent) => recent[0] === signature[0])
    if (known) return known
    const { similarities, length } = compareAll(signature, this.#signatures, this.#row)
    const [id, , at, tokens, titleChars, numbers] = signature
    const placed: StorySignature = [id, decide(similarities), at, tokens, titleChars, numbers, length]
    this.#signatures.push(placed)
    this.#row += writeRow(placed)
    if (this.#signatures.length > SIGNATURES_MAX) {
      this.#signatures.shift()
      this.#row = this.#row.slice(ROW_CHARS)
    }
    return placed
  }

  /** The most similar story, the earlier of two that are alike. */
  #findStory(signature: StorySignature, similarities: Float64Array): string | undefined {
    const recent = this.#signatures
    const candidates = new Map<string, Candidate>()
    for (let i = 0; i < recent.length; i++) {
      const other = recent[i] as StorySignature
      const nearness = 1 - (LOSS_PER_DAY * Math.abs(signature[2] - other[2])) / MINUTES_PER_DAY
      const similarity = nearness > 0 ? nearness * (similarities[i] as number) : FAR
      similarities[i] = similarity
      if (similarity < this.#threshold) continue
      const candidate = candidates.get(other[1]) ?? { best: 0, sum: 0, count: 0, isOther: false }
      candidate.best = Math.max(candidate.best, similarity)
      candidate.isOther ||= countDifferently(signature, other)
      candidates.set(other[1], candidate)
    }
    if (candidates.size === 0) return undefined
    for (let i = 0; i < recent.length; i++) {
      const candidate = similarities[i] !== FAR && candidates.get((recent[i] as StorySignature)[1])
      if (!candidate) continue
      candidate.sum += similarities[i] as number
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

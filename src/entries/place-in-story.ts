/**
 * Whether a new entry reports an event that a recent one reported, decided when it is written: a cosine of words and
 * terms, each weighted by how rare it is among the recent entries, less for every hour between the two reports.
 *
 * The figures below were chosen where changing them hardly matters (`npm run eval -- --stories FILE` shows it for the
 * threshold).
 */
import { countDifferently, readTokens, type StorySignature, TOKEN_BITS, TOKEN_MASK } from './story-signature.ts'

/** How many recent entries a new one is compared with; their signatures are what has to be stored. */
export const SIGNATURES_MAX = 500
/** An entry joins the story that it is at least so similar to. */
export const JOIN_SIMILARITY = 0.2
/** Of the similarity, lost with every day between two reports: past three days nothing joins. */
const LOSS_PER_DAY = 0.3
/** How much the average over a story's entries counts beside the most similar one: keeps stories from drifting. */
const AVERAGE_WEIGHT = 0.25
/** By group of tokens: a title says more than a summary. */
const GROUP_WEIGHTS = [1.5, 1.5, 1, 1]
const isTermGroup = (group: number): boolean => group % 2 === 1
/**
 * What is known of rarity before any entry is: as if in so many entries each of the matcher's terms had stood in so
 * many, and any other word in one.
 */
const PRIOR_ENTRIES = 100
const PRIOR_TERM_ENTRIES = 20
const PRIOR_WORD_ENTRIES = 1
const RARITY_MIN = 0.05
const MINUTES_PER_DAY = 24 * 60

interface Member {
  readonly signature: StorySignature
  readonly tokens: Int32Array
}

interface Candidate {
  best: number
  sum: number
  count: number
  isOther: boolean
}

/** The recent entries and their stories. Makes no difference between languages, reads no clock. */
export class RecentStories {
  readonly #members: Member[] = []
  /** By token: in how many of the entries it stands. */
  readonly #counts = new Uint16Array(1 << TOKEN_BITS)
  readonly #threshold: number

  /** @param recent signatures in the order they were placed; the newest SIGNATURES_MAX of them are used */
  constructor(recent: readonly StorySignature[] = [], threshold = JOIN_SIMILARITY) {
    this.#threshold = threshold
    for (const signature of recent.slice(-SIGNATURES_MAX)) this.#add(signature)
  }

  /** In the order they were placed, at most SIGNATURES_MAX: what the next RecentStories is made of. */
  get signatures(): readonly StorySignature[] {
    return this.#members.map(({ signature }) => signature)
  }

  /**
   * Decides an entry's story and remembers the entry. One that is remembered already keeps its story.
   * @returns the signature in its story: that of a recent entry, or its own
   */
  place(signature: StorySignature): StorySignature {
    const [id, , at, tokens, numbers] = signature
    const known = this.#members.find((member) => member.signature[0] === id)
    if (known) return known.signature
    const placed: StorySignature = [id, this.#findStory(signature) ?? id, at, tokens, numbers]
    this.#add(placed)
    return placed
  }

  #add(signature: StorySignature): void {
    const tokens = readTokens(signature)
    this.#members.push({ signature, tokens })
    this.#count(tokens, 1)
    if (this.#members.length > SIGNATURES_MAX) this.#count(this.#members.shift()?.tokens ?? tokens, -1)
  }

  #count(tokens: Int32Array, by: 1 | -1): void {
    for (const token of tokens) this.#counts[token & TOKEN_MASK] = (this.#counts[token & TOKEN_MASK] ?? 0) + by
  }

  #findStory(signature: StorySignature): string | undefined {
    const stories = new Map<string, Candidate>()
    for (const [index, similarity] of this.#compareAll(signature)) {
      const member = this.#members[index] as Member
      const story = member.signature[1]
      const candidate = stories.get(story) ?? { best: 0, sum: 0, count: 0, isOther: false }
      candidate.best = Math.max(candidate.best, similarity)
      candidate.sum += similarity
      candidate.count++
      candidate.isOther ||= similarity >= this.#threshold && countDifferently(signature, member.signature)
      stories.set(story, candidate)
    }
    let found: string | undefined
    let most = this.#threshold
    for (const [story, { best, sum, count, isOther }] of stories) {
      const similarity = (1 - AVERAGE_WEIGHT) * best + AVERAGE_WEIGHT * (sum / count)
      if (isOther || similarity < most || (similarity === most && found !== undefined)) continue
      found = story
      most = similarity
    }
    return found
  }

  /** Index and similarity (0 to 1) of every entry near enough in time. */
  *#compareAll(signature: StorySignature): Generator<readonly [index: number, similarity: number]> {
    const rarities = this.#listRarities()
    const weigh = (token: number): number => {
      const group = token >> TOKEN_BITS
      const rarity = rarities[isTermGroup(group) ? 1 : 0]?.[this.#counts[token & TOKEN_MASK] ?? 0] ?? RARITY_MIN
      return (GROUP_WEIGHTS[group] ?? 1) * rarity
    }
    const weights = new Map<number, number>()
    for (const token of readTokens(signature)) weights.set(token & TOKEN_MASK, weigh(token))
    let norm = 0
    for (const weight of weights.values()) norm += weight * weight

    for (const [index, { signature: other, tokens }] of this.#members.entries()) {
      const nearness = 1 - (LOSS_PER_DAY * Math.abs(signature[2] - other[2])) / MINUTES_PER_DAY
      if (nearness <= 0) continue
      let shared = 0
      let otherNorm = 0
      for (const token of tokens) {
        const weight = weigh(token)
        otherNorm += weight * weight
        shared += weight * (weights.get(token & TOKEN_MASK) ?? 0)
      }
      yield [index, shared === 0 ? 0 : (nearness * shared) / Math.sqrt(norm * otherNorm)]
    }
  }

  /** Of words and of terms: the rarity of what stands in 0, 1, 2 … of the entries. */
  #listRarities(): readonly [Float64Array, Float64Array] {
    const all = this.#members.length + PRIOR_ENTRIES
    const list = (prior: number) =>
      Float64Array.from({ length: this.#members.length + 1 }, (_, count) =>
        Math.max(RARITY_MIN, Math.log(all / (count + prior))),
      )
    return [list(PRIOR_WORD_ENTRIES), list(PRIOR_TERM_ENTRIES)]
  }
}

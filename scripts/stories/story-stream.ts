import { RecentStories } from '../../src/entries/place-in-story.ts'
import { makeSignature } from '../../src/entries/story-signature.ts'
import type { Matcher } from '../../src/matching/match-result.ts'
import type { StoryRow } from './story-row.ts'

const LONG_AGO = new Date(0).toISOString()

/** Decides stories of rows as the service does of entries: one row after the other, with nothing of later rows. */
export class StoryStream {
  readonly #matcher: Matcher
  readonly #recent: RecentStories
  /** A row without a date was seen when the last row with one was published. */
  #clock = LONG_AGO

  constructor(matcher: Matcher, threshold?: number) {
    this.#matcher = matcher
    this.#recent = new RecentStories(undefined, threshold)
  }

  /** @returns the id of the story's first row */
  place(row: StoryRow): string | number {
    this.#clock = row.published ?? this.#clock
    // A number and a string are different ids, so an id is known by its JSON.
    const id = JSON.stringify(row.id)
    const { title, summary = '', published } = row
    const { evidence } = this.#matcher.match(row)
    const signature = makeSignature({ id, story: id, title, summary, evidence, published, firstSeen: this.#clock })
    return JSON.parse(this.#recent.place(signature)[1])
  }
}

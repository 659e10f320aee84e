/**
 * What one would do without this project, to compare with. They see all rows at once and get the threshold that is
 * best on these very rows, and stand apart from the service's code, so that nothing wrong there can be wrong here too.
 */
import { scoreBCubed } from './score-stories.ts'
import type { StoryRow } from './story-row.ts'

const STEM_LETTERS = 5
const WINDOW_MS = 3 * 24 * 3_600_000

/** One story for each title, case and everything but letters and digits left out. */
export function joinSameTitles(rows: readonly StoryRow[]): readonly string[] {
  return rows.map(({ title }) => listWords(title).join(' '))
}

/**
 * A row joins the story of the earlier row most alike in title and summary within the window, at the threshold where
 * B-cubed F1 is best. A row without a date is near those without one.
 */
export function joinByTfIdf(rows: readonly StoryRow[], labelled: readonly string[]) {
  const vectors = makeVectors(rows)
  const nearest = vectors.map((vector, i) => {
    let found = { index: i, similarity: 0 }
    for (let k = 0; k < i; k++) {
      if (!isNear(rows[i]?.published, rows[k]?.published)) continue
      const similarity = multiply(vector, vectors[k] ?? vector)
      if (similarity > found.similarity) found = { index: k, similarity }
    }
    return found
  })
  const decide = (threshold: number) => {
    const stories: string[] = []
    for (const [i, { index, similarity }] of nearest.entries()) {
      stories.push(similarity >= threshold ? (stories[index] ?? String(i)) : String(i))
    }
    return stories
  }
  const thresholds = Array.from({ length: 99 }, (_, i) => (i + 1) / 100)
  const scored = thresholds.map((threshold) => ({ threshold, f1: scoreBCubed(labelled, decide(threshold)).f1 }))
  const best = scored.reduce((a, b) => (b.f1 > a.f1 ? b : a))
  return { threshold: best.threshold, decided: decide(best.threshold) }
}

function isNear(a: string | null | undefined, b: string | null | undefined): boolean {
  return a && b ? Math.abs(Date.parse(a) - Date.parse(b)) <= WINDOW_MS : !a && !b
}

/** Cosine vectors of length 1 over stems, tf-idf over all rows. */
function makeVectors(rows: readonly StoryRow[]): readonly ReadonlyMap<string, number>[] {
  const texts = rows.map((row) => listWords(`${row.title} ${row.summary ?? ''}`).map((w) => w.slice(0, STEM_LETTERS)))
  const documents = new Map<string, number>()
  for (const stems of texts) for (const stem of new Set(stems)) documents.set(stem, (documents.get(stem) ?? 0) + 1)
  return texts.map((stems) => {
    const vector = new Map<string, number>()
    for (const stem of stems) {
      vector.set(stem, (vector.get(stem) ?? 0) + 1 + Math.log((1 + rows.length) / (1 + (documents.get(stem) ?? 0))))
    }
    const length = Math.hypot(...vector.values()) || 1
    return new Map([...vector].map(([stem, weight]) => [stem, weight / length]))
  })
}

function multiply(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let product = 0
  for (const [stem, weight] of a) product += weight * (b.get(stem) ?? 0)
  return product
}

function listWords(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

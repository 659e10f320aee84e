/** How well a division into stories agrees with the labelled one. */

export interface Score {
  readonly precision: number
  readonly recall: number
  readonly f1: number
}

/**
 * B-cubed: of the rows in a row's story, how many belong there, averaged over the rows; and the reverse for recall.
 * @param labelled,decided the story of each row, in the same order
 */
export function scoreBCubed(labelled: readonly string[], decided: readonly string[]): Score {
  const sizes = countAll(labelled, decided)
  let precision = 0
  let recall = 0
  for (const [i, label] of labelled.entries()) {
    const shared = sizes.both.get(join(label, decided[i])) ?? 0
    precision += shared / (sizes.decided.get(decided[i] ?? '') ?? 1)
    recall += shared / (sizes.labelled.get(label) ?? 1)
  }
  return toScore(precision / labelled.length, recall / labelled.length)
}

/** Over pairs of rows: of those put in one story, how many belong together; and the reverse for recall. */
export function scorePairs(labelled: readonly string[], decided: readonly string[]): Score {
  const sizes = countAll(labelled, decided)
  const pairs = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0)
  const shared = pairs(sizes.both)
  return toScore(shared / pairs(sizes.decided), shared / pairs(sizes.labelled))
}

/**
 * How far F1 moves (B-cubed, two standard errors) by the luck of which stories were labelled: the jackknife, that is,
 * the score without each labelled story in turn.
 */
export function estimateError(labelled: readonly string[], decided: readonly string[]): number {
  const stories = [...new Set(labelled)]
  const scores = stories.map((left) => {
    const kept = labelled.map((_, i) => i).filter((i) => labelled[i] !== left)
    const pick = (list: readonly string[]) => kept.map((i) => list[i] ?? '')
    return scoreBCubed(pick(labelled), pick(decided)).f1
  })
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  const squares = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0)
  return 2 * Math.sqrt(((scores.length - 1) / scores.length) * squares)
}

function toScore(precision: number, recall: number): Score {
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) }
}

function countAll(labelled: readonly string[], decided: readonly string[]) {
  return {
    labelled: count(labelled),
    decided: count(decided),
    both: count(labelled.map((label, i) => join(label, decided[i]))),
  }
}

function count(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

function join(label: string, decided: string | undefined): string {
  return JSON.stringify([label, decided])
}

const PARTS = 60
const PART_SHARE = 0.6

/** Random parts of labelled rows, the same every time: by turns of the rows and of the stories. Order is kept. */
export function drawParts<Row extends { readonly story: string }>(rows: readonly Row[]): readonly (readonly Row[])[] {
  let state = 1
  const isDrawn = (): boolean => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32 < PART_SHARE
  }
  const stories = [...new Set(rows.map(({ story }) => story))]
  return Array.from({ length: PARTS }, (_, i) => {
    const drawn = new Set(stories.filter(isDrawn))
    return i % 2 === 0 ? rows.filter(isDrawn) : rows.filter(({ story }) => drawn.has(story))
  })
}

/** The value that a tenth of the values do not reach. */
export function worstTenth(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 10)] ?? Number.NaN
}

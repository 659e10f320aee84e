/** Precision, recall and F1 with 95 % intervals. */

const Z_95 = 1.959964

export interface Counts {
  readonly truePositives: number
  readonly falsePositives: number
  readonly falseNegatives: number
}

/** Undefined where there is nothing to divide by. */
export type Estimate = { readonly value: number; readonly low: number; readonly high: number } | undefined

export function precision({ truePositives, falsePositives }: Counts): Estimate {
  return wilson(truePositives, truePositives + falsePositives)
}

export function recall({ truePositives, falseNegatives }: Counts): Estimate {
  return wilson(truePositives, truePositives + falseNegatives)
}

/**
 * F1 = 2J / (1 + J), where J is the share of true positives among all rows that are relevant or were taken for it. So
 * its interval is J's, carried through the same function: no resampling, the same answer every time.
 */
export function f1({ truePositives, falsePositives, falseNegatives }: Counts): Estimate {
  const share = wilson(truePositives, truePositives + falsePositives + falseNegatives)
  if (!share) return undefined
  const carry = (j: number) => (2 * j) / (1 + j)
  return { value: carry(share.value), low: carry(share.low), high: carry(share.high) }
}

/** The Wilson score interval of a share. */
function wilson(hits: number, all: number): Estimate {
  if (all === 0) return undefined
  const share = hits / all
  const z2 = Z_95 * Z_95
  const centre = (share + z2 / (2 * all)) / (1 + z2 / all)
  const half = (Z_95 * Math.sqrt((share * (1 - share)) / all + z2 / (4 * all * all))) / (1 + z2 / all)
  return { value: share, low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}

import { describe, expect, it } from 'vitest'
import { f1, precision, recall } from '../../scripts/score.ts'

describe('scores', () => {
  const counts = { truePositives: 90, falsePositives: 10, falseNegatives: 30 }

  it('are shares with Wilson intervals', () => {
    expect(precision(counts)?.value).toBeCloseTo(0.9, 10)
    // Wilson's interval of 90 in 100, as tables give it.
    expect(precision(counts)?.low).toBeCloseTo(0.8256, 4)
    expect(precision(counts)?.high).toBeCloseTo(0.9448, 4)
    expect(recall(counts)?.value).toBeCloseTo(0.75, 10)
  })

  it('give the F1 that precision and recall give', () => {
    const { value = 0, low = 0, high = 0 } = f1(counts) ?? {}
    expect(value).toBeCloseTo((2 * 0.9 * 0.75) / (0.9 + 0.75), 10)
    expect(low).toBeLessThan(value)
    expect(high).toBeGreaterThan(value)
  })

  it('stay between 0 and 1, and are absent where there is nothing to divide by', () => {
    expect(precision({ truePositives: 5, falsePositives: 0, falseNegatives: 0 })?.high).toBe(1)
    expect(recall({ truePositives: 0, falsePositives: 3, falseNegatives: 0 })).toBeUndefined()
  })
})

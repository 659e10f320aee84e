import { describe, expect, it } from 'vitest'
import {
  drawParts,
  estimateError,
  scoreBCubed,
  scorePairs,
  worstTenth,
} from '../../../scripts/stories/score-stories.ts'

const LABELLED = ['a', 'a', 'a', 'b', 'c']

describe('scores of a division', () => {
  it('are 1 for the labelled one, whatever its stories are called', () => {
    const perfect = { precision: 1, recall: 1, f1: 1 }
    expect(scoreBCubed(LABELLED, ['1', '1', '1', '2', '3'])).toEqual(perfect)
    expect(scorePairs(LABELLED, ['1', '1', '1', '2', '3'])).toEqual(perfect)
  })

  it('count rows and pairs', () => {
    const decided = ['1', '1', '2', '2', '3']
    // By row: precision 1, 1, 1/2, 1/2, 1; recall 2/3, 2/3, 1/3, 1, 1. Pairs: one of the two joined, one of the three.
    expect(scoreBCubed(LABELLED, decided).precision).toBeCloseTo(4 / 5, 10)
    expect(scoreBCubed(LABELLED, decided).recall).toBeCloseTo(11 / 15, 10)
    expect(scorePairs(LABELLED, decided)).toMatchObject({ precision: 1 / 2, recall: 1 / 3 })
    expect(scorePairs(LABELLED, decided).f1).toBeCloseTo(0.4, 10)
  })

  it('tell all apart from all in one', () => {
    expect(scoreBCubed(LABELLED, ['1', '2', '3', '4', '5']).precision).toBe(1)
    expect(scoreBCubed(LABELLED, ['1', '1', '1', '1', '1']).recall).toBe(1)
    expect(scorePairs(LABELLED, ['1', '2', '3', '4', '5'])).toMatchObject({ precision: Number.NaN, recall: 0 })
  })

  it('have an error where stories differ in how well they are found', () => {
    expect(estimateError(LABELLED, ['1', '1', '1', '2', '3'])).toBe(0)
    expect(estimateError(LABELLED, ['1', '2', '3', '4', '5'])).toBeGreaterThan(0.1)
  })
})

describe('drawParts', () => {
  const rows = Array.from({ length: 100 }, (_, i) => ({ i, story: String(i % 40) }))

  it('draws the same parts every time, in order, of about the share', () => {
    const parts = drawParts(rows)
    expect(drawParts(rows)).toEqual(parts)
    for (const part of parts) {
      expect(part.map(({ i }) => i)).toEqual(part.map(({ i }) => i).toSorted((a, b) => a - b))
      expect(part.length).toBeGreaterThan(30)
      expect(part.length).toBeLessThan(90)
    }
  })

  it('keeps stories whole in every second part', () => {
    for (const part of drawParts(rows).filter((_, i) => i % 2 === 1)) {
      const drawn = new Set(part.map(({ story }) => story))
      expect(part).toEqual(rows.filter(({ story }) => drawn.has(story)))
    }
  })
})

it('worstTenth is what a tenth of the values do not reach', () => {
  expect(worstTenth([5, 3, 9, 1, 7, 2, 8, 4, 6, 10])).toBe(2)
})

/** How good the shipped dispute is on labelled rows that are not ours to copy; skipped where they are absent. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readLabelledRows } from '../../scripts/eval-matching.ts'
import { precision, recall } from '../../scripts/score.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import { dispute } from '../../src/watch/dispute.ts'

const ROWS = join(import.meta.dirname, '../../../shared/eval/dev.jsonl')

describe.skipIf(!existsSync(ROWS))('on the labelled rows of ../shared', () => {
  it.each([
    ['all', 0.98, 0.97],
    ['en', 0.96, 0.96],
    ['tr', 0.96, 0.96],
  ])('reaches what is asked for: %s', async (language, leastPrecision, leastRecall) => {
    const { rows, problems } = await readLabelledRows([ROWS])
    expect(problems).toEqual([])
    const { match } = createMatcher(dispute)
    const counts = { truePositives: 0, falsePositives: 0, falseNegatives: 0 }
    for (const row of rows.filter(({ label, lang }) => label !== 'R' && (language === 'all' || lang === language))) {
      const { matched } = match(row)
      if (matched) counts[row.label === 'P' ? 'truePositives' : 'falsePositives']++
      else if (row.label === 'P') counts.falseNegatives++
    }
    expect(counts.truePositives).toBeGreaterThan(50)
    expect(precision(counts)?.value).toBeGreaterThanOrEqual(leastPrecision)
    expect(recall(counts)?.value).toBeGreaterThanOrEqual(leastRecall)
  })
})

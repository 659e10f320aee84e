/** The figures that the stories of the shipped dispute must not fall below, on rows that are not part of the project. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readStoryRows } from '../../scripts/stories/eval-stories.ts'
import { scoreBCubed } from '../../scripts/stories/score-stories.ts'
import { StoryStream } from '../../scripts/stories/story-stream.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import { dispute } from '../../src/watch/dispute.ts'

const ROWS = join(import.meta.dirname, '../../../shared/eval/stories-dev.jsonl')

describe.skipIf(!existsSync(ROWS))('on the labelled stories of ../shared (skipped where it is absent)', () => {
  it('has a B-cubed precision of at least .95 and an F1 of at least .93', async () => {
    const { rows, problems } = await readStoryRows(ROWS)
    expect(problems).toEqual([])
    const stream = new StoryStream(createMatcher(dispute))
    const decided = rows.map((row) => JSON.stringify(stream.place(row)))
    const { precision, f1 } = scoreBCubed(
      rows.map(({ story }) => story),
      decided,
    )
    expect(precision).toBeGreaterThanOrEqual(0.95)
    expect(f1).toBeGreaterThanOrEqual(0.93)
  })
})

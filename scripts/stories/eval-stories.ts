/** `npm run eval -- --stories FILE`: how good the division into stories is, on labelled rows. */
import { createReadStream } from 'node:fs'
import type { Definition } from '../../src/definition/definition.ts'
import { JOIN_SIMILARITY } from '../../src/entries/place-in-story.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import { readJsonLines } from '../json-lines.ts'
import { estimateError, type Score, scoreBCubed, scorePairs } from './score-stories.ts'
import { joinByTfIdf, joinSameTitles } from './story-baselines.ts'
import { parseStoryRow, type StoryRow } from './story-row.ts'
import { StoryStream } from './story-stream.ts'

const THRESHOLD_STEPS = [-0.04, -0.02, 0, 0.02, 0.04]
/** Rows after which a stream starts anew, to see what a young deployment does, which knows nothing of rarity. */
const COLD_ROWS = 12

export interface LabelledStoryRow extends StoryRow {
  readonly story: string
}

/** Rows of a file, in its order, and a problem for each line that is no labelled row. */
export async function readStoryRows(file: string) {
  const rows: LabelledStoryRow[] = []
  const problems: string[] = []
  for await (const lines of readJsonLines(createReadStream(file, 'utf8'), parseStoryRow)) {
    for (const line of lines) {
      if (!line.ok) problems.push(`${file}, line ${line.number}: ${line.reason}`)
      else if (line.value.story === undefined) problems.push(`${file}, line ${line.number}: story is missing`)
      else rows.push({ ...line.value, story: line.value.story })
    }
  }
  return { rows, problems }
}

/** Scores beside the baselines', how they hold where things change, then every wrong row. */
export function reportStories(definition: Definition, rows: readonly LabelledStoryRow[]): string {
  const matcher = createMatcher(definition)
  const labels = rows.map(({ story }) => story)
  const decide = (part: readonly LabelledStoryRow[], threshold?: number) => {
    const stream = new StoryStream(matcher, threshold)
    return part.map((row) => JSON.stringify(stream.place(row)))
  }
  const scorePart = (name: string, part: readonly LabelledStoryRow[], threshold?: number) => {
    const decided = decide(part, threshold)
    return writeScores(
      name,
      part.map(({ story }) => story),
      decided,
    )
  }
  const decided = decide(rows)
  const tfIdf = joinByTfIdf(rows, labels)
  const middle = rows.length >> 1
  const stories = [...new Set(labels)]
  const isOdd = ({ story }: LabelledStoryRow) => stories.indexOf(story) % 2 === 1
  const cold = rows.map((_, i) => i).filter((i) => i % COLD_ROWS === 0)
  const wrong = rows.flatMap((row, i) => describeWrong(row, i, rows, decided))
  return [
    `${rows.length} rows, ${stories.length} stories`,
    HEADER,
    `${writeScores(definition.id, labels, decided)}  ± ${estimateError(labels, decided).toFixed(3)} (B-cubed F1, jackknife)`,
    writeScores('same title', labels, joinSameTitles(rows)),
    writeScores(`tf-idf, best at ${tfIdf.threshold}`, labels, tfIdf.decided),
    '',
    'The same where things change:',
    ...THRESHOLD_STEPS.map((step) => JOIN_SIMILARITY + step).map((threshold) =>
      scorePart(`threshold ${threshold.toFixed(2)}`, rows, threshold),
    ),
    scorePart('first half', rows.slice(0, middle)),
    scorePart('second half', rows.slice(middle)),
    scorePart('odd stories', rows.filter(isOdd)),
    scorePart(
      'even stories',
      rows.filter((row) => !isOdd(row)),
    ),
    writeScores(
      `anew every ${COLD_ROWS} rows`,
      cold.flatMap((from) => rows.slice(from, from + COLD_ROWS).map(({ story }) => `${from} ${story}`)),
      cold.flatMap((from) => decide(rows.slice(from, from + COLD_ROWS)).map((story) => `${from} ${story}`)),
    ),
    '',
    wrong.length === 0 ? 'No wrong row.' : `${wrong.length} wrong rows:`,
    ...wrong,
    '',
  ].join('\n')
}

const HEADER = `${' '.repeat(22)}B-cubed: precision recall F1    pairs: precision recall F1`

function writeScores(name: string, labelled: readonly string[], decided: readonly string[]): string {
  const write = ({ precision, recall, f1 }: Score) =>
    [precision, recall, f1].map((value) => (Number.isNaN(value) ? '–' : value.toFixed(3)).padEnd(6)).join(' ')
  return `${name.padEnd(22)}${' '.repeat(9)}${write(scoreBCubed(labelled, decided))}${' '.repeat(10)}${write(scorePairs(labelled, decided))}`
}

/** A row that joined a story of another label, or opened one though its story was there. */
function describeWrong(
  row: LabelledStoryRow,
  i: number,
  rows: readonly LabelledStoryRow[],
  decided: readonly string[],
): readonly string[] {
  const first = rows[decided.indexOf(decided[i] ?? '')]
  const labelled = rows.find(({ story }) => story === row.story)
  if (first && first.story !== row.story) return [describe('joined', row, first)]
  if (first === row && labelled && labelled !== row) return [describe('did not join', row, labelled)]
  return []
}

function describe(what: string, row: LabelledStoryRow, other: LabelledStoryRow): string {
  return `- ${row.id} ${row.title}\n  ${what} ${other.id} ${other.title}`
}

/** `npm run eval -- --stories FILE`: how good the division into stories is, on labelled rows. */
import { createReadStream } from 'node:fs'
import type { Definition } from '../../src/definition/definition.ts'
import { JOIN_SIMILARITY } from '../../src/entries/place-in-story.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import { readJsonLines } from '../json-lines.ts'
import { drawParts, estimateError, type Score, scoreBCubed, scorePairs, worstTenth } from './score-stories.ts'
import { joinByTfIdf, joinSameTitles } from './story-baselines.ts'
import { parseStoryRow, type StoryRow } from './story-row.ts'
import { StoryStream } from './story-stream.ts'

const THRESHOLD_STEPS = [-0.04, -0.02, 0, 0.02, 0.04]
/** Rows after which a stream starts anew, to see what a young deployment does, which knows nothing of rarity. */
const COLD_ROWS = 12

export interface LabelledStoryRow extends StoryRow {
  readonly story: string
}

type Rows = readonly LabelledStoryRow[]

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
export function reportStories(definition: Definition, rows: Rows): string {
  const matcher = createMatcher(definition)
  const matches = new Map(rows.map((row) => [row, matcher.match(row)]))
  const remembering = {
    ...matcher,
    match: (row: object) => matches.get(row as LabelledStoryRow) ?? matcher.match(row as LabelledStoryRow),
  }
  const decide = (part: Rows, threshold?: number): readonly string[] => {
    const stream = new StoryStream(remembering, threshold)
    return part.map((row) => JSON.stringify(stream.place(row)))
  }
  const decided = decide(rows)
  const tfIdf = joinByTfIdf(rows, listLabels(rows))
  const error = estimateError(listLabels(rows), decided).toFixed(3)
  const wrong = rows.flatMap((row, i) => describeWrong(row, i, rows, decided))
  return [
    `${rows.length} rows, ${new Set(listLabels(rows)).size} stories`,
    HEADER,
    `${writeScores(definition.id, rows, decided)}  B-cubed F1 ± ${error} (two standard errors, jackknife)`,
    writeScores('same title', rows, joinSameTitles(rows)),
    writeScores(`tf-idf, best at ${tfIdf.threshold}`, rows, tfIdf.decided),
    '',
    'The same where things change:',
    ...reportChanges(rows, decide),
    '',
    wrong.length === 0 ? 'No wrong row.' : `${wrong.length} wrong rows:`,
    ...wrong,
    '',
  ].join('\n')
}

function reportChanges(rows: Rows, decide: (part: Rows, threshold?: number) => readonly string[]): readonly string[] {
  const parts = drawParts(rows)
  const byThreshold = THRESHOLD_STEPS.map((step) => {
    const threshold = JOIN_SIMILARITY + step
    const scores = parts.map((part) => scoreBCubed(listLabels(part), decide(part, threshold)))
    const precision = worstTenth(scores.map((score) => score.precision)).toFixed(3)
    const f1 = worstTenth(scores.map((score) => score.f1)).toFixed(3)
    const whole = writeScores(`threshold ${threshold.toFixed(2)}`, rows, decide(rows, threshold))
    return `${whole}  worst tenth of ${parts.length} random parts: B-cubed precision ${precision}, F1 ${f1}`
  })
  const halves = { 'first half': rows.slice(0, rows.length >> 1), 'second half': rows.slice(rows.length >> 1) }
  const cold: LabelledStoryRow[][] = []
  for (let from = 0; from < rows.length; from += COLD_ROWS) cold.push(rows.slice(from, from + COLD_ROWS))
  return [
    ...byThreshold,
    ...Object.entries(halves).map(([name, half]) => writeScores(name, half, decide(half))),
    writeScores(
      `anew every ${COLD_ROWS} rows`,
      cold.flatMap((part, i) => part.map((row) => ({ ...row, story: `${i} ${row.story}` }))),
      cold.flatMap((part, i) => decide(part).map((story) => `${i} ${story}`)),
    ),
  ]
}

const HEADER = `${' '.repeat(22)}B-cubed: precision recall F1    pairs: precision recall F1`

function writeScores(name: string, rows: Rows, decided: readonly string[]): string {
  const write = ({ precision, recall, f1 }: Score) =>
    [precision, recall, f1].map((value) => (Number.isNaN(value) ? '–' : value.toFixed(3)).padEnd(6)).join(' ')
  const labels = listLabels(rows)
  return `${name.padEnd(31)}${write(scoreBCubed(labels, decided))}${' '.repeat(10)}${write(scorePairs(labels, decided))}`
}

function listLabels(rows: Rows): readonly string[] {
  return rows.map(({ story }) => story)
}

/** A row that joined a story of another label, or opened one though its story was there. */
function describeWrong(row: LabelledStoryRow, i: number, rows: Rows, decided: readonly string[]): readonly string[] {
  const first = rows[decided.indexOf(decided[i] ?? '')]
  const labelled = rows.find(({ story }) => story === row.story)
  if (first && first.story !== row.story) return [describe('joined', row, first)]
  if (first === row && labelled && labelled !== row) return [describe('did not join', row, labelled)]
  return []
}

function describe(what: string, row: LabelledStoryRow, other: LabelledStoryRow): string {
  return `- ${row.id} ${row.title}\n  ${what} ${other.id} ${other.title}`
}

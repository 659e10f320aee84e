import { createReadStream } from 'node:fs'
import type { Definition } from '../src/definition/definition.ts'
import { createMatcher } from '../src/matching/matcher.ts'
import { baselines } from './baselines.ts'
import { readJsonLines } from './json-lines.ts'
import { type NewsRow, parseNewsRow } from './news-row.ts'
import { showProgress } from './progress.ts'
import { type Counts, type Estimate, f1, precision, recall } from './score.ts'

export interface LabelledRow extends NewsRow {
  readonly label: 'P' | 'N' | 'R'
}

interface Verdict {
  readonly row: LabelledRow
  readonly matched: boolean
  readonly nearMiss: boolean
  readonly reason: string
}

/** Rows of the files, and a problem for each line that is no labelled row. */
export async function readLabelledRows(files: readonly string[]) {
  const rows: LabelledRow[] = []
  const problems: string[] = []
  const progress = showProgress('rows')
  for (const file of files) {
    for await (const lines of readJsonLines(createReadStream(file, 'utf8'), parseNewsRow)) {
      for (const line of lines) {
        if (!line.ok) problems.push(`${file}, line ${line.number}: ${line.reason}`)
        else if (isLabelled(line.value)) rows.push(line.value)
        else problems.push(`${file}, line ${line.number}: label is not P, N or R`)
      }
      progress.count(rows.length)
    }
  }
  progress.done()
  return { rows, problems }
}

function isLabelled(row: NewsRow): row is LabelledRow {
  return row.label === 'P' || row.label === 'N' || row.label === 'R'
}

/** The report of a definition over labelled rows: scores beside the baselines', then every wrong row with its reason. */
export function reportMatching(definition: Definition, rows: readonly LabelledRow[]): string {
  const { match } = createMatcher(definition)
  const verdicts = rows.map((row): Verdict => ({ row, ...match(row) }))
  const count = (label: string) => rows.filter((row) => row.label === label).length
  const scored = verdicts.filter(({ row }) => row.label !== 'R')
  const wrong = scored.filter(({ row, matched }) => matched !== (row.label === 'P'))
  return [
    `${rows.length} rows: ${count('P')} relevant (P), ${count('N')} not (N), ${count('R')} related (R, count neither way)`,
    `near misses: ${verdicts.filter((verdict) => verdict.nearMiss).length}`,
    '',
    ...scoreTable(scored, definition.id),
    '',
    wrong.length === 0 ? 'No wrong row.' : `${wrong.length} wrong rows:`,
    ...wrong.map(describeWrong),
    '',
  ].join('\n')
}

function scoreTable(scored: readonly Verdict[], name: string): readonly string[] {
  const languages = [...new Set(scored.map(({ row }) => row.lang ?? '?'))].sort()
  const rules = [
    { name, matches: (verdict: Verdict) => verdict.matched },
    ...baselines.map((baseline) => ({ name: baseline.name, matches: ({ row }: Verdict) => baseline.matches(row) })),
  ]
  const lines = [['', 'P', 'N', 'precision', 'recall', 'F1']]
  for (const { name, matches } of rules) {
    lines.push([name])
    for (const language of ['all', ...languages]) {
      const part = language === 'all' ? scored : scored.filter(({ row }) => (row.lang ?? '?') === language)
      const relevant = part.filter(({ row }) => row.label === 'P').length
      const counts = countVerdicts(part, matches)
      const scores = [precision(counts), recall(counts), f1(counts)].map(writeEstimate)
      lines.push([`  ${language}`, String(relevant), String(part.length - relevant), ...scores])
    }
  }
  const widths = [8, 5, 5, 18, 18, 18]
  return lines.map((cells) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join(' ')
      .trimEnd(),
  )
}

function countVerdicts(verdicts: readonly Verdict[], matches: (verdict: Verdict) => boolean): Counts {
  const counts = { truePositives: 0, falsePositives: 0, falseNegatives: 0 }
  for (const verdict of verdicts) {
    const isRelevant = verdict.row.label === 'P'
    if (matches(verdict)) counts[isRelevant ? 'truePositives' : 'falsePositives']++
    else if (isRelevant) counts.falseNegatives++
  }
  return counts
}

/** "0.989 0.941–0.998": the value and its 95 % interval. */
function writeEstimate(estimate: Estimate): string {
  if (!estimate) return '–'
  return `${estimate.value.toFixed(3)} ${estimate.low.toFixed(3)}–${estimate.high.toFixed(3)}`
}

function describeWrong({ row, matched, reason }: Verdict): string {
  const what = matched ? 'matched, is N' : 'missed, is P'
  const summary = row.summary ? `\n    ${row.summary.slice(0, 300)}` : ''
  return `- ${what}: ${row.id ?? '(no id)'} [${row.lang ?? '?'}] ${row.title}${summary}\n    → ${reason}`
}

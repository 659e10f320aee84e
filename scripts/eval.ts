/** `npm run eval`: how good the matching and the stories are, on labelled rows. */
import { parseArgs } from 'node:util'
import { readLabelledRows, reportMatching } from './eval-matching.ts'
import { loadDefinition } from './load-definition.ts'
import { readStoryRows, reportStories } from './stories/eval-stories.ts'

const HELP = `Usage: npm run --silent eval -- [--definition FILE] FILE…
       npm run --silent eval -- [--definition FILE] --stories FILE

Reads labelled JSON lines {id, title, summary?, lang?, country?, label} and reports precision, recall and F1 with 95 %
intervals, overall and per language, beside two simple filters on the same rows; then every wrong row with its reason.
label: P relevant, N not, R related (counts neither way).

With --stories the rows are {id, title, summary?, date?, lang?, story} in order of time, decided one after the other, and
the report is of stories: B-cubed and pairwise precision, recall and F1 beside two baselines.

A line that cannot be used is named on standard error; the rest is done and the exit status is 1.

  --definition FILE   a TypeScript file that exports a definition as "dispute" (default: src/watch/dispute.ts)
  --help              this text
`

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { definition: { type: 'string' }, stories: { type: 'string' }, help: { type: 'boolean' } },
    allowPositionals: true,
  })
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  if (values.stories !== undefined) {
    if (positionals.length > 0) throw new Error('--stories takes one file, and no other is read with it.')
    const { rows, problems } = await readStoryRows(values.stories)
    process.stdout.write(reportStories(await loadDefinition(values.definition), rows))
    return reportProblems(problems)
  }
  if (positionals.length === 0) throw new Error('Name at least one file of labelled rows; --help says more.')
  const definition = await loadDefinition(values.definition)
  const { rows, problems } = await readLabelledRows(positionals)
  process.stdout.write(reportMatching(definition, rows))
  return reportProblems(problems)
}

function reportProblems(problems: readonly string[]): number {
  for (const problem of problems) process.stderr.write(`${problem}\n`)
  return problems.length > 0 ? 1 : 0
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}

/** `npm run eval`: how good the matching is, on labelled rows. */
import { parseArgs } from 'node:util'
import { readLabelledRows, reportMatching } from './eval-matching.ts'
import { loadDefinition } from './load-definition.ts'

const HELP = `Usage: npm run --silent eval -- [--definition FILE] FILE…

Reads labelled JSON lines {id, title, summary?, lang?, country?, label} and reports precision, recall and F1 with 95 %
intervals, overall and per language, beside two simple filters on the same rows; then every wrong row with its reason.
label: P relevant, N not, R related (counts neither way).

A line that cannot be used is named on standard error; the rest is done and the exit status is 1.

  --definition FILE   a TypeScript file that exports a definition as "dispute" (default: src/watch/dispute.ts)
  --help              this text
`

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { definition: { type: 'string' }, help: { type: 'boolean' } },
    allowPositionals: true,
  })
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  if (positionals.length === 0) throw new Error('Name at least one file of labelled rows; --help says more.')
  const definition = await loadDefinition(values.definition)
  const { rows, problems } = await readLabelledRows(positionals)
  process.stdout.write(reportMatching(definition, rows))
  for (const problem of problems) process.stderr.write(`${problem}\n`)
  return problems.length > 0 ? 1 : 0
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}

/** `npm run match`: which news items match, and why. */
import { parseArgs } from 'node:util'
import { createMatcher } from '../src/matching/matcher.ts'
import { answerJsonLines } from './json-lines.ts'
import { loadDefinition } from './load-definition.ts'
import { parseNewsRow } from './news-row.ts'

const HELP = `Usage: npm run --silent match -- [--definition FILE] < items.jsonl > results.jsonl

Reads JSON lines {id, title, summary?, lang?, country?} from standard input and writes one JSON line for each, in
order: {id, matched, nearMiss, terms, evidence, reason}. lang and country are the source's: "tr" or "TR" counts as
evidence of Turkey. Markup is removed first; offsets refer to the plain text.

A line that cannot be used is named on standard error; the rest is done and the exit status is 1.

  --definition FILE   a TypeScript file that exports a definition as "dispute" (default: src/watch/dispute.ts)
  --help              this text
`

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { definition: { type: 'string' }, help: { type: 'boolean' } } })
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  const matcher = createMatcher(await loadDefinition(values.definition))
  return answerJsonLines(parseNewsRow, (row) => {
    const { matched, nearMiss, terms, evidence, reason } = matcher.match(row)
    return { id: row.id, matched, nearMiss, terms, evidence, reason }
  })
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}

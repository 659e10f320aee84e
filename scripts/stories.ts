/** `npm run stories`: which news items report the same event. */
import { parseArgs } from 'node:util'
import { createMatcher } from '../src/matching/matcher.ts'
import { answerJsonLines } from './json-lines.ts'
import { loadDefinition } from './load-definition.ts'
import { parseStoryRow } from './stories/story-row.ts'
import { StoryStream } from './stories/story-stream.ts'

const HELP = `Usage: npm run --silent stories -- [--definition FILE] < items.jsonl > stories.jsonl

Reads JSON lines {id, title, summary?, date?, lang?, source?} in order of time from standard input and writes one JSON
line for each, in order: {id, story}. story is the id of the first item that reported the event, so a new event's own.
Each line is decided as the service decides an entry, by the lines before it. A date that does not name a day and its
year counts as none.

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
  const stories = new StoryStream(createMatcher(await loadDefinition(values.definition)))
  return answerJsonLines(parseStoryRow, (row) => ({ id: row.id, story: stories.place(row) }))
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}

/** `npm run bench`: the benchmarks, each with its rivals in the same run. */
import { describePoll } from './describe-poll.ts'
import { HELP, readCommand } from './options.ts'
import { benchPoll } from './poll.ts'

const { stderr, stdout } = process
const clearLine = () => stderr.isTTY && stderr.write('\r\u001b[K')
const onProgress = (what: string) => stderr.isTTY && stderr.write(`\r\u001b[K${what}`)

async function main(): Promise<number> {
  const command = readCommand(process.argv.slice(2))
  if (command.kind === 'help') {
    stdout.write(HELP)
    return 0
  }
  if (command.kind === 'bad') {
    stderr.write(`${command.reason}\n\n${HELP}`)
    return 2
  }
  const options = { ...command.options, onProgress }
  const report = await benchPoll(options)
  clearLine()
  stdout.write(command.isJson ? `${JSON.stringify(report)}\n` : describePoll(report))
  return 0
}

try {
  process.exitCode = await main()
} catch (error) {
  clearLine()
  stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

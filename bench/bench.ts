/** `npm run bench`: the benchmarks, each with its rivals in the same run. */
import { describePoll } from './describe-poll.ts'
import { describeServe } from './describe-serve.ts'
import { HELP, readCommand } from './options.ts'
import { benchPoll } from './poll.ts'
import { benchServe } from './serve.ts'

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
  if (command.kind === 'poll') print(await benchPoll(options), command.isJson, describePoll)
  else print(await benchServe(options), command.isJson, describeServe)
  return 0
}

function print<T>(report: T, isJson: boolean, describe: (report: T) => string): void {
  clearLine()
  stdout.write(isJson ? `${JSON.stringify(report)}\n` : describe(report))
}

try {
  process.exitCode = await main()
} catch (error) {
  clearLine()
  stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

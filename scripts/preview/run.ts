/** The preview itself, a child of ../preview.ts: sample server, worker, polls, until it is told to stop. */
import { rm } from 'node:fs/promises'
import { chooseSources } from './choose-sources.ts'
import { anyPort, DEFAULT_PORT, findPort, isFree } from './find-port.ts'
import { HELP, readOptions } from './options.ts'
import { pollAll } from './poll-worker.ts'
import { formatNews, formatTable, heardNothing } from './print-poll.ts'
import { startWorker } from './start-worker.ts'

const SHOWN_ADDRESSES = ['/', '/feed.atom', '/feed.json', '/api/entries', '/api/status']

const STOP_TIMEOUT_MS = 3_000

const cleanUps: (() => Promise<unknown>)[] = []
let stopping = false

async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  // Its exit handlers end workerd in any case.
  setTimeout(() => process.exit(0), STOP_TIMEOUT_MS)
  await Promise.allSettled(cleanUps.map((cleanUp) => cleanUp()))
  await rm(stateDirectory, { recursive: true, force: true, maxRetries: 5 }).catch(() => {})
  process.exit(0)
}

function fail(reason: string): never {
  console.error(reason)
  process.exit(1)
}

const options = readOptions(process.argv.slice(2))
if (options.kind === 'bad') fail(`${options.reason}\n\n${HELP}`)
if (options.kind === 'help') {
  console.log(HELP)
  process.exit(0)
}

const stateDirectory = process.env.PREVIEW_STATE_DIRECTORY ?? fail('Start the preview with `npm start`.')

// ../preview.ts ends the preview by closing the channel. Where it was killed, its files are left to us.
process.on('disconnect', stop)

const choice = await chooseSources(options.sources)
if (!choice.ok) fail(choice.reason)
const { sources, advance } = choice
cleanUps.push(choice.close)
const port = await choosePort(options.port)
const pollToken = process.env.POLL_TOKEN || crypto.randomUUID()
const worker = await startWorker({
  port,
  pollToken,
  stateDirectory,
  preview: {
    definition: options.sources.from === 'samples' ? 'samples' : 'watch',
    sources,
    allowLoopback: options.sources.from !== 'live',
  },
}).catch((error: Error) => fail(error.message))
cleanUps.push(worker.close)

console.log(`\n${choice.about}\n`)
for (const sentence of choice.leftOut) console.log(`  Left out ${sentence}`)
const first = await pollAll(worker.origin, pollToken).catch((error: Error) => fail(`The first poll: ${error.message}`))
console.log(formatTable(first))
if (heardNothing(first.sources)) {
  console.log('\nNo source could be reached. Without network, `npm start` alone shows the samples.')
}
console.log(`\n${SHOWN_ADDRESSES.map((path) => `  ${worker.origin}${path}`).join('\n')}\n`)
if (options.everySeconds > 0) {
  console.log(`Polling every ${options.everySeconds} s. Ctrl-C ends it.`)
  setInterval(pollAgain, options.everySeconds * 1000)
} else {
  console.log('Ctrl-C ends it.')
}

let polling = false
async function pollAgain(): Promise<void> {
  if (polling || stopping) return
  polling = true
  advance()
  try {
    const news = formatNews(await pollAll(worker.origin, pollToken), new Date())
    if (news) console.log(news)
  } catch (error) {
    if (!stopping) console.error(`  The poll failed: ${(error as Error).message}`)
  }
  polling = false
}

/** A port that was asked for is taken or refused; otherwise the default or the next free one. */
async function choosePort(asked: number | undefined): Promise<number> {
  if (asked === 0) return anyPort()
  if (asked !== undefined) {
    return (await isFree(asked)) ? asked : fail(`Port ${asked} is taken. Leave --port out to get a free one.`)
  }
  const port = (await findPort(DEFAULT_PORT)) || (await anyPort())
  if (port !== DEFAULT_PORT) console.log(`Port ${DEFAULT_PORT} is taken, using ${port}.`)
  return port
}

/** A preview of its own for each check that needs one: fresh state, a free port, polls only when asked for. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type PollReport, pollAll } from '../preview/poll-worker.ts'

export const ROOT = join(import.meta.dirname, '../..')
const START_TIMEOUT_MS = 60_000
const TOKEN = 'e2e'

export interface Preview {
  /** "http://localhost:4000" */
  readonly origin: string
  /** What it printed so far. */
  output(): string
  poll(): Promise<PollReport>
  /** Releases the next wave of the samples; says how many are left. */
  advance(): Promise<number>
  /** The directory that holds the preview's state and nothing else. */
  readonly directory: string
  stop(): Promise<void>
}

/** Starts a preview and waits for its first poll. `args` as after `npm start --`. */
export async function startPreview(...args: string[]): Promise<Preview> {
  const directory = makeDirectory()
  const child = spawn(process.execPath, ['scripts/preview.ts', '--port', '0', '--every', '0', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: directory, POLL_TOKEN: TOKEN },
  })
  const output = collectOutput(child)
  await waitFor(() => output().includes('Ctrl-C ends it'), child, output)

  const origin = /http:\/\/localhost:\d+/.exec(output())?.[0] ?? ''
  const samples = /served at (\S+)/.exec(output())?.[1]
  return {
    origin,
    output,
    directory,
    poll: () => pollAll(origin, TOKEN),
    advance: async () => {
      const response = await fetch(`${samples}/advance`, { method: 'POST' })
      return ((await response.json()) as { wavesLeft: number }).wavesLeft
    },
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGINT')
        await new Promise((resolve) => child.once('exit', resolve))
      }
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** A fresh directory; whoever asks for it removes it. */
export function makeDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'sanctions-watch-e2e-'))
}

/** Everything that a process prints, from now on. */
export function collectOutput(child: ChildProcess): () => string {
  let text = ''
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  return () => text
}

/** Waits until the condition holds; throws with the output where the process ends or takes too long before. */
export async function waitFor(
  condition: () => boolean | Promise<boolean>,
  child: ChildProcess,
  output: () => string,
): Promise<void> {
  const end = Date.now() + START_TIMEOUT_MS
  while (!(await condition())) {
    const ended = child.exitCode !== null || child.signalCode !== null
    if (ended || Date.now() > end) {
      child.kill('SIGINT')
      throw new Error(`The preview ${ended ? 'ended' : 'was too slow'}. It printed:\n${output()}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** The one directory in which the preview keeps its state while it runs. */
export function findStateDirectory({ directory }: Preview): string {
  const [state, ...others] = readdirSync(directory).filter((name) => name.startsWith('sanctions-watch-preview-'))
  if (!state || others.length > 0) throw new Error(`Expected one state directory in ${directory}`)
  return join(directory, state)
}

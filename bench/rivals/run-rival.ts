// A fresh process for one rival: makes ready what a Worker makes ready at its start, reads the corpus once and then the
// samples, and says what that took as one line of JSON.
import { cleanText } from '../../src/entries/clean-text.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import { createSieve } from '../../src/polling/sieve.ts'
import { warmUp } from '../../src/polling/warm-up.ts'
import { dispute } from '../../src/watch/dispute.ts'
import { sources } from '../../src/watch/sources.ts'
import { type CorpusFile, loadCorpus } from '../corpus/corpus.ts'
import { type NodeRival, RIVALS } from './rivals.ts'

export interface RivalRun {
  /** Milliseconds of CPU: of the thread that does the work, and of the process with its compiler and collector. */
  readonly threadMs: number
  readonly processMs: number
  /** Of the thread, for the samples behind the corpus. */
  readonly samplesMs: number
  /** The same of the start: loading the modules, matcher, sieve, warming up. */
  readonly startMs: number
  /** By file or sample, the titles of the matches. */
  readonly matches: Readonly<Record<string, readonly string[]>>
  readonly failed: readonly string[]
}

const [name, size] = process.argv.slice(2)
const rival = RIVALS[name as NodeRival]
const matcher = createMatcher(dispute)
const sieve = createSieve(dispute, matcher, sources)
await warmUp({ definition: dispute, matcher, sieve, sources })
await settle()
const startMs = milliseconds(process.threadCpuUsage())

const { files, samples } = loadCorpus(size === 'small')
await settle()
const matches: Record<string, readonly string[]> = {}
const failed: string[] = []
const before = { thread: process.threadCpuUsage(), process: process.cpuUsage() }
await readAll(files)
await settle()
const threadMs = milliseconds(process.threadCpuUsage(before.thread))
const processMs = milliseconds(process.cpuUsage(before.process))
const beforeSamples = process.threadCpuUsage()
await readAll(samples)
await settle()
const samplesMs = milliseconds(process.threadCpuUsage(beforeSamples))

const cleaned = Object.entries(matches).map(([file, titles]) => [file, titles.map(cleanText)])
const run: RivalRun = { threadMs, processMs, samplesMs, startMs, matches: Object.fromEntries(cleaned), failed }
process.stdout.write(JSON.stringify(run))

async function readAll(list: readonly CorpusFile[]): Promise<void> {
  for (const file of list) {
    try {
      const titles = await rival(file, { matcher, sieve })
      if (titles.length > 0) matches[file.name] = titles
    } catch {
      failed.push(file.name)
    }
  }
}

/** A thread's account is brought up to date when it sleeps; and what compiles beside it ends. */
function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20))
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1_000
}

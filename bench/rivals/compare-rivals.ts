// The rivals over one corpus: a fresh process for each and every round, one after the other, medians.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Corpus } from '../corpus/corpus.ts'
import { median, repeat } from '../statistics.ts'
import { NODE_RIVALS, type NodeRival } from './rivals.ts'
import type { RivalRun } from './run-rival.ts'
import { hasSfeed, prepareSfeed } from './sfeed.ts'

const ROUNDS_MAX = 7

export interface Comparison {
  readonly rounds: number
  /** Milliseconds over the whole corpus, of the thread that does the work; of sfeed of all processes, or null. */
  readonly threadMs: Readonly<Record<NodeRival, number>> & { readonly sfeedGrep: number | null }
  readonly processMs: Readonly<Record<NodeRival, number>>
  /** Of the thread, for the samples. */
  readonly samplesMs: Readonly<Record<NodeRival, number>>
  readonly startMs: number
  readonly matches: number
  /** Whether ours and rss-parser found the same, in the feeds that rss-parser reads. */
  readonly sameMatches: boolean
  /** Feeds that each could not read. */
  readonly failed: Readonly<Record<NodeRival, number>>
}

export async function compareRivals(
  corpus: Corpus,
  { rounds, untilMs, onRound }: { rounds: number; untilMs: number; onRound: (round: number) => void },
): Promise<Comparison> {
  const runs: Record<NodeRival, RivalRun[]> = { ours: [], rssParser: [], feedsmith: [], decode: [] }
  const sfeed = hasSfeed() ? prepareSfeed(corpus) : undefined
  const sfeedMs: number[] = []
  let done: number
  try {
    done = await repeat({ min: Math.min(rounds, 3), max: Math.min(rounds, ROUNDS_MAX), untilMs }, async (round) => {
      onRound(round)
      for (const rival of NODE_RIVALS) runs[rival].push(await runRival(rival, corpus))
      if (sfeed) sfeedMs.push(await sfeed.measure())
    })
  } finally {
    sfeed?.close()
  }
  const each = <T>(of: (runs: readonly RivalRun[]) => T): Record<NodeRival, T> => ({
    ours: of(runs.ours),
    rssParser: of(runs.rssParser),
    feedsmith: of(runs.feedsmith),
    decode: of(runs.decode),
  })
  const [ours, rssParser] = [runs.ours[0] as RivalRun, runs.rssParser[0] as RivalRun]
  return {
    rounds: done,
    threadMs: {
      ...each((list) => median(list.map(({ threadMs }) => threadMs))),
      sfeedGrep: sfeed ? median(sfeedMs) : null,
    },
    processMs: each((list) => median(list.map(({ processMs }) => processMs))),
    samplesMs: each((list) => median(list.map(({ samplesMs }) => samplesMs))),
    startMs: median(runs.ours.map(({ startMs }) => startMs)),
    matches: Object.values(ours.matches).flat().length,
    sameMatches: JSON.stringify(listMatches(ours, rssParser)) === JSON.stringify(listMatches(rssParser, rssParser)),
    failed: each((list) => list[0]?.failed.length ?? 0),
  }
}

/** What a run found in the feeds that the other could read, in an order of its own. */
export function listMatches(
  { matches }: Pick<RivalRun, 'matches'>,
  { failed }: Pick<RivalRun, 'failed'>,
): readonly string[] {
  return Object.entries(matches)
    .filter(([file]) => !failed.includes(file))
    .flatMap(([file, titles]) => titles.map((title) => `${file}: ${title}`))
    .sort()
}

async function runRival(rival: NodeRival, { kind }: Corpus): Promise<RivalRun> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'run-rival.ts'), rival, kind], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [output, [status]] = await Promise.all([text(child.stdout), once(child, 'close')])
  if (status !== 0) throw new Error(`${rival} ended with status ${status}.`)
  return JSON.parse(output) as RivalRun
}

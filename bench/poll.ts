// `bench poll`: what it costs to find in feeds what belongs to the dispute, for us and for others, and what a tick costs.
import { loadCorpus } from './corpus/corpus.ts'
import { type Growth, SOURCE_COUNTS, simulateGrowth } from './growth.ts'
import { describeMachine } from './machine.ts'
import type { BenchOptions } from './options.ts'
import { type Comparison, compareRivals } from './rivals/compare-rivals.ts'
import { NODE_RIVALS, type NodeRival } from './rivals/rivals.ts'
import { round } from './statistics.ts'
import { measureTicks, type TickCpu } from './workerd/measure-ticks.ts'
import { FEEDS_PER_TICK } from './workerd/prepare-ticks.ts'

const RIVALS_UNTIL_MS = 20_000
const TICKS_UNTIL_MS = 42_000
const ROUNDS_MAX = 20

export interface PollReport {
  /** CPU of the thread that does the work, as the platform counts it; of sfeed all of it, null where it is not there. */
  readonly cpuMsPerMB: Readonly<Record<NodeRival, number>> & { readonly sfeedGrep: number | null }
  readonly matches: number
  readonly sameMatches: boolean
  /** Above a twin, inside workerd; null where that cannot be measured. */
  readonly tickCpuMs: { readonly ours: number; readonly withoutSieve: number } | null
  readonly publishCpuMs: number | null
  readonly growth: readonly Growth[]
  readonly corpus: {
    readonly kind: string
    readonly files: number
    readonly bytes: number
    /** Read behind the files, and in none of the figures per MB: without them there would be no match. */
    readonly samples: number
  }
  /** With V8's compiler and collector, which have threads of their own. */
  readonly processCpuMsPerMB: Readonly<Record<NodeRival, number>>
  /** Of the thread, for all samples. */
  readonly samplesCpuMs: Readonly<Record<NodeRival, number>>
  /** Of ours, in Node: loading the modules, matcher, sieve, warming up. Not in the figures above. */
  readonly startCpuMs: number
  /** Feeds that each could not read. */
  readonly unread: Readonly<Record<NodeRival, number>>
  readonly rounds: number
  readonly ticks: Readonly<TickCpu> | { readonly reason: string }
  readonly machine: string
}

export async function benchPoll({ rounds, isSmall, onProgress }: BenchOptions): Promise<PollReport> {
  const corpus = loadCorpus(isSmall)
  const megabytes = corpus.bytes / 1e6
  const comparison = await compareRivals(corpus, {
    rounds: rounds ?? ROUNDS_MAX,
    untilMs: RIVALS_UNTIL_MS,
    onRound: (n) => onProgress(`rivals over ${corpus.about}: round ${n + 1}`),
  })
  const ticks = await measureTicks(corpus.medianBytes, {
    rounds: rounds ?? ROUNDS_MAX,
    untilMs: TICKS_UNTIL_MS,
    onRound: (n) => onProgress(`ticks in workerd: pair ${n + 1}`),
  })
  return makeReport(comparison, ticks, {
    megabytes,
    corpus: { kind: corpus.kind, files: corpus.files.length, bytes: corpus.bytes, samples: corpus.samples.length },
    machine: describeMachine(),
  })
}

/** Pure. */
export function makeReport(
  { threadMs, processMs, samplesMs, startMs, matches, sameMatches, failed, rounds }: Comparison,
  ticks: PollReport['ticks'],
  { megabytes, corpus, machine }: Pick<PollReport, 'corpus' | 'machine'> & { readonly megabytes: number },
): PollReport {
  const perMB = (ms: number) => round(ms / megabytes)
  const each = (of: (rival: NodeRival) => number) =>
    Object.fromEntries(NODE_RIVALS.map((rival) => [rival, of(rival)])) as Record<NodeRival, number>
  const isMeasured = 'ours' in ticks
  const feedMs = isMeasured ? ticks.ours / FEEDS_PER_TICK : null
  const { ours, rssParser, feedsmith, decode } = each((rival) => perMB(threadMs[rival]))
  const sfeedGrep = threadMs.sfeedGrep === null ? null : perMB(threadMs.sfeedGrep)
  return {
    cpuMsPerMB: { ours, rssParser, feedsmith, sfeedGrep, decode },
    matches,
    sameMatches,
    tickCpuMs: isMeasured ? { ours: round(ticks.ours), withoutSieve: round(ticks.withoutSieve) } : null,
    publishCpuMs: isMeasured ? round(ticks.publish) : null,
    growth: SOURCE_COUNTS.map((count) => simulateGrowth(count, feedMs)),
    corpus,
    processCpuMsPerMB: each((rival) => perMB(processMs[rival])),
    samplesCpuMs: each((rival) => round(samplesMs[rival])),
    startCpuMs: round(startMs),
    unread: failed,
    rounds,
    ticks,
    machine,
  }
}

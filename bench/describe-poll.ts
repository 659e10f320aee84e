/** The report of `bench poll` for people. */
import { LIMITS, MATCHES_PER_SOURCE_AND_DAY } from './growth.ts'
import type { PollReport } from './poll.ts'
import { FEEDS_PER_TICK, NEW_ENTRIES } from './workerd/prepare-ticks.ts'

const NAMES = {
  ours: 'ours',
  rssParser: 'rss-parser over everything',
  feedsmith: 'feedsmith over everything',
  sfeedGrep: 'sfeed piped to grep',
  decode: 'decoding alone',
} as const

const LIMIT_NAMES = {
  cpuMsPerTick: `${LIMITS.cpuMsPerTick} ms of CPU a tick`,
  requestsPerTick: `${LIMITS.requestsPerTick} requests a tick`,
  kvWritesPerDay: `${LIMITS.kvWritesPerDay} KV writes a day`,
} as const

export function describePoll(report: PollReport): string {
  const {
    cpuMsPerMB,
    processCpuMsPerMB,
    samplesCpuMs,
    corpus,
    matches,
    sameMatches,
    rounds,
    startCpuMs,
    machine,
    unread,
  } = report
  const row = (name: string, ...cells: readonly (string | number)[]) =>
    `  ${name.padEnd(30)}${cells.map((cell) => String(cell).padStart(12)).join('')}`
  const rivals = (['ours', 'rssParser', 'feedsmith', 'sfeedGrep', 'decode'] as const).map((rival) => {
    const ms = cpuMsPerMB[rival]
    if (ms === null) return row(NAMES[rival], 'not installed')
    const whole = rival === 'sfeedGrep' ? ms : processCpuMsPerMB[rival]
    return row(
      NAMES[rival],
      ms.toFixed(1),
      whole.toFixed(1),
      (ms / cpuMsPerMB.ours).toFixed(1),
      rival === 'sfeedGrep' ? '' : unread[rival],
    )
  })
  return [
    machine,
    '',
    `Finding matches in ${corpus.files} feeds (${corpus.kind}), ${(corpus.bytes / 1e6).toFixed(2)} MB; medians of ${rounds} rounds, each in a fresh process`,
    row('CPU, ms per MB', 'thread', 'process', 'times ours', 'unread'),
    ...rivals,
    `  sfeed is a process a feed, as it is used. Thread: what does the work; process: with V8's compiler and collector.`,
    `  ${matches} matches, ${sameMatches ? 'the same as' : 'NOT the same as'} rss-parser's in what it reads, ${corpus.samples} samples included. These are read`,
    `  behind the others and not counted above: ours ${samplesCpuMs.ours} ms of the thread, rss-parser ${samplesCpuMs.rssParser} ms.`,
    `  Start-up, not counted above: ${startCpuMs} ms in Node.`,
    '',
    ...describeTicks(report),
    '',
    `More sources, simulated: ${MATCHES_PER_SOURCE_AND_DAY} matches a source and day, every feed changed`,
    row('sources', 'req/day', 'req/tick', 'CPU ms/tick', 'KV writes', 'min between', 'free plan'),
    ...report.growth.map((growth) =>
      row(
        String(growth.sources),
        growth.requestsPerDay,
        growth.requestsPerTick,
        growth.cpuMsPerTick ?? '-',
        growth.kvWritesPerDay,
        growth.minutesBetweenPolls,
        `  ${Math.round(growth.used * 100)} % of ${LIMIT_NAMES[growth.nearestLimit]}`,
      ),
    ),
    '',
  ].join('\n')
}

function describeTicks({ ticks, tickCpuMs, publishCpuMs }: PollReport): readonly string[] {
  if (!('pairs' in ticks) || !tickCpuMs) return [`Ticks were not measured: ${'reason' in ticks ? ticks.reason : ''}.`]
  const { pairs, pollTwin, publishTwin } = ticks
  return [
    `Ticks in workerd, CPU above a twin that makes the same requests and KV calls; medians of ${pairs} paired fresh starts`,
    `  poll of ${FEEDS_PER_TICK} changed feeds      ${tickCpuMs.ours} ms (twin ${pollTwin.toFixed(1)})`,
    `  the same without the sieve    ${tickCpuMs.withoutSieve} ms`,
    `  publish with ${NEW_ENTRIES} new entries    ${publishCpuMs} ms (twin ${publishTwin.toFixed(1)})`,
  ]
}

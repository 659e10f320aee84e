/** The report of `bench serve` for people. */
import type { ServeReport, Target } from './serve.ts'

const NAMES: Readonly<Record<Target, string>> = {
  feed: '/feed.atom',
  notModified: '/feed.atom, 304',
  filtered: '/feed.atom of a filter',
  entries: '/api/entries',
  bareKv: 'a bare Worker, the same bytes',
}

export function describeServe(report: ServeReport): string {
  const { requestsPerSecond, cpuMsPerRequest, filteredFeedCpuMs, calls, bytes, rounds, machine } = report
  const row = (name: string, ...cells: readonly string[]) =>
    `  ${name.padEnd(32)}${cells.map((cell) => cell.padStart(14)).join('')}`
  const rows = (Object.keys(NAMES) as Target[]).map((target) =>
    row(
      NAMES[target],
      (bytes[target] / 1e3).toFixed(0),
      String(requestsPerSecond[target]),
      (requestsPerSecond[target] / requestsPerSecond.bareKv).toFixed(2),
      cpuMsPerRequest ? cpuMsPerRequest[target].toFixed(2) : '-',
    ),
  )
  return [
    machine,
    '',
    `Serving in workerd, KV in memory beside it; 500 recent entries, medians of ${rounds} interleaved rounds`,
    row('', 'kB', 'requests/s', 'times bare', 'CPU ms'),
    ...rows,
    '  CPU of the thread that runs the Worker, KV and HTTP included.',
    filteredFeedCpuMs === null
      ? '  CPU was not measured: it is read from /proc, which is Linux.'
      : `  A filtered feed in the isolate alone: ${filteredFeedCpuMs} ms of CPU, mean of ${calls} calls.`,
    '',
  ].join('\n')
}

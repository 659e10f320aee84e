// `bench serve`: how fast the addresses that readers poll are answered, beside a bare Worker that streams one KV value.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeMachine } from './machine.ts'
import type { BenchOptions } from './options.ts'
import { median, repeat, round } from './statistics.ts'
import { buildWorker, readCompatibilityDate } from './workerd/build-worker.ts'
import { sendRequests } from './workerd/load.ts'
import { prepareTicks } from './workerd/prepare-ticks.ts'
import { configureWorkerd, type RunningWorkerd, startWorkerd } from './workerd/start-workerd.ts'

const FEED = '/feed.atom'
const FILTERED = '/feed.atom?term=caatsa&lang=en'
const TARGETS = {
  feed: { service: 'main', path: FEED, status: 200 },
  notModified: { service: 'main', path: FEED, status: 304 },
  filtered: { service: 'main', path: FILTERED, status: 200 },
  entries: { service: 'main', path: '/api/entries', status: 200 },
  bareKv: { service: 'bare', path: '/', status: 200 },
} as const
export type Target = keyof typeof TARGETS
const NAMES = Object.keys(TARGETS) as readonly Target[]

const UNTIL_MS = 38_000
const ROUNDS_MAX = 7
const SLOT_MS = 800
const CALLS = 1_000
const FEED_BYTES = 20_000

export interface ServeReport {
  /** Medians of the rounds. */
  readonly requestsPerSecond: Readonly<Record<Target, number>>
  /** Of the thread that runs the Worker and KV; null where it cannot be measured. */
  readonly cpuMsPerRequest: Readonly<Record<Target, number>> | null
  /** A filtered feed over full recent rows, in the isolate alone: the mean of the calls. */
  readonly filteredFeedCpuMs: number | null
  readonly calls: number
  /** Bytes of the bodies. */
  readonly bytes: Readonly<Record<Target, number>>
  readonly rounds: number
  readonly machine: string
}

export async function benchServe({ rounds = ROUNDS_MAX, isSmall, onProgress }: BenchOptions): Promise<ServeReport> {
  const folder = mkdtempSync(join(tmpdir(), 'sanctions-watch-bench-'))
  let workerd: RunningWorkerd | undefined
  try {
    onProgress('preparing 500 entries')
    const [{ published }] = await Promise.all([
      prepareTicks('http://127.0.0.1:9', FEED_BYTES),
      buildWorker('bench/workerd/serve-worker.ts', folder),
    ])
    writeFileSync(join(folder, 'image.json'), JSON.stringify(published.image()))
    const image = { IMAGE: { file: 'image.json' } }
    configureWorkerd({
      folder,
      module: 'serve-worker.js',
      compatibilityDate: readCompatibilityDate(),
      services: [
        { name: 'main', hasKv: true, bindings: image },
        { name: 'bare', hasKv: true, bindings: {}, entrypoint: 'bare' },
        { name: 'kv', hasKv: false, bindings: image, entrypoint: 'kv' },
      ],
    })
    workerd = await startWorkerd(folder)
    return await measure(workerd, { rounds, isSmall, onProgress })
  } finally {
    await workerd?.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(
  { origins, cpuMs }: RunningWorkerd,
  { rounds, isSmall, onProgress }: BenchOptions & { readonly rounds: number },
): Promise<ServeReport> {
  const isCpuKnown = process.platform === 'linux'
  const urlOf = (target: Target) => `${origins.get(TARGETS[target].service)}${TARGETS[target].path}`
  const first = await fetch(urlOf('feed'))
  const etag = first.headers.get('etag')
  if (!first.ok || !etag) throw new Error(`${FEED} answered ${first.status}, ETag ${etag}.`)
  const bytes = await eachTarget(async (target) => (await (await fetch(urlOf(target))).arrayBuffer()).byteLength)
  if (bytes.bareKv !== bytes.feed) throw new Error('The bare Worker sends another body.')

  const rates = await eachTarget(async (): Promise<number[]> => [])
  const cpu = await eachTarget(async (): Promise<number[]> => [])
  const load = async (target: Target, forMs: number) => {
    const before = isCpuKnown ? cpuMs() : 0
    const { status } = TARGETS[target]
    const { requests, seconds } = await sendRequests(urlOf(target), {
      forMs,
      status,
      headers: target === 'notModified' ? { 'If-None-Match': etag } : {},
    })
    return { rate: requests / seconds, cpu: isCpuKnown ? (cpuMs() - before) / requests : 0 }
  }
  const slotMs = isSmall ? SLOT_MS / 8 : SLOT_MS
  for (const target of NAMES) await load(target, slotMs) // warm; not counted
  const done = await repeat({ min: Math.min(rounds, 3), max: rounds, untilMs: UNTIL_MS }, async (n) => {
    onProgress(`round ${n + 1}`)
    for (const target of NAMES) {
      const measured = await load(target, slotMs)
      rates[target].push(measured.rate)
      cpu[target].push(measured.cpu)
    }
  })
  onProgress('filtered feeds in the isolate')
  const calls = isSmall ? CALLS / 10 : CALLS
  const filteredFeedCpuMs = isCpuKnown ? await measureCalls(origins.get('main') ?? '', calls, cpuMs) : null
  return {
    requestsPerSecond: await eachTarget(async (target) => round(median(rates[target]), 0)),
    cpuMsPerRequest: isCpuKnown ? await eachTarget(async (target) => round(median(cpu[target]), 3)) : null,
    filteredFeedCpuMs,
    calls,
    bytes,
    rounds: done,
    machine: describeMachine(),
  }
}

async function measureCalls(origin: string, calls: number, cpuMs: () => number): Promise<number> {
  const before = cpuMs()
  const { ok, status } = await fetch(`${origin}/bench/calls?calls=${calls}&path=${encodeURIComponent(FILTERED)}`)
  if (!ok) throw new Error(`A filtered feed in the isolate answered ${status}.`)
  return round((cpuMs() - before) / calls, 3)
}

async function eachTarget<T>(of: (target: Target) => Promise<T>): Promise<Record<Target, T>> {
  const results: (readonly [Target, T])[] = []
  for (const target of NAMES) results.push([target, await of(target)])
  return Object.fromEntries(results) as Record<Target, T>
}

// CPU of ticks inside workerd, as the difference to a twin: the same bundle, the same requests and KV calls, the work
// between them left out. Every sample is a fresh start, because the platform's isolates mostly are.
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median, repeat } from '../statistics.ts'
import { buildWorker, readCompatibilityDate } from './build-worker.ts'
import { type PreparedTick, prepareTicks, WRITES_PER_DAY } from './prepare-ticks.ts'
import { configureWorkerd, startWorkerd } from './start-workerd.ts'
import type { Recording } from './worker.ts'

export interface TickCpu {
  /** Paired fresh starts of each. */
  readonly pairs: number
  /** Milliseconds above the twin: of the Worker's thread. */
  readonly ours: number
  readonly withoutSieve: number
  readonly publish: number
  /** Of the twins. */
  readonly pollTwin: number
  readonly publishTwin: number
}

/** After the answer, for what the Worker still does. */
const SETTLE_MS = 10

/** @returns a reason where it cannot be measured here */
export async function measureTicks(
  feedBytes: number,
  { rounds, untilMs, onRound }: { rounds: number; untilMs: number; onRound: (round: number) => void },
): Promise<TickCpu | { readonly reason: string }> {
  if (process.platform !== 'linux') return { reason: 'the CPU of a thread is read from /proc, which is Linux' }
  const folder = mkdtempSync(join(tmpdir(), 'sanctions-watch-bench-'))
  let tick: PreparedTick | undefined
  let feeds: ReadonlyMap<string, Uint8Array> = new Map()
  let requests = 0
  const kvServer = await listen((request, response) => void tick?.kv.serve(request, response))
  const feedServer = await listen((request, response) => {
    requests++
    response.writeHead(200, { 'Content-Type': 'application/xml; charset=utf-8' }).end(feeds.get(request.url ?? ''))
  })
  try {
    const [prepared] = await Promise.all([
      prepareTicks(`http://${feedServer.address}`, feedBytes),
      buildWorker('bench/workerd/worker.ts', folder),
    ])
    feeds = prepared.feeds
    configureWorkerd({
      folder,
      module: 'worker.js',
      compatibilityDate: readCompatibilityDate(),
      kvAddress: kvServer.address,
      services: [
        {
          name: 'main',
          hasKv: true,
          // Enough for all that preparing has written.
          bindings: { SOURCES: { json: prepared.sources }, KV_WRITES_PER_DAY: { json: String(WRITES_PER_DAY) } },
        },
      ],
    })

    const above: Record<'poll' | 'pollWithoutSieve' | 'publish', number[]> = {
      poll: [],
      pollWithoutSieve: [],
      publish: [],
    }
    const twins: Record<'poll' | 'publish', number[]> = { poll: [], publish: [] }
    const measure = async (of: PreparedTick, path = of.path): Promise<number> => {
      tick = of
      requests = of.kv.served = 0
      const ms = await measureStart(folder, path, of)
      if (requests !== of.twin.requests.length || of.kv.served !== of.twin.calls.length) {
        throw new Error(`${path} made ${requests} requests and ${of.kv.served} KV calls, not those that were recorded.`)
      }
      return ms
    }
    const pairs = await repeat({ min: Math.min(rounds, 10), max: rounds, untilMs }, async (round) => {
      onRound(round)
      const pollTwin = await measure(prepared.poll, '/bench/twin')
      twins.poll.push(pollTwin)
      above.poll.push((await measure(prepared.poll)) - pollTwin)
      above.pollWithoutSieve.push((await measure(prepared.pollWithoutSieve)) - pollTwin)
      const publishTwin = await measure(prepared.publish, '/bench/twin')
      twins.publish.push(publishTwin)
      above.publish.push((await measure(prepared.publish)) - publishTwin)
    })
    return {
      pairs,
      ours: median(above.poll),
      withoutSieve: median(above.pollWithoutSieve),
      publish: median(above.publish),
      pollTwin: median(twins.poll),
      publishTwin: median(twins.publish),
    }
  } finally {
    kvServer.close()
    feedServer.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureStart(
  folder: string,
  path: string,
  { now, twin }: { now: number; twin: Recording },
): Promise<number> {
  const workerd = await startWorkerd(folder)
  const origin = workerd.origins.get('main')
  try {
    await ask(`${origin}/bench/prepare`, { method: 'POST', body: JSON.stringify(twin) })
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
    const before = workerd.cpuMs()
    await ask(`${origin}${path}?now=${now}`)
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
    return workerd.cpuMs() - before
  } finally {
    await workerd.close()
  }
}

async function ask(url: string, init?: RequestInit): Promise<string> {
  const response = await fetch(url, init)
  const text = await response.text()
  if (!response.ok) throw new Error(`The Worker answered ${response.status}: ${text}`)
  return text
}

async function listen(listener: RequestListener): Promise<{ address: string; close(): void }> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { address: `127.0.0.1:${port}`, close }
}

// The Worker that is measured: the service as deployed, its ticks behind addresses of their own, and a twin that makes
// the same requests and KV calls as a tick with nothing between them.
import { env } from 'cloudflare:workers'
import type { Source } from '../../src/definition/source.ts'
import type { Env } from '../../src/env.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import { poll } from '../../src/polling/poll.ts'
import type { Sieve } from '../../src/polling/sieve.ts'
import { createStore } from '../../src/storage/store.ts'
import { dispute } from '../../src/watch/dispute.ts'
import { createWorker } from '../../src/worker.ts'
import type { KvCall } from './memory-kv.ts'

/** What a twin repeats. */
export interface Recording {
  readonly requests: readonly string[]
  readonly calls: readonly KvCall[]
}

const { SOURCES: sources } = env as unknown as { readonly SOURCES: readonly Source[] }
const worker = createWorker({ definition: dispute, sources, allowLoopback: true })
const matcher = createMatcher(dispute)
const noSieve: Sieve = { forSource: () => () => true }

let recording: Recording = { requests: [], calls: [] }
let values: (string | Uint8Array)[] = []

export default {
  async fetch(request, env, context) {
    const { pathname, searchParams } = new URL(request.url)
    const now = Number(searchParams.get('now'))
    switch (pathname) {
      case '/bench/prepare':
        recording = await request.json<Recording>()
        values = recording.calls.map((call) => {
          if (call.op !== 'put') return ''
          return call.isText ? 'x'.repeat(call.bytes) : new Uint8Array(call.bytes)
        })
        return new Response()
      case '/bench/tick':
        await worker.scheduled({ scheduledTime: now, cron: '', noRetry() {} }, env)
        return new Response()
      case '/bench/poll-without-sieve':
        await pollWithoutSieve(env, now)
        return new Response()
      case '/bench/twin':
        return Response.json(await repeat(env))
      default:
        return worker.fetch(request, env, context)
    }
  },
} satisfies ExportedHandler<Env>

/** As in worker.ts; every item goes to the parser and to the matcher. */
async function pollWithoutSieve(env: Env, now: number): Promise<void> {
  await poll({
    store: createStore(env.KV),
    definition: dispute,
    matcher,
    sieve: noSieve,
    sources,
    now,
    turn: 'slot',
    fetch: (input, init) => fetch(input, init),
    userAgent: 'sanctions-watch-bench',
    allowLoopback: true,
    log: (line) => console.log(JSON.stringify(line)),
  })
}

const REQUESTS_AT_ONCE = 6

async function repeat({ KV }: Env): Promise<number> {
  let bytes = 0
  for (const [i, call] of recording.calls.entries()) {
    const isLastPut = call.op === 'put' && i === recording.calls.length - 1
    if (isLastPut) bytes += await request(recording.requests)
    if (call.op === 'put') await KV.put(call.key, values[i] ?? '', { metadata: { v: 1 } })
    else if (call.keys.length > 1) bytes += (await KV.get([...call.keys], 'text')).size
    else {
      const { value } = await KV.getWithMetadata(call.keys[0] ?? '', 'stream')
      if (value && call.isRead) bytes += (await new Response(value).arrayBuffer()).byteLength
      else await value?.cancel()
    }
  }
  return bytes
}

async function request(urls: readonly string[]): Promise<number> {
  const waiting = [...urls]
  let bytes = 0
  const work = async () => {
    for (let url = waiting.shift(); url; url = waiting.shift()) {
      const response = await fetch(url, { redirect: 'manual' })
      for await (const chunk of response.body ?? []) bytes += (chunk as Uint8Array).byteLength
    }
  }
  await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, work))
  return bytes
}

// The Worker that is measured: the service's own functions behind addresses of their own, and a twin that makes the same
// requests and KV calls with nothing between them.
import { env } from 'cloudflare:workers'
import type { Source } from '../../src/definition/source.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import { poll } from '../../src/polling/poll.ts'
import { createSieve, type Sieve } from '../../src/polling/sieve.ts'
import { warmUp } from '../../src/polling/warm-up.ts'
import { publish } from '../../src/publishing/publish.ts'
import { createStore } from '../../src/storage/store.ts'
import { dispute } from '../../src/watch/dispute.ts'
import type { KvCall } from './memory-kv.ts'

interface BenchEnv {
  readonly KV: KVNamespace
  readonly SOURCES: readonly Source[]
}

/** What a twin repeats. */
export interface Recording {
  readonly requests: readonly string[]
  readonly calls: readonly KvCall[]
}

/** As worker.ts at its start. */
const matcher = createMatcher(dispute)
const sieve = createSieve(dispute, matcher, (env as unknown as BenchEnv).SOURCES)
warmUp(dispute, matcher, sieve)
const noSieve: Sieve = { forSource: () => () => () => true }

let recording: Recording = { requests: [], calls: [] }
let values: (string | Uint8Array)[] = []

export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url)
    const now = Number(searchParams.get('now'))
    switch (pathname) {
      case '/prepare':
        recording = await request.json<Recording>()
        values = recording.calls.map((call) => {
          if (call.op !== 'put') return ''
          return call.isText ? 'x'.repeat(call.bytes) : new Uint8Array(call.bytes)
        })
        return new Response()
      case '/poll':
        return Response.json(await pollOnce(env, now, sieve))
      case '/poll-without-sieve':
        return Response.json(await pollOnce(env, now, noSieve))
      case '/publish': {
        const store = createStore(env.KV)
        const state = await store.readState(matcher.version, new Date(now).toISOString())
        const context = { store, definition: dispute, publicUrl: undefined, now, writesPerDay: 100_000 }
        return Response.json(await publish(state, context))
      }
      case '/twin':
        return Response.json(await repeat(env))
      default:
        return new Response(null, { status: 404 })
    }
  },
} satisfies ExportedHandler<BenchEnv>

async function pollOnce(env: BenchEnv, now: number, sieve: Sieve) {
  const { summary } = await poll({
    store: createStore(env.KV),
    definition: dispute,
    matcher,
    sieve,
    sources: env.SOURCES,
    now,
    turn: 'slot',
    fetch: (input, init) => fetch(input, init),
    userAgent: 'sanctions-watch-bench',
    allowLoopback: true,
    log: () => {},
  })
  return { items: summary.sources.map(({ items }) => items), newEntries: summary.newEntries }
}

const REQUESTS_AT_ONCE = 6

async function repeat({ KV }: BenchEnv): Promise<number> {
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

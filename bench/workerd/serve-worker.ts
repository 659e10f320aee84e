// What `bench serve` runs: the service as deployed, a bare Worker that streams one KV value, and the KV for both, which
// has its values in memory. Each in an isolate of its own, of one bundle.
import { env } from 'cloudflare:workers'
import type { Env } from '../../src/env.ts'
import { dispute } from '../../src/watch/dispute.ts'
import { sources } from '../../src/watch/sources.ts'
import { createWorker } from '../../src/worker.ts'

/** Values by key, as text. */
export type KvImage = Readonly<Record<string, { readonly value: string; readonly metadata: unknown }>>

const { IMAGE: image = {} } = env as unknown as { readonly IMAGE?: KvImage }
const stored = new Map(
  Object.entries(image).map(([key, { value, metadata }]) => {
    return [key, { bytes: new TextEncoder().encode(value), value, metadata }] as const
  }),
)

/** KV as workerd asks for it. */
export const kv = {
  async fetch(request) {
    const { pathname } = new URL(request.url)
    if (pathname === '/bulk/get') {
      const { keys, type } = await request.json<{ keys: string[]; type?: string }>()
      const values = keys.map((key) => {
        const found = stored.get(key)
        return [key, found ? (type === 'json' ? JSON.parse(found.value) : found.value) : null]
      })
      return Response.json(Object.fromEntries(values))
    }
    const found = stored.get(decodeURIComponent(pathname.slice(1)))
    if (!found) return new Response(null, { status: 404 })
    return new Response(found.bytes, { headers: { 'CF-KV-Metadata': JSON.stringify(found.metadata) } })
  },
} satisfies ExportedHandler

export const bare = {
  async fetch(_request, { KV }) {
    const body = await KV.get('view:feed.atom', 'stream')
    return new Response(body, { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } })
  },
} satisfies ExportedHandler<Env>

const worker = createWorker({ definition: dispute, sources })

export default {
  async fetch(request, env, context) {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname !== '/bench/calls') return worker.fetch(request, env, context)
    const address = new URL(searchParams.get('path') ?? '/', request.url)
    for (let left = Number(searchParams.get('calls')); left > 0; left--) {
      const response = await worker.fetch(new Request(address), { KV: kvInIsolate }, context)
      if (response.status !== 200) return response
      await response.arrayBuffer()
    }
    return new Response()
  },
} satisfies ExportedHandler<Env>

/** So that calls cost nothing but our work. */
const kvInIsolate = {
  getWithMetadata: async (key: string) => {
    const found = stored.get(key)
    return { value: found ? new Response(found.bytes).body : null, metadata: found?.metadata ?? null }
  },
} as unknown as KVNamespace

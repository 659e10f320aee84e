// A KV in this process: for the functions that are measured while what they find is made ready here, and over HTTP for
// workerd, so that the work of storing is none of workerd's. Writes over HTTP are accepted and forgotten: every sample
// finds the same.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import type { KvImage } from './serve-worker.ts'

interface Stored {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly metadata: unknown
}

/** A call of KV, as a twin repeats it. */
export type KvCall =
  /** `isRead` is false where the value was not looked at. */
  | { readonly op: 'get'; readonly keys: readonly string[]; readonly isRead: boolean }
  | { readonly op: 'put'; readonly key: string; readonly bytes: number; readonly isText: boolean }

type Value = string | Uint8Array<ArrayBuffer>
type Type = 'text' | 'json' | 'arrayBuffer' | 'stream'

/** The platform's, which Node has not: only the length is promised. */
class FixedLengthStream extends TransformStream<Uint8Array, Uint8Array> {
  constructor(_length: number) {
    super()
  }
}
if (!('FixedLengthStream' in globalThis)) Object.assign(globalThis, { FixedLengthStream })

export class MemoryKv {
  readonly #stored: Map<string, Stored>
  /** What was called since `connect`. */
  readonly calls: KvCall[] = []
  /** Requests that were served. */
  served = 0

  constructor(stored: ReadonlyMap<string, Stored> = new Map()) {
    this.#stored = new Map(stored)
  }

  copy(): MemoryKv {
    return new MemoryKv(this.#stored)
  }

  /** All values as text, by key. */
  image(): KvImage {
    const decoder = new TextDecoder()
    return Object.fromEntries(
      Array.from(this.#stored, ([key, { bytes, metadata }]) => [key, { value: decoder.decode(bytes), metadata }]),
    )
  }

  set(key: string, value: Value, metadata: unknown = null): void {
    this.#stored.set(key, { bytes: typeof value === 'string' ? Uint8Array.from(Buffer.from(value)) : value, metadata })
  }

  /** As a Worker sees it. Only what this project calls is there. */
  connect(): KVNamespace {
    const read = (keys: readonly string[], type: Type): unknown[] => {
      const call: { op: 'get'; keys: readonly string[]; isRead: boolean } = { op: 'get', keys, isRead: true }
      this.calls.push(call)
      return keys.map((key) => {
        const found = this.#stored.get(key)
        return found ? convert(found.bytes, type, () => (call.isRead = false)) : null
      })
    }
    const namespace = {
      get: async (key: string | string[], type: Type = 'text') => {
        if (!Array.isArray(key)) return read([key], type)[0]
        const values = read(key, type)
        return new Map(key.map((each, i) => [each, values[i]]))
      },
      getWithMetadata: async (key: string, type: Type = 'text') => {
        return { value: read([key], type)[0], metadata: this.#stored.get(key)?.metadata ?? null }
      },
      put: async (key: string, value: Value | ReadableStream, options: { metadata?: unknown } = {}) => {
        const whole = value instanceof ReadableStream ? new Uint8Array(await new Response(value).arrayBuffer()) : value
        this.set(key, whole, options.metadata ?? null)
        const bytes = this.#stored.get(key)?.bytes.length ?? 0
        this.calls.push({ op: 'put', key, bytes, isText: typeof value === 'string' })
      },
      list: async ({ prefix = '' }: { prefix?: string } = {}) => {
        const names = Array.from(this.#stored, ([name, { metadata }]) => ({ name, metadata }))
        return { keys: names.filter(({ name }) => name.startsWith(prefix)), list_complete: true }
      },
    }
    return namespace as unknown as KVNamespace
  }

  /** The protocol that workerd speaks to a KV. */
  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.served++
    const { pathname } = new URL(request.url ?? '/', 'http://kv')
    if (request.method === 'PUT') {
      for await (const _ of request); // to its end
      response.end()
      return
    }
    if (request.method === 'POST' && pathname === '/bulk/get') {
      const { keys, type } = (await json(request)) as { keys: string[]; type?: Type }
      const values = keys.map((key) => {
        const found = this.#stored.get(key)
        return [key, found ? convert(found.bytes, type === 'json' ? 'json' : 'text') : null]
      })
      response.end(JSON.stringify(Object.fromEntries(values)))
      return
    }
    const found = this.#stored.get(decodeURIComponent(pathname.slice(1)))
    if (!found) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, {
      'Content-Length': found.bytes.length,
      ...(found.metadata !== null && { 'CF-KV-Metadata': JSON.stringify(found.metadata) }),
    })
    response.end(found.bytes)
  }
}

function convert(bytes: Uint8Array<ArrayBuffer>, type: Type, onCancel: () => void = () => {}): unknown {
  if (type === 'arrayBuffer') return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
  if (type === 'stream') {
    return new ReadableStream(
      {
        pull(controller) {
          controller.enqueue(bytes)
          controller.close()
        },
        cancel: onCancel,
      },
      { highWaterMark: 0 },
    )
  }
  const text = new TextDecoder().decode(bytes)
  return type === 'json' ? JSON.parse(text) : text
}

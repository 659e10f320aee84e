// A KV in memory with no more than the ticks call of it, for what is thrown away afterwards. Values are read in the form
// they were written in: text as text or JSON, bytes as a buffer or a stream.
type Bytes = Uint8Array<ArrayBuffer>
type Type = 'text' | 'json' | 'arrayBuffer' | 'stream'

export function createMemoryKv(): KVNamespace {
  const stored = new Map<string, { readonly value: string | Bytes; readonly metadata: unknown }>()
  const read = (key: string, type: Type = 'text'): unknown => {
    const value = stored.get(key)?.value ?? null
    if (value === null || typeof value === 'string')
      return value !== null && type === 'json' ? JSON.parse(value) : value
    return type === 'arrayBuffer' ? value.slice().buffer : streamOf(value)
  }
  const kv = {
    get: async (key: string | string[], type?: Type) =>
      Array.isArray(key) ? new Map(key.map((each) => [each, read(each, type)])) : read(key, type),
    getWithMetadata: async (key: string, type?: Type) => {
      return { value: read(key, type), metadata: stored.get(key)?.metadata ?? null }
    },
    put: async (key: string, value: string | Bytes | ReadableStream, { metadata }: { metadata?: unknown } = {}) => {
      stored.set(key, { value: value instanceof ReadableStream ? await readAll(value) : value, metadata })
    },
    list: async () => ({ keys: [], list_complete: true }),
  }
  return kv as unknown as KVNamespace
}

async function readAll(stream: ReadableStream<Uint8Array>): Promise<Bytes> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

/** Of JavaScript: one of the platform's may not be read before the first event. */
export function streamOf(...parts: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(part)
      controller.close()
    },
  })
}

// A model of Workers KV for tests in Node: what the platform's documentation allows it to do at its worst, which the
// local KV never does. Every location caches what it read for one to two minutes, also that a key is not there, and
// lists; a key takes one write a second; days have quotas; puts can fail. Time is the caller's.
import type { Random } from './random.ts'
import type { Clock } from './virtual-clock.ts'

const CACHE_MS = { min: 60_000, max: 120_000 }
const SAME_KEY_WRITE_MS = 1_000
const KEY_MAX_BYTES = 512
const METADATA_MAX_BYTES = 1_024
const BULK_GET_MAX_KEYS = 100
const LIST_MAX_KEYS = 1_000

export const FREE_PLAN: KvQuotas = { reads: 100_000, writes: 1_000, deletes: 1_000, lists: 1_000 }

export interface KvQuotas {
  readonly reads: number
  readonly writes: number
  readonly deletes: number
  readonly lists: number
}
type Operation = keyof KvQuotas

interface Stored {
  readonly value: string
  readonly metadata: unknown
}

interface Cached<T> {
  readonly until: number
  readonly content: T
}

export interface KvModelOptions {
  readonly clock: Clock
  /** Without it reads are never stale and nothing takes time, as in the local KV. */
  readonly random?: Random
  readonly quotas?: KvQuotas
  /** Whether a put fails; one that does may have been stored all the same. */
  readonly failPut?: (key: string) => false | 'refused' | 'stored all the same'
  /** Called with everything that is stored. */
  readonly onPut?: (key: string, value: string) => void
}

export class KvModel {
  readonly #options: KvModelOptions
  readonly #stored = new Map<string, Stored>()
  readonly #lastWrite = new Map<string, number>()
  readonly #used = new Map<string, Record<Operation, number>>()

  constructor(options: KvModelOptions) {
    this.#options = options
  }

  /** What each UTC day used, by day. */
  get used(): ReadonlyMap<string, Readonly<Record<Operation, number>>> {
    return this.#used
  }

  /** Everything as it is stored, whatever any location has cached. */
  get stored(): ReadonlyMap<string, Stored> {
    return this.#stored
  }

  /**
   * KV as one location sees it. Only what this project calls is there.
   * @param isAlive once false, no operation of this connection ever ends: its worker was killed
   */
  connect(location = new KvLocation(), isAlive: () => boolean = () => true): KVNamespace {
    const answer = async <T>(operation: Operation, work: () => T): Promise<T> => {
      if (!isAlive()) return new Promise(() => {})
      const { clock, random } = this.#options
      if (random) await clock.sleep(random.between(1, 60))
      // Killed while it was under way: a write may have got through or not.
      if (!isAlive() && (operation === 'reads' || random?.chance(0.5))) return new Promise(() => {})
      const result = work()
      if (random) await clock.sleep(random.between(1, 60))
      return isAlive() ? result : new Promise(() => {})
    }
    const read = (key: string): Stored | null => location.read(key, () => this.#stored.get(key) ?? null, this.#options)

    const namespace = {
      get: (key: string | string[], type: 'text' | 'json' = 'text') =>
        answer('reads', () => {
          const keys = Array.isArray(key) ? key : [key]
          for (const each of keys) checkKey(each)
          if (keys.length > BULK_GET_MAX_KEYS)
            throw new Error('KV GET_BULK failed: 400 You can request a maximum of 100 keys')
          this.#use('reads')
          const values = keys.map((each) => [each, convert(read(each), type)] as const)
          return Array.isArray(key) ? new Map(values) : values[0]?.[1]
        }),
      getWithMetadata: (key: string, type: 'text' | 'stream' | 'arrayBuffer' = 'text') =>
        answer('reads', () => {
          checkKey(key)
          this.#use('reads')
          const found = read(key)
          return { value: convert(found, type), metadata: found?.metadata ?? null }
        }),
      put: async (key: string, content: Content, { metadata = null }: { metadata?: unknown } = {}) => {
        const value = await readText(content)
        return answer('writes', () => {
          checkKey(key)
          if (byteLength(JSON.stringify(metadata)) > METADATA_MAX_BYTES) {
            throw new Error('KV PUT failed: 413 Metadata length exceeds limit of 1024')
          }
          this.#use('writes')
          const now = this.#options.clock.now()
          if (this.#options.random) {
            const last = this.#lastWrite.get(key) ?? Number.NEGATIVE_INFINITY
            if (now - last < SAME_KEY_WRITE_MS) throw new Error('KV PUT failed: 429 Too Many Requests')
          }
          const failure = this.#options.failPut?.(key) ?? false
          if (failure === 'refused') throw new Error('KV PUT failed: 500 Internal Server Error')
          const stored = { value, metadata: structuredClone(metadata) }
          this.#stored.set(key, stored)
          this.#lastWrite.set(key, now)
          location.wrote(key, stored, this.#options)
          this.#options.onPut?.(key, value)
          if (failure) throw new Error('KV PUT failed: 504 Gateway Timeout')
        })
      },
      delete: (key: string) =>
        answer('deletes', () => {
          checkKey(key)
          this.#use('deletes')
          this.#stored.delete(key)
        }),
      list: ({
        prefix = '',
        cursor = '',
        limit = LIST_MAX_KEYS,
      }: {
        prefix?: string
        cursor?: string
        limit?: number
      } = {}) =>
        answer('lists', () => {
          this.#use('lists')
          const names = location.list(prefix, () => this.#list(prefix), this.#options)
          const rest = cursor ? names.filter(({ name }) => name > atob(cursor)) : names
          const keys = rest.slice(0, limit)
          const isComplete = keys.length === rest.length
          const next = isComplete ? {} : { cursor: btoa(keys.at(-1)?.name ?? '') }
          return { keys, list_complete: isComplete, cacheStatus: null, ...next }
        }),
    }
    return namespace as unknown as KVNamespace
  }

  #list(prefix: string): { name: string; metadata?: unknown }[] {
    return Array.from(this.#stored, ([name, { metadata }]) => ({ name, ...(metadata !== null && { metadata }) }))
      .filter(({ name }) => name.startsWith(prefix))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  #use(operation: Operation): void {
    const { clock, quotas } = this.#options
    const day = new Date(clock.now()).toISOString().slice(0, 10)
    const used = this.#used.get(day) ?? { reads: 0, writes: 0, deletes: 0, lists: 0 }
    this.#used.set(day, used)
    if (quotas && used[operation] >= quotas[operation]) {
      throw new Error(`KV ${operation} limit exceeded for the day.`)
    }
    used[operation]++
  }
}

/** The platform's stream of known length, which Node has not: collects what is written, for a put. */
class CollectedStream {
  readonly #parts: Uint8Array[] = []
  readonly readable = this
  readonly writable: { getWriter(): { write(part: Uint8Array): Promise<void>; close(): Promise<void> } }
  readonly text: Promise<string>

  constructor() {
    const { promise, resolve } = Promise.withResolvers<string>()
    this.text = promise
    const writer = {
      write: async (part: Uint8Array) => void this.#parts.push(part),
      close: async () => resolve(Buffer.concat(this.#parts).toString()),
    }
    this.writable = { getWriter: () => writer }
  }
}
Object.assign(globalThis, { FixedLengthStream: CollectedStream })

type Content = string | Uint8Array | CollectedStream

async function readText(content: Content): Promise<string> {
  if (content instanceof CollectedStream) return content.text
  return typeof content === 'string' ? content : new TextDecoder().decode(content)
}

/** One of the platform's locations, with a cache of its own. */
export class KvLocation {
  readonly #values = new Map<string, Cached<Stored | null>>()
  readonly #lists = new Map<string, Cached<{ name: string; metadata?: unknown }[]>>()

  read(key: string, load: () => Stored | null, options: KvModelOptions): Stored | null {
    return remember(this.#values, key, load, options)
  }

  list<T extends { name: string; metadata?: unknown }[]>(prefix: string, load: () => T, options: KvModelOptions): T {
    return remember(this.#lists as Map<string, Cached<T>>, prefix, load, options)
  }

  /** Where a key was written it is mostly seen at once, but that is not promised. */
  wrote(key: string, stored: Stored, { clock, random }: KvModelOptions): void {
    if (random?.chance(0.7)) this.#values.set(key, { until: clock.now() + CACHE_MS.min, content: stored })
  }
}

function remember<T>(cache: Map<string, Cached<T>>, key: string, load: () => T, { clock, random }: KvModelOptions): T {
  if (!random) return load()
  const known = cache.get(key)
  if (known && known.until > clock.now()) return known.content
  const content = load()
  cache.set(key, { until: clock.now() + random.between(CACHE_MS.min, CACHE_MS.max), content })
  return content
}

function convert(stored: Stored | null, type: 'text' | 'json' | 'stream' | 'arrayBuffer'): unknown {
  if (stored === null) return null
  if (type === 'json') return JSON.parse(stored.value)
  if (type === 'arrayBuffer') return new TextEncoder().encode(stored.value).buffer
  return type === 'stream' ? new Response(stored.value).body : stored.value
}

function checkKey(key: string): void {
  if (key === '') throw new TypeError('Key name cannot be empty.')
  if (key === '.' || key === '..') throw new TypeError(`"${key}" is not allowed as a key name.`)
  if (byteLength(key) > KEY_MAX_BYTES) {
    throw new Error(`KV PUT failed: 414 UTF-8 encoded length of ${byteLength(key)} exceeds key length limit of 512.`)
  }
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length

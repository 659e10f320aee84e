// Simulated sources: what each lists at which time. Answers as a real feed does, with validators; no network.
import type { Source } from '../../src/definition/source.ts'
import type { Random } from './random.ts'
import type { Clock } from './virtual-clock.ts'

export interface HistoryItem {
  readonly at: number
  readonly title: string
  readonly link: string
}

export interface SourceHistory {
  readonly source: Source
  /** Oldest first. */
  readonly items: readonly HistoryItem[]
  /** How many of the newest items are listed. */
  readonly window: number
}

/** What the source lists at a time, newest first. */
export function listedAt({ items, window }: SourceHistory, time: number): HistoryItem[] {
  return items
    .filter(({ at }) => at <= time)
    .slice(-window)
    .reverse()
}

/** Changes with the list and with nothing else. */
export function etagAt(history: SourceHistory, time: number): string {
  return `"${history.items.filter(({ at }) => at <= time).length}"`
}

/** What was listed when the source gave this entity tag. */
export function listedWith(history: SourceHistory, etag: string): HistoryItem[] {
  const count = Number(etag.replaceAll('"', ''))
  return history.items.slice(Math.max(0, count - history.window), count)
}

export interface FaultChances {
  /** That an answer is an error: 503 with Retry-After, an HTML page, or no connection. */
  readonly fault: number
  /** Milliseconds an answer takes at most. */
  readonly delay: number
}

/** A fetch that answers for all histories. */
export function createFetch(
  histories: readonly SourceHistory[],
  { clock, random, chances }: { clock: Clock; random: Random; chances: () => FaultChances },
): typeof fetch {
  const byUrl = new Map(histories.map((history) => [history.source.url, history]))
  const answer = async (address: string, init: RequestInit | undefined): Promise<unknown> => {
    const { fault, delay } = chances()
    await clock.sleep(random.between(1, delay))
    const history = byUrl.get(address)
    if (!history) throw new TypeError(`no such source: ${address}`)
    if (random.chance(fault)) return answerFault(random)
    const etag = etagAt(history, clock.now())
    const asked = new Headers(init?.headers).get('if-none-match')
    if (asked === etag) return makeResponse(304, { etag })
    const body = renderFeed(listedAt(history, clock.now()))
    await clock.sleep(random.between(1, delay))
    return makeResponse(200, { etag }, body)
  }
  return ((address: string, init?: RequestInit) => answer(address, init)) as unknown as typeof fetch
}

function answerFault(random: Random): unknown {
  if (random.chance(0.3)) throw new TypeError('connection reset')
  if (random.chance(0.5)) return makeResponse(503, { 'retry-after': '600' })
  return makeResponse(200, {}, '<!doctype html><title>Are you human?</title>')
}

function renderFeed(items: readonly HistoryItem[]): string {
  const elements = items.map(
    ({ title, link, at }) =>
      `<item><title>${title}</title><link>${link}</link><pubDate>${new Date(at).toUTCString()}</pubDate></item>`,
  )
  return `<rss version="2.0"><channel><title>x</title>${elements.join('')}</channel></rss>`
}

/** As much of a Response as a poll looks at. The real one's streams take turns of the event loop, this one none. */
function makeResponse(status: number, headers: Record<string, string>, body = ''): unknown {
  const bytes = new TextEncoder().encode(body)
  return {
    status,
    statusText: '',
    ok: status >= 200 && status < 300,
    headers: new Headers(headers),
    body: {
      async *[Symbol.asyncIterator]() {
        yield bytes
      },
      async cancel() {},
    },
  }
}

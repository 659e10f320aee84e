// Simulated sources: what each lists at which time. Answers as a real feed does, with validators; no network.
import type { Source } from '../../src/definition/source.ts'
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
  /** Elements of the channel, before its items. */
  readonly head?: string
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

export type Fault = 'unavailable' | 'challenge' | 'reset' | 'gone'

export interface Weather {
  /** What goes wrong with a request to the source now. */
  fault(sourceId: string): Fault | undefined
  /** How long an answer takes to begin, and its body to come. Milliseconds. */
  delay(): number
}

/** A fetch that answers for all histories. */
export function createFetch(histories: readonly SourceHistory[], clock: Clock, weather: Weather): typeof fetch {
  const byUrl = new Map(histories.map((history) => [history.source.url, history]))
  const answer = async (address: string, init: RequestInit | undefined): Promise<unknown> => {
    await clock.sleep(weather.delay())
    const history = byUrl.get(address)
    if (!history) throw new TypeError(`no such source: ${address}`)
    const fault = weather.fault(history.source.id)
    if (fault) return answerFault(fault)
    const etag = etagAt(history, clock.now())
    if (new Headers(init?.headers).get('if-none-match') === etag) return makeResponse(304, { etag })
    const body = renderFeed(history, clock.now())
    await clock.sleep(weather.delay())
    return makeResponse(200, { etag }, body)
  }
  return ((address: string, init?: RequestInit) => answer(address, init)) as unknown as typeof fetch
}

function answerFault(fault: Fault): unknown {
  switch (fault) {
    case 'reset':
      throw new TypeError('connection reset')
    case 'unavailable':
      return makeResponse(503, { 'retry-after': '600' })
    case 'challenge':
      return makeResponse(200, {}, '<!doctype html><title>Are you human?</title>')
    case 'gone':
      return makeResponse(410, {})
  }
}

function renderFeed(history: SourceHistory, time: number): string {
  const elements = listedAt(history, time).map(
    ({ title, link, at }) =>
      `<item><title>${title}</title><link>${link}</link><pubDate>${new Date(at).toUTCString()}</pubDate></item>`,
  )
  const head = `<title>x</title>${history.head ?? ''}`
  return `<rss version="2.0"><channel>${head}${elements.join('')}</channel></rss>`
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

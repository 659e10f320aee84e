/** A real HTTP server for the sample feeds, on loopback only, that releases further items wave by wave. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { SAMPLE_SOURCES, type SampleFeed, samplePath } from '../../samples/sources.ts'
import { countWaves, encodeSample, renderSample } from './render-sample.ts'

export interface SampleServer {
  /** "http://127.0.0.1:4000" */
  readonly origin: string
  /** Releases the next wave of items; says how many are left after it. Does nothing when none is. */
  advance(): number
  close(): Promise<void>
}

const FEEDS = join(import.meta.dirname, '../../samples/feeds')

/**
 * Starts the server on a free port. Besides the feeds it answers `POST /advance` with `{"wavesLeft":n}`,
 * for those who watch from another process.
 */
export async function startSampleServer(now: () => Date = () => new Date()): Promise<SampleServer> {
  const start = now()
  const releases: Date[] = []
  const requests = new Map<string, number>()
  const feeds = new Map(SAMPLE_SOURCES.map(({ source, feed }) => [samplePath(source.id), feed && loadTemplate(feed)]))
  const waves = Math.max(...[...feeds.values()].map((feed) => (feed ? countWaves(feed.template) : 0)))

  const advance = () => {
    if (releases.length < waves) releases.push(now())
    return waves - releases.length
  }

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (request.method === 'POST' && pathname === '/advance') {
      return answer(response, 200, { 'Content-Type': 'application/json' }, JSON.stringify({ wavesLeft: advance() }))
    }
    if (!feeds.has(pathname)) return answer(response, 404)
    const feed = feeds.get(pathname)
    if (!feed) return answer(response, 410)
    const requestsBefore = requests.get(pathname) ?? 0
    requests.set(pathname, requestsBefore + 1)
    if (requestsBefore < (feed.failures ?? 0)) return answer(response, 500)
    sendFeed(
      request,
      response,
      feed,
      encodeSample(renderSample(feed.template, { start, releases }), feed.charset),
      start,
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    advance,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function loadTemplate(feed: SampleFeed) {
  return { ...feed, template: readFileSync(join(FEEDS, feed.file), 'utf8') }
}

function sendFeed(
  request: IncomingMessage,
  response: ServerResponse,
  feed: SampleFeed,
  body: Uint8Array,
  lastModified: Date,
): void {
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`
  const headers = { 'Content-Type': feed.contentType, ETag: etag, 'Last-Modified': lastModified.toUTCString() }
  // Only the ETag decides: two waves may be released within the one second that Last-Modified can tell apart.
  if (request.headers['if-none-match'] === etag) answer(response, 304, headers)
  else answer(response, 200, headers, request.method === 'HEAD' ? undefined : body)
}

function answer(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
  body?: string | Uint8Array,
): void {
  response.writeHead(status, headers).end(body)
}

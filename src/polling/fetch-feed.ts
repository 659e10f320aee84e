// One conditional GET of one feed. Expected failures are values with a reason that a person can act on.
import { refuseAddress } from './check-address.ts'

export const FETCH_TIMEOUT_MS = 15_000
/** Of six at once, decoded and as text, all fit into a Worker's 128 MB. The largest news feeds known are a tenth of it. */
export const BODY_MAX_BYTES = 4 * 1024 * 1024
export const REDIRECTS_MAX = 3
/** Addresses and validators are kept in the state, so a server must not choose their size. */
const ADDRESS_MAX_CHARS = 2_000
const VALIDATOR_MAX_CHARS = 256

const ACCEPT = 'application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/xml;q=0.8, */*;q=0.5'

/** What the last good answer said of its version (RFC 9110, section 8.8); sent back to get a 304. */
export interface Validators {
  readonly etag?: string
  readonly lastModified?: string
  /** The address that gave them, where it is not the source's own; no other is sent them. */
  readonly from?: string
}

/** What an answer says beside its body. */
export interface AnswerNotes {
  /** The address to write into watch/, where every redirect on the way was permanent (RFC 9110, section 15.4). */
  readonly movedTo?: string
  /** What is left of Cache-Control's max-age. */
  readonly maxAgeSeconds?: number
}

export type FetchResult =
  | ({ kind: 'unchanged'; status: 304; requests: number } & AnswerNotes)
  | ({
      kind: 'fetched'
      status: number
      body: Uint8Array
      contentType: string | null
      validators: Validators
      /** Address that answered, after redirects. */
      url: string
      requests: number
    } & AnswerNotes)
  | { kind: 'failed'; reason: string; status?: number; retryAfter?: string; requests: number }

export interface FetchOptions {
  fetch: typeof fetch
  userAgent: string
  allowLoopback: boolean
  timeoutMs?: number
  /** In place of the platform's timer, which may not be set before the first event. */
  abortAfter?: (ms: number) => AbortSignal
}

/**
 * Asks for a feed. The timeout starts with this call and covers the body, so call it when a connection slot is free.
 * Redirects are followed by hand: each target is checked, and none is sent the validators of another address. No
 * request carries cookies, credentials or a referrer.
 */
export async function fetchFeed(address: string, validators: Validators, options: FetchOptions): Promise<FetchResult> {
  const timeoutMs = options.timeoutMs ?? FETCH_TIMEOUT_MS
  const signal = options.abortAfter?.(timeoutMs) ?? AbortSignal.timeout(timeoutMs)
  let url = new URL(address)
  let requests = 0
  let movedTo: string | undefined
  const failed = (reason: string, rest: { status?: number; retryAfter?: string } = {}): FetchResult => ({
    kind: 'failed',
    reason,
    ...rest,
    requests,
  })

  try {
    for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
      const refused = refuseAddress(url, options.allowLoopback)
      if (refused) return failed(redirects === 0 ? refused : `redirected to ${url.href}: ${refused}`)
      requests++
      const known = (validators.from ?? address) === url.href ? validators : {}
      const response = await options.fetch(url.href, {
        headers: requestHeaders(options.userAgent, known),
        redirect: 'manual',
        signal,
      })
      const target = redirectTarget(response, url)
      if (target) {
        await response.body?.cancel()
        if (target.href.length > ADDRESS_MAX_CHARS) return failed('redirected to an address that is too long')
        const isPermanent = response.status === 301 || response.status === 308
        movedTo = isPermanent && (redirects === 0 || movedTo) ? target.href : undefined
        url = target
        continue
      }
      const notes = readNotes(response, movedTo)
      if (response.status === 304) {
        await response.body?.cancel()
        if (!known.etag && !known.lastModified)
          return failed('HTTP 304 to a request for the whole feed', { status: 304 })
        return { kind: 'unchanged', status: 304, requests, ...notes }
      }
      if (!response.ok) {
        await response.body?.cancel()
        const retryAfter = response.headers.get('retry-after') ?? undefined
        return failed(describeStatus(response), { status: response.status, ...(retryAfter && { retryAfter }) })
      }
      const body = await readBody(response)
      if (body === 'too-large') return failed(`the body is larger than ${BODY_MAX_BYTES / 1024 / 1024} MB`)
      return {
        kind: 'fetched',
        status: response.status,
        body,
        contentType: response.headers.get('content-type'),
        validators: { ...validatorsOf(response), ...(url.href !== address && { from: url.href }) },
        url: url.href,
        requests,
        ...notes,
      }
    }
    return failed(`more than ${REDIRECTS_MAX} redirects`)
  } catch (error) {
    return failed(signal.aborted ? `no full answer within ${timeoutMs / 1000} s` : describeNetworkError(error))
  }
}

function requestHeaders(userAgent: string, { etag, lastModified }: Validators): Record<string, string> {
  return {
    'User-Agent': userAgent,
    Accept: ACCEPT,
    ...(etag && { 'If-None-Match': etag }),
    ...(lastModified && { 'If-Modified-Since': lastModified }),
  }
}

function redirectTarget(response: Response, base: URL): URL | undefined {
  const location = response.headers.get('location')
  if (![301, 302, 303, 307, 308].includes(response.status) || !location) return undefined
  return URL.parse(location, base.href) ?? undefined
}

function readNotes({ headers }: Response, movedTo: string | undefined): AnswerNotes {
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,10})/i.exec(headers.get('cache-control') ?? '')?.[1]
  const maxAgeSeconds = Number(maxAge ?? 0) - Number(headers.get('age') ?? 0)
  return { ...(movedTo && { movedTo }), ...(maxAgeSeconds > 0 && { maxAgeSeconds }) }
}

function validatorsOf({ headers }: Response): Validators {
  const read = (name: string): string | undefined => {
    const value = headers.get(name) ?? ''
    return value.length > 0 && value.length <= VALIDATOR_MAX_CHARS ? value : undefined
  }
  const etag = read('etag')
  const lastModified = read('last-modified')
  return { ...(etag && { etag }), ...(lastModified && { lastModified }) }
}

/** Reads at most BODY_MAX_BYTES of the decoded stream: a small compressed body can unfold to a huge one. */
async function readBody(response: Response): Promise<Uint8Array | 'too-large'> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength
    if (length > BODY_MAX_BYTES) return 'too-large' // leaving the loop cancels the stream
    chunks.push(chunk)
  }
  if (chunks.length === 1 && chunks[0]) return chunks[0]
  const body = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    body.set(chunk, offset)
    offset += chunk.byteLength
  }
  return body
}

function describeStatus({ status, statusText }: Response): string {
  if (status === 404) return 'HTTP 404: there is no feed at this address'
  if (status === 410) return 'HTTP 410: the feed is gone for good'
  if (status === 403) return 'HTTP 403: the source refuses this client'
  if (status === 429) return 'HTTP 429: the source asks for fewer requests'
  return `HTTP ${status}${statusText ? `: ${statusText}` : ''}`
}

function describeNetworkError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  // The runtime's own words where an address does not answer; they would tell the reader nothing.
  if (message.startsWith('internal error')) return 'no connection: the address could not be reached'
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : ''
  return `no connection: ${message}${cause}`
}

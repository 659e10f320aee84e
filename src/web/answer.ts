// Answers with cache and conditional headers, the same for everything that is read.
import type { Context } from 'hono'
import { makeEtag } from '../publishing/hash.ts'
import { matchesEtag } from './conditional.ts'

/** Readers poll; a minute of cache is young enough, and an old answer beats none. */
const CACHE_CONTROL = 'public, max-age=60, stale-while-revalidate=60, stale-if-error=3600'

/** For what never changes at its address. */
export const FOR_GOOD = 'public, max-age=31536000, immutable'
/** For what changes with a deployment. */
const FOR_A_DAY = 'public, max-age=86400'

type Body = string | ReadableStream | Uint8Array<ArrayBuffer>

/**
 * 200 with the body, or 304 where the client has it. HEAD needs nothing here: Hono drops the body.
 * @param body may be a function, which is not called for a 304
 */
export async function answer(
  c: Context,
  body: Body | (() => Body),
  etag: string,
  contentType: string,
  cacheControl = CACHE_CONTROL,
): Promise<Response> {
  const headers = { ETag: etag, 'Cache-Control': cacheControl }
  if (matchesEtag(c.req.header('If-None-Match'), etag)) {
    // Not waited for: the client need not wait for it either.
    if (body instanceof ReadableStream) body.cancel().catch(() => {})
    return c.body(null, 304, headers)
  }
  return c.body(typeof body === 'function' ? body() : body, 200, { ...headers, 'Content-Type': contentType })
}

export async function answerJson(c: Context, value: unknown): Promise<Response> {
  const body = JSON.stringify(value)
  return answer(c, body, await makeEtag(body), 'application/json; charset=utf-8')
}

/** What the code itself brings. */
export async function answerFile(
  c: Context,
  body: string | Uint8Array<ArrayBuffer>,
  contentType: string,
  cacheControl = FOR_A_DAY,
): Promise<Response> {
  return answer(c, body, await makeEtag(body), contentType, cacheControl)
}

// Errors as problem documents (RFC 9457). Never cached: the next request may well succeed.
import type { Context } from 'hono'

export function problem(
  c: Context,
  status: 400 | 401 | 404 | 410 | 500 | 503,
  title: string,
  detail: string,
): Response {
  return c.body(JSON.stringify({ type: 'about:blank', title, status, detail }), status, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
  })
}

// Headers that every answer has. No answer sets a cookie.
import type { MiddlewareHandler } from 'hono'

const HEADERS = {
  // No script runs, nothing is loaded from elsewhere, whatever a source wrote.
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  // Browsers heed it over HTTPS only (RFC 6797, section 7.2).
  'Strict-Transport-Security': 'max-age=31536000',
  // What can be read is public, so any page may read it.
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Link',
}
const PREFLIGHT_HEADERS = {
  'Access-Control-Allow-Methods': 'GET, HEAD, OPTIONS',
  'Access-Control-Allow-Headers': 'If-None-Match',
  'Access-Control-Max-Age': '86400',
  Allow: 'GET, HEAD, OPTIONS',
}

export const addHeaders: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'OPTIONS') return c.body(null, 204, { ...HEADERS, ...PREFLIGHT_HEADERS })
  // Before the answer is made: setting one of a made answer makes the answer again.
  for (const [name, value] of Object.entries(HEADERS)) c.header(name, value)
  await next()
}

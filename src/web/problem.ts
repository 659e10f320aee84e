// Errors as problem documents (RFC 9457). Never cached: the next request may well succeed.
import type { Context } from 'hono'
import type { WrongParameter } from './read-query.ts'

export type ProblemStatus = 400 | 401 | 404 | 405 | 410 | 500 | 503

/** @param errors what is wrong with each parameter, where that is the problem */
export function problem(
  c: Context,
  status: ProblemStatus,
  title: string,
  detail: string,
  errors?: readonly WrongParameter[],
): Response {
  return c.body(JSON.stringify({ type: 'about:blank', title, status, detail, errors }), status, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
  })
}

/** How an address says that something is wrong: by a problem document, or by a page. */
export type AnswerBad = (...args: Parameters<typeof problem>) => Response | Promise<Response>

// The query of every request is checked before its route runs, by the table of operations and in one place.
import type { Context, MiddlewareHandler } from 'hono'
import type { Env } from '../env.ts'
import type { Operation } from './operations.ts'
import type { Parameters, Values } from './parameters.ts'
import type { AnswerBad } from './problem.ts'
import { readQuery, type WrongParameter } from './read-query.ts'

export interface AppEnv {
  Bindings: Env
  Variables: { query: unknown }
}
export type AppContext = Context<AppEnv>

/** @param answerBad how this address says that something is wrong */
export function checkQuery({ parameters, isForm }: Operation, answerBad: AnswerBad): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const { searchParams, pathname } = new URL(c.req.url)
    // A form sends the fields that were left empty, too.
    const asked = isForm ? new URLSearchParams([...searchParams].filter(([, value]) => value !== '')) : searchParams
    const reading = readQuery(asked, parameters)
    const errors = reading.ok ? checkPlace(reading.values) : reading.errors
    if (!reading.ok || errors.length > 0) {
      return answerBad(c, 400, 'Wrong parameter', errors.map(({ detail }) => detail).join(' '), errors)
    }
    // The address of what was asked is the one without them.
    if (asked.size < searchParams.size) return c.redirect(asked.size > 0 ? `${pathname}?${asked}` : pathname)
    c.set('query', reading.values)
    return next()
  }
}

/** The values of the address's parameters, which were checked before. */
export function valuesOf<P extends Parameters>(c: AppContext, _parameters: P): Values<P> {
  return c.get('query') as Values<P>
}

function checkPlace({ order, cursor, after }: Record<string, unknown>): WrongParameter[] {
  const parameter = order === 'asc' ? 'cursor' : 'after'
  if ((order === 'asc' ? cursor : after) === undefined) return []
  const detail = `"${parameter}" must be left out here: "cursor" goes with order=desc, "after" with order=asc.`
  return [{ parameter, detail }]
}

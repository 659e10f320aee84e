// The query of an address → the values of its parameters, or everything that is wrong with it.
import * as v from 'valibot'
import { suggest } from './nearest.ts'
import type { Parameters, Values } from './parameters.ts'

/** What is wrong with one parameter: a sentence that names it and says what is allowed. */
export interface WrongParameter {
  readonly parameter: string
  readonly detail: string
}

export type QueryReading<P extends Parameters> =
  | { readonly ok: true; readonly values: Values<P> }
  | { readonly ok: false; readonly errors: readonly WrongParameter[] }

export function readQuery<P extends Parameters>(query: URLSearchParams, parameters: P): QueryReading<P> {
  const errors: WrongParameter[] = []
  const wrong = (parameter: string, must: string) =>
    void errors.push({ parameter, detail: `"${parameter}" must be ${must}${must.endsWith('?') ? '' : '.'}` })

  for (const parameter of new Set(query.keys())) {
    if (!Object.hasOwn(parameters, parameter)) errors.push({ parameter, detail: sayUnknown(parameter, parameters) })
  }
  const values: Record<string, unknown> = {}
  for (const [name, { schema, repeats }] of Object.entries(parameters)) {
    const texts = query.getAll(name)
    const read: unknown[] = []
    for (const text of texts) {
      const { success, output, issues } = v.safeParse(schema, text, { abortEarly: true, abortPipeEarly: true })
      if (success) read.push(output)
      else wrong(name, issues[0].message)
    }
    if (!repeats && texts.length > 1) wrong(name, 'given once')
    values[name] = repeats ? read : read[0]
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, values: values as Values<P> }
}

function sayUnknown(name: string, parameters: Parameters): string {
  const known = Object.keys(parameters)
  if (known.length === 0) return `"${name}" is not known here; this address takes no parameters.`
  const end = suggest(name, known)
  return `"${name}" is not known here; there ${known.length > 1 ? 'are' : 'is'} ${known.join(', ')}${end || '.'}`
}

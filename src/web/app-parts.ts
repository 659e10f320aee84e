import type { Definition } from '../definition/definition.ts'
import type { Source } from '../definition/source.ts'
import type { Env } from '../env.ts'
import type { ParameterTable } from './parameters.ts'
import type { ViewReader } from './views.ts'

/** What every part of the app is made of. */
export interface AppParts {
  readonly definition: Definition
  readonly sources: readonly Source[]
  /** Version of the rule in force. */
  readonly rule: string
  readonly parameters: ParameterTable
  /** Reads what is stored, without what was taken down. */
  readonly reader: (env: Env) => ViewReader
}

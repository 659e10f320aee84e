import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkDefinition } from '../src/definition/check-definition.ts'
import type { Definition } from '../src/definition/definition.ts'

export const SHIPPED_DEFINITION = join(import.meta.dirname, '../src/watch/dispute.ts')

/**
 * The definition that a TypeScript file exports as `dispute`, checked. Throws an Error whose message is for the user
 * where the file cannot be loaded, exports no such thing, or its definition has problems.
 */
export async function loadDefinition(file: string = SHIPPED_DEFINITION): Promise<Definition> {
  let exported: { dispute?: Definition }
  try {
    exported = await import(pathToFileURL(resolve(file)).href)
  } catch (error) {
    throw new Error(`${file} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (!exported.dispute) throw new Error(`${file} does not export a definition named "dispute".`)
  const problems = checkDefinition(exported.dispute)
  if (problems.length > 0) throw new Error([`${file} has problems:`, ...problems].join('\n  '))
  return exported.dispute
}

// Takedowns: entries that must not be shown any more.
import { ENTRY_ID } from './entry-id.ts'

export interface HiddenEntry {
  /** Id of the entry, as in its address under /api/entries/. */
  readonly id: string
  /** What who asks for it is told; one English sentence. */
  readonly reason: string
}

/** Reasons by id. */
export type Hidden = ReadonlyMap<string, string>

export const NOTHING_HIDDEN: Hidden = new Map()

/** What is wrong with the list, each a sentence that names the entry and says what to change. */
export function checkHidden(hidden: readonly HiddenEntry[]): readonly string[] {
  const problems: string[] = []
  const ids = new Set<string>()
  for (const { id, reason } of hidden) {
    if (!ENTRY_ID.test(id)) problems.push(`Hidden entry "${id}": the id is none; copy it from the entry's address.`)
    if (reason.trim() === '') problems.push(`Hidden entry "${id}": the reason is empty; say why in one sentence.`)
    if (ids.has(id)) problems.push(`Hidden entry "${id}" is listed twice; remove one.`)
    ids.add(id)
  }
  return problems
}

export function indexHidden(hidden: readonly HiddenEntry[]): Hidden {
  return new Map(hidden.map(({ id, reason }) => [id, reason]))
}

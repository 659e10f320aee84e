// Filters as links: the address of a view with one thing more, or less.
import type { SourceKind } from '../../definition/source.ts'
import { canonicalQuery, type Filter } from '../../publishing/filter.ts'

/** The page's own parameters, which say how the view is shown and not what is in it. */
export interface Shown {
  /** Months of activity instead of days. */
  readonly months?: boolean
  /** The story that the list begins with. */
  readonly start?: string | undefined
}

/** The lists of a filter to which a link adds one value, or takes it out. */
export type Choice = { terms: string } | { kinds: SourceKind } | { langs: string } | { sources: string }

export function homePath(filter: Filter, { months, start }: Shown = {}): string {
  const query = [canonicalQuery(filter), months && 'chart=months', start && `start=${start}`].filter(Boolean).join('&')
  return query ? `/?${query}` : '/'
}

export function isChosen(filter: Filter, choice: Choice): boolean {
  const [list, value] = listOf(filter, choice)
  return list.includes(value)
}

export function toggle(filter: Filter, choice: Choice): Filter {
  const [list, value, name] = listOf(filter, choice)
  return { ...filter, [name]: list.includes(value) ? list.filter((other) => other !== value) : [...list, value] }
}

function listOf(filter: Filter, choice: Choice): [list: readonly string[], value: string, name: keyof Choice & string] {
  const [[name, value]] = Object.entries(choice) as [[keyof Filter, string]]
  return [filter[name] as readonly string[], value, name as never]
}

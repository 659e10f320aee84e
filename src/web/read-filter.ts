// The query of an address → a filter, or what is wrong with it.
import type { Definition } from '../definition/definition.ts'
import { SOURCE_KINDS, type Source, type SourceKind } from '../definition/source.ts'
import { listQueryWords } from '../matching/search-words.ts'
import type { Filter } from '../publishing/filter.ts'

const QUERY_MAX_CHARS = 200
const PARAMETERS = ['term', 'source', 'kind', 'lang', 'since', 'until', 'publishedSince', 'q', 'view']
const VIEWS = ['stories', 'all'] as const
const TIME_ALLOWED = 'a date or a time with its zone, as in 2026-07-08 or 2026-07-08T09:00Z'

export type FilterReading =
  | { readonly ok: true; readonly filter: Filter }
  /** `reason` names the parameter and what is allowed. */
  | { readonly ok: false; readonly reason: string }

/** @param others parameters that the address has beside those of the filter */
export function readFilter(
  query: URLSearchParams,
  definition: Definition,
  sources: readonly Source[],
  others: readonly string[] = [],
): FilterReading {
  const known = [...PARAMETERS, ...others]
  const problems: string[] = []
  const wrong = (name: string, allowed: string): undefined => void problems.push(`"${name}" must be ${allowed}.`)

  for (const name of new Set(query.keys())) {
    if (!known.includes(name)) problems.push(`"${name}" is not known here; there are ${known.join(', ')}.`)
  }
  const listOf = <T extends string>(name: string, known: readonly T[]): T[] => {
    const values = query.getAll(name)
    if (!values.every((value) => known.includes(value as T))) wrong(name, `one of ${known.join(', ')}`)
    return values as T[]
  }
  const one = (name: string): string | undefined => {
    const [value, ...more] = query.getAll(name)
    return more.length > 0 ? wrong(name, 'given once') : value
  }
  const time = (name: string): string | undefined => {
    const value = one(name)
    return value === undefined ? undefined : (readTime(value) ?? wrong(name, TIME_ALLOWED))
  }
  const words = (): string | undefined => {
    const q = one('q')
    // A form sends the field that was left empty.
    if (q === undefined || q === '') return undefined
    const isGood = q.length <= QUERY_MAX_CHARS && listQueryWords(q).length > 0
    return isGood ? q : wrong('q', `words, in at most ${QUERY_MAX_CHARS} characters`)
  }
  const langs = query.getAll('lang').flatMap((value) => readLanguage(value) ?? [])
  if (langs.length < query.getAll('lang').length) wrong('lang', 'a language tag, as in tr or en-GB')
  const since = time('since')
  const until = time('until')
  const publishedSince = time('publishedSince')
  const q = words()
  const [view = 'stories'] = listOf('view', VIEWS)
  one('view')
  const filter: Filter = {
    terms: listOf('term', idsOf(definition.terms)),
    sources: listOf('source', idsOf(sources)),
    kinds: listOf<SourceKind>('kind', SOURCE_KINDS),
    langs,
    ...(since && { since }),
    ...(until && { until }),
    ...(publishedSince && { publishedSince }),
    ...(q && { q }),
    view,
  }
  return problems.length > 0 ? { ok: false, reason: problems.join(' ') } : { ok: true, filter }
}

const idsOf = (named: readonly { readonly id: string }[]): string[] => named.map(({ id }) => id)

/** @returns ISO 8601 UTC as entries have it; undefined where it is not TIME_ALLOWED */
function readTime(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/.test(text)) return undefined
  const time = new Date(text)
  // A day that the month does not have is not the next month's.
  const isReal = new Date(`${text.slice(0, 10)}T00:00:00Z`).toJSON()?.startsWith(text.slice(0, 10))
  return isReal && !Number.isNaN(time.getTime()) ? time.toISOString() : undefined
}

function readLanguage(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch {
    return undefined
  }
}

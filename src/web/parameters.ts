// Every parameter of every address: what it may be and what it means. Requests are checked by these schemas, and
// /openapi.json is made of them.
import * as v from 'valibot'
import type { Definition } from '../definition/definition.ts'
import { ENTRY_ID } from '../definition/entry-id.ts'
import { SOURCE_KINDS, type Source } from '../definition/source.ts'
import { listQueryWords } from '../matching/search-words.ts'
import type { Filter } from '../publishing/filter.ts'
import { readSince, SINCE_ALLOWED } from './coverage.ts'
import { suggest } from './nearest.ts'
import { decodeCursor } from './paging.ts'
import { readTime, TIME_ALLOWED } from './read-time.ts'

const QUERY_MAX_CHARS = 200
/** How many a list has at most, and where nothing is asked for. */
export const LIMIT_MAX = 100

/** Of a text to a value. Its message says what is allowed; its metadata is JSON Schema that no action can tell. */
export type TextSchema = v.GenericSchema<string, unknown>

export interface Parameter<S extends TextSchema = TextSchema, Repeats extends boolean = boolean> {
  readonly schema: S
  /** Whether it may be given several times; its value is a list then. */
  readonly repeats: Repeats
  readonly description: string
}

export type Parameters = Readonly<Record<string, Parameter>>

/** The values that a query gives; undefined for what it leaves out, an empty list for what may repeat. */
export type Values<P extends Parameters> = {
  readonly [N in keyof P]: P[N] extends Parameter<infer S, infer Repeats>
    ? Repeats extends true
      ? readonly v.InferOutput<S>[]
      : v.InferOutput<S> | undefined
    : never
}

const once = <S extends TextSchema>(schema: S, description: string): Parameter<S, false> => ({
  schema,
  repeats: false,
  description,
})
const repeated = <S extends TextSchema>(schema: S, description: string): Parameter<S, true> => ({
  schema,
  repeats: true,
  description,
})

const oneOf = <const Id extends string>(ids: readonly Id[]) =>
  v.picklist(ids, ({ input }) => `${ids.length > 1 ? 'one of ' : ''}${ids.join(', ')}${suggest(String(input), ids)}`)

/** What a function makes of the text. Undefined is refused. */
const readBy = <T>(read: (text: string) => T | undefined, allowed: string) =>
  v.rawTransform<string, T>(({ dataset, addIssue, NEVER }) => {
    const value = read(dataset.value)
    if (value !== undefined) return value
    addIssue({ message: allowed })
    return NEVER
  })

const time = v.pipe(
  v.string(),
  readBy(readTime, TIME_ALLOWED),
  v.metadata({ examples: ['2026-07-08', '2026-07-08T09:00Z'] }),
)

const view = <const View extends string>(views: readonly View[]) =>
  once(oneOf(views), 'Stories, or every report by itself.')

export type ParameterTable = ReturnType<typeof createParameters>

/** The parameters by address, for what is watched. */
export function createParameters(definition: Definition, sources: readonly Source[]) {
  const filter = {
    term: repeated(
      oneOf(definition.terms.map(({ id }) => id)),
      'Id of a term that was found. Of several in one facet any, across facets all.',
    ),
    source: repeated(oneOf(sources.map(({ id }) => id)), 'Id of the source; any of several.'),
    kind: repeated(oneOf(SOURCE_KINDS), 'Kind of the source; any of several.'),
    lang: repeated(
      v.pipe(v.string(), readBy(readLanguage, 'a language tag, as in tr or en-GB'), v.metadata({ examples: ['tr'] })),
      'Language of the item (BCP 47); any of several. "en" is also "en-GB".',
    ),
    since: once(time, 'First seen at this time or later.'),
    until: once(time, 'First seen before this time.'),
    publishedSince: once(time, 'Published at this time or later; what has no date is left out.'),
    q: once(
      v.pipe(
        v.string(),
        v.maxLength(QUERY_MAX_CHARS, `words, in at most ${QUERY_MAX_CHARS} characters`),
        v.check((q) => listQueryWords(q).length > 0, `words, in at most ${QUERY_MAX_CHARS} characters`),
      ),
      'Words that all begin words of title or summary. Case and accents do not matter.',
    ),
  }
  const cursor = v.pipe(v.string(), readBy(decodeCursor, 'a "cursor" of an answer from this address'))
  const limit = once(
    v.pipe(
      v.string(),
      v.regex(/^[1-9]\d{0,2}$/, `from 1 to ${LIMIT_MAX}`),
      v.toNumber(),
      v.minValue(1),
      v.maxValue(LIMIT_MAX, `from 1 to ${LIMIT_MAX}`),
      v.metadata({ default: LIMIT_MAX }),
    ),
    'How many to list at most.',
  )
  return {
    none: {},
    feed: { ...filter, view: view(['stories', 'all']) },
    entries: {
      ...filter,
      view: view(['all']),
      limit,
      order: once(v.pipe(oneOf(['desc', 'asc']), v.metadata({ default: 'desc' })), 'Newest or oldest first.'),
      cursor: once(cursor, 'With order=desc: the "cursor" of an answer, to go on behind it.'),
      after: once(cursor, 'With order=asc: the "cursor" of an answer, for what came since.'),
    },
    stories: {
      ...filter,
      view: view(['stories']),
      limit,
      cursor: once(cursor, 'The "cursor" of an answer, to go on behind it.'),
    },
    coverage: {
      since: once(
        v.pipe(
          v.string(),
          readBy((text) => readSince(text, Date.now()), SINCE_ALLOWED),
          v.metadata({ examples: ['09:00'] }),
        ),
        `Where the window begins: ${SINCE_ALLOWED}. A day ago if left out.`,
      ),
    },
    home: {
      ...filter,
      view: view(['stories', 'all']),
      chart: once(v.literal('months', 'months, or left out'), 'Twelve months of activity instead of days.'),
      start: once(v.pipe(v.string(), v.regex(ENTRY_ID, 'the id of an entry')), 'The story that the list begins with.'),
    },
    style: { v: once(v.pipe(v.string(), v.regex(/^[\da-f]{8}$/, 'the version in the link')), 'Version.') },
  } as const
}

type FilterValues = Values<Omit<ParameterTable['feed'], 'view'>> & { readonly view: Filter['view'] | undefined }

export function toFilter(values: FilterValues): Filter {
  const { term, source, kind, lang, since, until, publishedSince, q, view = 'stories' } = values
  return {
    terms: term,
    sources: source,
    kinds: kind,
    langs: lang,
    ...(since && { since }),
    ...(until && { until }),
    ...(publishedSince && { publishedSince }),
    ...(q && { q }),
    view,
  }
}

function readLanguage(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch {
    return undefined
  }
}

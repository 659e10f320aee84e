import { expect, test } from 'vitest'
import { definition } from '../../samples/definition.ts'
import { NO_FILTER } from '../../src/publishing/filter.ts'
import { encodeCursor, START_CURSOR } from '../../src/web/paging.ts'
import { createParameters, toFilter } from '../../src/web/parameters.ts'
import { readQuery } from '../../src/web/read-query.ts'

const sources = ['a', 'b'].map((id) => ({
  id,
  title: id,
  url: `https://${id}.example/`,
  lang: 'en',
  kind: 'press' as const,
}))
const parameters = createParameters(definition, sources)
const read = (query: string, table = 'feed' as keyof typeof parameters) =>
  readQuery(new URLSearchParams(query), parameters[table])

test.each([
  ['', NO_FILTER],
  ['view=stories', NO_FILTER],
  ['view=all', { ...NO_FILTER, view: 'all' }],
  ['term=s-400&term=denies', { ...NO_FILTER, terms: ['s-400', 'denies'] }],
  ['source=b&kind=official&kind=press', { ...NO_FILTER, sources: ['b'], kinds: ['official', 'press'] }],
  ['lang=tr&lang=EN-gb', { ...NO_FILTER, langs: ['tr', 'en-GB'] }],
  [
    'since=2026-07-08&until=2026-07-08T09:30%2B03:00',
    { ...NO_FILTER, since: '2026-07-08T00:00:00.000Z', until: '2026-07-08T06:30:00.000Z' },
  ],
  ['publishedSince=2026-07-08T09:00:01.5Z', { ...NO_FILTER, publishedSince: '2026-07-08T09:00:01.500Z' }],
  ['q=S-400+Ankara', { ...NO_FILTER, q: 'S-400 Ankara' }],
])('%s', (query, filter) => {
  const reading = readQuery(new URLSearchParams(query), parameters.feed)
  expect(reading.ok && toFilter(reading.values)).toEqual(filter)
})

test.each([
  ['terms=s-400', '"terms" is not known here', 'term, source, kind'],
  ['term=s400', '"term" must be', 's-400, '],
  ['term=', '"term" must be', 's-400, '],
  ['source=c', '"source" must be', 'a, b'],
  ['kind=Press', '"kind" must be', 'official, agency, press'],
  ['lang=turkish_', '"lang" must be', 'tr or en-GB'],
  ['lang=', '"lang" must be', 'tr or en-GB'],
  ['since=yesterday', '"since" must be', '2026-07-08T09:00Z'],
  ['since=2026-02-30', '"since" must be', '2026-07-08T09:00Z'],
  ['until=2026-07-08T09:00', '"until" must be', 'with its zone'],
  ['until=2026-07-08T25:00Z', '"until" must be', 'with its zone'],
  ['publishedSince=1', '"publishedSince" must be', '2026-07-08'],
  ['since=2026-07-08&since=2026-07-09', '"since" must be', 'given once'],
  ['q=a&q=b', '"q" must be', 'given once'],
  ['q=%E2%80%94', '"q" must be', 'words'],
  [`q=${'a'.repeat(201)}`, '"q" must be', '200 characters'],
  ['view=both', '"view" must be', 'stories, all'],
  ['view=all&view=stories', '"view" must be', 'given once'],
])('%s is refused with what is allowed', (query, problem, allowed) => {
  const reading = read(query)
  const [error] = reading.ok ? [] : reading.errors
  expect(error?.detail).toContain(problem)
  expect(error?.detail).toContain(allowed)
  expect(`"${error?.parameter}"`).toBe(problem.split(' ')[0])
})

test.each([
  ['term=s400', 'did you mean "s-400"?'],
  ['term=S-400', 'did you mean "s-400"?'],
  ['kind=offical', 'did you mean "official"?'],
  ['terms=s-400', 'did you mean "term"?'],
  ['publishedsince=2026-07-08', 'did you mean "publishedSince"?'],
])('%s: the nearest is suggested', (query, suggestion) => {
  const reading = read(query)
  expect(!reading.ok && reading.errors[0]?.detail).toContain(suggestion)
})

test('everything that is wrong is said at once', () => {
  const reading = read('kind=x&lang=&colour=red&since=1')
  expect(!reading.ok && reading.errors.map(({ parameter }) => parameter)).toEqual(['colour', 'kind', 'lang', 'since'])
})

const KEY = '2026-07-08T12:00:00.000Z 2026-07-08T10:00:00.000Z 00000000-0000-5000-8000-000000000001'

test.each([
  ['', {}],
  ['limit=1', { limit: 1 }],
  [`limit=100&cursor=${encodeCursor(KEY)}`, { limit: 100, cursor: KEY }],
  [`order=asc&after=${START_CURSOR}`, { order: 'asc', after: '0' }],
])('a list takes %j', (query, values) => {
  expect(read(query, 'entries')).toMatchObject({ ok: true, values })
})

test.each([
  ['limit=0', '"limit" must be from 1 to 100'],
  ['limit=101', '"limit" must be from 1 to 100'],
  ['limit=', '"limit" must be from 1 to 100'],
  ['limit=5&limit=6', '"limit" must be given once'],
  ['limit=1e1', '"limit" must be from 1 to 100'],
  ['order=up', '"order" must be one of desc, asc'],
  ['cursor=abc', '"cursor" must be a "cursor" of an answer'],
  ['order=asc&after=', '"after" must be a "cursor" of an answer'],
  ['view=stories', '"view" must be all.'],
])('a list refuses %j', (query, detail) => {
  const reading = read(query, 'entries')
  expect(!reading.ok && reading.errors[0]?.detail).toContain(detail)
})

import { expect, test } from 'vitest'
import { definition } from '../../samples/definition.ts'
import { NO_FILTER } from '../../src/publishing/filter.ts'
import { readFilter } from '../../src/web/read-filter.ts'

const sources = ['a', 'b'].map((id) => ({
  id,
  title: id,
  url: `https://${id}.example/`,
  lang: 'en',
  kind: 'press' as const,
}))
const read = (query: string) => readFilter(new URLSearchParams(query), definition, sources)

test.each([
  ['', NO_FILTER],
  ['view=stories', NO_FILTER],
  ['q=', NO_FILTER],
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
  expect(read(query)).toEqual({ ok: true, filter })
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
  expect(reading).toMatchObject({ ok: false, reason: expect.stringContaining(problem) })
  expect(reading).toMatchObject({ reason: expect.stringContaining(allowed) })
})

import type { Entry } from '../../src/entries/entry.ts'

/** A whole entry; say only what the test is about. */
export function makeTestEntry(part: Partial<Entry> = {}): Entry {
  const id = part.id ?? '00000000-0000-5000-8000-000000000001'
  return {
    v: 1,
    id,
    url: 'https://news.example/1',
    sourceUrl: 'https://news.example/1',
    title: 'Turkey keeps the S-400',
    summary: 'The ministry denies a sale.',
    lang: 'en',
    source: { id: 'a', title: 'Outlet', kind: 'press', country: 'TR', url: 'https://feeds.example/rss' },
    published: '2026-07-08T10:00:00.000Z',
    firstSeen: '2026-07-08T12:00:00.000Z',
    terms: ['s-400', 'turkey', 'denies'],
    evidence: [
      { term: 'turkey', facet: 'actor', field: 'title', text: 'Turkey', start: 0, end: 6 },
      { term: 's-400', facet: 'system', field: 'title', text: 'S-400', start: 17, end: 22 },
      { term: 'denies', facet: 'act', field: 'summary', text: 'denies', start: 13, end: 19 },
    ],
    reason: 'S-400 and Turkey in the title.',
    rule: 'test',
    story: id,
    ...part,
  }
}

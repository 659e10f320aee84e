import type { PackRow } from '../../src/publishing/recent-pack.ts'

/** A row of the packed recent view; say only what the test is about. */
export function makeRow(part: Partial<PackRow> & Pick<PackRow, 'id'>): PackRow {
  return {
    firstSeen: '2026-07-08T12:00:00.000Z',
    published: null,
    story: part.id,
    source: 'a',
    kind: 'press',
    lang: 'en',
    terms: [],
    hash: '',
    at: 0,
    ends: [0, 0, 0, 0],
    ...part,
  }
}

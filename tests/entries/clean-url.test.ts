import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalUrl, cleanUrl } from '../../src/entries/clean-url.ts'

const BASE = 'https://feeds.example/news/rss.xml'

test.each([
  ['/a', 'https://feeds.example/a'],
  ['a?x=1', 'https://feeds.example/news/a?x=1'],
  ['//other.example/a', 'https://other.example/a'],
  [' https://other.example/a\n', 'https://other.example/a'],
  ['https://other.example/a?utm_medium=rss&id=7&at_campaign=x#top', 'https://other.example/a?id=7'],
  ['https://other.example/a?q=%20+%C3%BC&utm_source=x', 'https://other.example/a?q=%20+%C3%BC'],
  ['https://other.example/?#', 'https://other.example/'],
  ['https://user:secret@other.example/a', 'https://other.example/a'],
  ['https://haber.example/yaptırım', 'https://haber.example/yapt%C4%B1r%C4%B1m'],
])('%s → %s', (link, clean) => {
  expect(cleanUrl(link, BASE)?.clean).toBe(clean)
})

test.each(['javascript:alert(1)', 'data:text/html,x', 'mailto:a@b.example', 'ftp://a.example/', 'http://', ''])(
  '%j is no address of an item',
  (link) => {
    expect(cleanUrl(link, BASE)).toBeUndefined()
  },
)

test.each(['https://a.example/?', 'https://a.example??', 'https://a.example/?&', 'https://a.example/?utm_source=x'])(
  'cleaning %s twice is cleaning it once',
  (link) => {
    const clean = cleanUrl(link, BASE)?.clean ?? ''
    expect(cleanUrl(clean, BASE)?.clean).toBe(clean)
  },
)

test('cleaning twice is cleaning once, and what is clean has a canonical form', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (link) => {
      const clean = cleanUrl(link, BASE)?.clean
      if (clean === undefined) return
      expect(cleanUrl(clean, BASE)?.clean).toBe(clean)
      expect(canonicalUrl(clean)).not.toBe('')
    }),
  )
})

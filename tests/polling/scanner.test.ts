import { expect, test } from 'vitest'
import { DEPTH_MAX } from '../../src/polling/bound-segments.ts'
import { segmentFeed } from '../../src/polling/segments.ts'
import { Glance } from '../../src/polling/sieve/glance.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const rss = (items: string) => encode(`<rss version="2.0"><channel>${items}</channel></rss>`)
const item = (title: string) => `<item><title>${title}</title></item>`
const glanceFor = (...words: string[]) =>
  new Glance(
    words.map((word) => ({
      kind: 'phrase',
      term: 0,
      words: [{ units: [...word].map((char) => char.charCodeAt(0)), stem: false }],
    })),
  )

function titlesOf(bytes: Uint8Array) {
  return segmentFeed(bytes)?.items.map(({ texts }) =>
    texts?.titles.map(({ start, end }) => new TextDecoder().decode(bytes.subarray(start, end))),
  )
}

test('a feed that needs more memory than there is', () => {
  const filler = 'x'.repeat(20_000_000)
  expect(titlesOf(rss(`${item('one')}<!--${filler}-->${item('two')}`))).toEqual([['one'], ['two']])
})

test('feeds that are read in turn', () => {
  const glance = glanceFor('missile')
  const feeds = ['a missile here', 'nothing at all here'].map((title) => rss(item(title)))
  const looks = feeds.map((bytes) => {
    const [title] = segmentFeed(bytes)?.items[0]?.texts?.titles ?? []
    return () => title && glance.look(bytes, title.start, title.end)
  })
  expect([0, 1, 0, 1].map((feed) => looks[feed]?.())).toEqual([true, false, true, false])
})

test('glances that were made before and after a feed was read', () => {
  const before = glanceFor('missile')
  const bytes = rss(item('a missile here'))
  const [title = { start: 0, end: 0 }] = segmentFeed(bytes)?.items[0]?.texts?.titles ?? []
  const after = glanceFor('nothing')
  const look = (glance: Glance) => glance.look(bytes, title.start, title.end)
  expect([look(before), look(after), look(before)]).toEqual([true, false, true])
})

test.each([DEPTH_MAX - 1, DEPTH_MAX])('elements in %i others: understood as far as they are parsed', (depth) => {
  const nested = `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`
  expect(titlesOf(rss(`<item><title>one</title>${nested}</item>`))).toEqual(depth < DEPTH_MAX ? [['one']] : [undefined])
})

test.each([16, 17])('%i titles: no more than there is room for', (count) => {
  const titles = '<title>a</title>'.repeat(count)
  expect(titlesOf(rss(`<item>${titles}</item>`))).toEqual([count < 17 ? Array(16).fill('a') : undefined])
})

test('a feed that ends anywhere', () => {
  const whole = rss(`${item('<![CDATA[one]]>')}<!-- x --><item><title>two</title><a b='c'/></item>`)
  for (let end = 0; end < whole.length; end++) {
    const cut = titlesOf(whole.slice(0, end)) ?? []
    expect(cut.length).toBeLessThanOrEqual(2)
    if (cut[0]) expect(cut[0]).toEqual(['<![CDATA[one]]>'])
  }
})

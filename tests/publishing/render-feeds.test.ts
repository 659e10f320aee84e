// What is rendered, read back by parsers that are not ours.
import fc from 'fast-check'
import { parseAtomFeed, parseJsonFeed, parseOpml } from 'feedsmith'
import { expect, test } from 'vitest'
import { definition } from '../../samples/definition.ts'
import type { Entry } from '../../src/entries/entry.ts'
import { describeFeed } from '../../src/publishing/feed-info.ts'
import { ATOM_FOOT, renderAtomEntry, renderAtomHead } from '../../src/publishing/render-atom.ts'
import { JSON_FEED_FOOT, renderJsonFeedHead, renderJsonFeedItem } from '../../src/publishing/render-json-feed.ts'
import { renderOpml } from '../../src/publishing/render-opml.ts'
import { makeTestEntry } from '../support/make-entry.ts'

const info = describeFeed(definition, '2026-07-08T12:00:00.000Z', 'https://watch.example/')

const makeAtom = (entries: string) => renderAtomHead(info) + entries + ATOM_FOOT
const makeJson = (items: string) => renderJsonFeedHead(info) + items + JSON_FEED_FOOT
const atomOf = (entry: Entry) => makeAtom(renderAtomEntry(entry, definition))
const jsonOf = (entry: Entry) => makeJson(renderJsonFeedItem(entry, definition))

test('entries of one moment differ in `updated`, which stays the moment', () => {
  const times = ['1a2b3c4d', 'ffffffff', '00000007'].map((start) => {
    const atom = renderAtomEntry(makeTestEntry({ id: `${start}-0000-5000-8000-000000000001` }), definition)
    return /<updated>([^<]*)/.exec(atom)?.[1] ?? ''
  })
  expect(times).toEqual([
    '2026-07-08T12:00:00.000041101Z',
    '2026-07-08T12:00:00.000967295Z',
    '2026-07-08T12:00:00.000000007Z',
  ])
  expect(times.map((time) => Date.parse(time))).toEqual(times.map(() => Date.UTC(2026, 6, 8, 12)))
})

test('an entry in Atom', () => {
  const feed = parseAtomFeed(atomOf(makeTestEntry()))
  expect(feed).toMatchObject({ id: info.id, title: { value: definition.title }, updated: '2026-07-08T12:00:00.000Z' })
  expect(feed.links).toContainEqual(expect.objectContaining({ rel: 'self', href: 'https://watch.example/feed.atom' }))
  expect(feed.entries).toMatchObject([
    {
      id: 'urn:uuid:00000000-0000-5000-8000-000000000001',
      title: { value: 'Turkey keeps the S-400' },
      updated: '2026-07-08T12:00:00.000000000Z',
      published: '2026-07-08T10:00:00.000Z',
      authors: [{ name: 'Outlet' }],
      links: [{ rel: 'alternate', href: 'https://news.example/1' }],
      source: { id: 'https://feeds.example/rss', title: { value: 'Outlet' } },
    },
  ])
  expect(feed.entries?.[0]?.categories?.map(({ term, label }) => [term, label])).toEqual([
    ['s-400', 'S-400'],
    ['turkey', 'Turkey'],
    ['denies', 'denies'],
  ])
  const schemes = new Set(feed.entries?.[0]?.categories?.map(({ scheme }) => scheme))
  expect(schemes.size).toBe(3)
})

test('an entry without address and date', () => {
  const feed = parseAtomFeed(atomOf(makeTestEntry({ url: null, sourceUrl: null, published: null })))
  expect(feed.entries?.[0]?.links).toBeUndefined()
  expect(feed.entries?.[0]?.published).toBeUndefined()
})

test('an entry that joins a story links to it, the first one of a story does not', () => {
  const story = '00000000-0000-5000-8000-000000000002'
  const joining = makeTestEntry({ story })
  const link = { rel: 'related', type: 'text/html', href: `/stories/${story}`, title: 'All reports of this story' }
  expect(parseAtomFeed(atomOf(joining)).entries?.[0]?.links).toContainEqual(link)
  expect(atomOf(joining)).toContain('xml:base="https://watch.example/feed.atom"')
  expect(renderAtomHead(describeFeed(definition, info.updated, undefined))).not.toContain('xml:base')
  expect(JSON.parse(jsonOf(joining)).items[0]._sanctions_watch.story).toBe(story)
  expect(atomOf(makeTestEntry())).not.toContain('"related"')
})

test('an entry in JSON Feed', () => {
  const entry = makeTestEntry({ lang: 'tr', outlet: 'Another outlet' })
  const raw = JSON.parse(jsonOf(entry))
  expect(raw).toMatchObject({
    version: 'https://jsonfeed.org/version/1.1',
    home_page_url: 'https://watch.example/',
    feed_url: 'https://watch.example/feed.json',
  })
  expect(raw.items).toMatchObject([
    {
      id: 'urn:uuid:00000000-0000-5000-8000-000000000001',
      url: 'https://news.example/1',
      title: 'Turkey keeps the S-400 [TR: S-400; denies]',
      date_published: '2026-07-08T10:00:00.000Z',
      date_modified: '2026-07-08T12:00:00.000Z',
      authors: [{ name: 'Another outlet' }],
      tags: ['S-400', 'Turkey', 'denies'],
      language: 'tr',
      _sanctions_watch: entry,
    },
  ])
  expect(parseJsonFeed(raw).items).toHaveLength(1)
})

test('feeds without entries are feeds', () => {
  expect(parseAtomFeed(makeAtom(''))).toMatchObject({ id: info.id })
  expect(JSON.parse(makeJson(''))).toMatchObject({ items: [] })
})

test('the id of the feed does not depend on where it is', () => {
  expect(describeFeed(definition, info.updated, undefined).id).toBe(info.id)
})

test('a filtered feed has its own id, title and addresses', () => {
  const filter = { query: 'q=a+b&term=s-400', description: 'S-400; with the words “a b”' }
  const filtered = describeFeed(definition, info.updated, 'https://watch.example/', filter)
  expect(filtered.id).not.toBe(info.id)
  expect(describeFeed(definition, info.updated, undefined, filter).id).toBe(filtered.id)
  const atom = parseAtomFeed(renderAtomHead(filtered) + ATOM_FOOT)
  expect(atom).toMatchObject({ id: filtered.id, title: { value: `${definition.title}: S-400; with the words “a b”` } })
  expect(atom.links).toMatchObject([
    { rel: 'self', href: 'https://watch.example/feed.atom?q=a+b&term=s-400' },
    { rel: 'alternate', href: 'https://watch.example/?q=a+b&term=s-400' },
  ])
  expect(JSON.parse(renderJsonFeedHead(filtered) + JSON_FEED_FOOT)).toMatchObject({
    title: `${definition.title}: S-400; with the words “a b”`,
    feed_url: 'https://watch.example/feed.json?q=a+b&term=s-400',
  })
})

test('any text in an entry gives feeds that parse and say the same in Atom and JSON', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom('<', '>', '&', '"', "'", ']]>', '\u0000', '\uFFFE', '\uD800', 'ü', ' ', 'a', '😀'),
    }),
  )
  fc.assert(
    fc.property(text, text, text, (title, summary, outlet) => {
      const entry = makeTestEntry({ title: `x${title}`, summary, outlet: `x${outlet}`, evidence: [] })
      const atom = parseAtomFeed(atomOf(entry)).entries?.[0]
      const json = JSON.parse(jsonOf(entry)).items[0]
      expect(atom?.id).toBe(json.id)
      expect(atom?.title?.value).toBe(json.title)
      expect(atom?.authors?.[0]?.name).toBe(json.authors[0].name)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML 1.0 forbids, section 2.2
      expect(atomOf(entry)).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/)
    }),
  )
})

test('the list of sources', () => {
  const opml = renderOpml(definition, [
    { id: 'a', title: 'A & B "news"', url: 'https://a.example/?x=1&y=2', lang: 'tr', kind: 'press' },
  ])
  expect(parseOpml(opml).body?.outlines).toMatchObject([
    { type: 'rss', text: 'A & B "news"', xmlUrl: 'https://a.example/?x=1&y=2' },
  ])
})

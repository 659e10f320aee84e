/** Feed readers see in /feed.atom what /feed.json says. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { definition } from '../../samples/definition.ts'
import { renderHealthFeed } from '../../src/publishing/render-health.ts'
import { createState } from '../../src/storage/state.ts'
import {
  importWithNewsboat,
  Newsboat,
  readJsonFeed,
  readWithFeedparser,
  readWithFeedsmith,
  readWithSfeed,
  type SeenEntry,
} from './feed-readers.ts'
import { type Preview, startPreview } from './running-preview.ts'

let preview: Preview
let expected: SeenEntry[]
beforeAll(async () => {
  preview = await startPreview()
  expected = await readJsonFeed(preview.origin)
})
afterAll(() => preview?.stop())

describe('/feed.atom', () => {
  test('has entries of every language, and one without an address', () => {
    const titles = expected.map(({ title }) => title).join('\n')
    expect(titles).toMatch(/Turkey/)
    expect(titles).toMatch(/yaptırımları/)
    expect(titles).toMatch(/Турции/)
    expect(titles).toMatch(/Άγκυρα/)
    expect(expected.some(({ url }) => url === '')).toBe(true)
    expect(expected.length).toBeGreaterThan(20)
  })

  test('is read by feedparser without complaint, with the same titles, links and dates', async () => {
    const { bozo, bozoReason, version, entries } = await readWithFeedparser(`${preview.origin}/feed.atom`)
    expect({ bozo, bozoReason, version }).toEqual({ bozo: 0, bozoReason: '', version: 'atom10' })
    expect(entries).toEqual(expected)
  })

  test('is read by sfeed with the same titles, links and dates', async () => {
    expect(await readWithSfeed(`${preview.origin}/feed.atom`)).toEqual(expected)
  })

  test('is read by newsboat with the same titles, links and dates', async () => {
    const newsboat = new Newsboat(join(preview.directory, 'newsboat'), `${preview.origin}/feed.atom`)
    await newsboat.reload()
    expect(newsboat.all()).toEqual(expected)
    expect(await newsboat.printUnread()).toBe(`${expected.length} unread articles`)
  })
})

/** One of each filter, some together, and one that nothing matches. */
const QUERIES = [
  'view=all',
  'term=s-400',
  'term=s-400&term=caatsa',
  'source=sanctions-register',
  'kind=official',
  'lang=tr',
  'since=2026-01-01',
  'until=2100-01-01',
  'publishedSince=2026-01-01T00:00Z',
  'q=S-400',
  'q=yaptirim&view=all',
  'kind=press&lang=ru&term=s-400',
]
const EMPTY = 'q=nowhereatall'

/** Whatever reads it sees the same. */
async function expectSame(url: string, expected: readonly SeenEntry[]): Promise<void> {
  const { bozo, bozoReason, version, entries } = await readWithFeedparser(url)
  expect({ bozo, bozoReason, version }).toEqual({ bozo: 0, bozoReason: '', version: 'atom10' })
  expect(entries).toEqual(expected)
  expect(await readWithSfeed(url)).toEqual(expected)
  expect(await readWithFeedsmith(url)).toEqual(expected)
  const newsboat = new Newsboat(join(preview.directory, `newsboat-${readers++}`), url)
  await newsboat.reload()
  expect(newsboat.all()).toEqual(expected)
}
let readers = 0

describe('every reader sees the same in', () => {
  test.each(QUERIES)('/feed.atom?%s', async (query) => {
    const entries = await readJsonFeed(preview.origin, query)
    expect(entries.length).toBeGreaterThan(0)
    await expectSame(`${preview.origin}/feed.atom?${query}`, entries)
  })

  test('a feed of nothing', async () => {
    expect(await readJsonFeed(preview.origin, EMPTY)).toEqual([])
    await expectSame(`${preview.origin}/feed.atom?${EMPTY}`, [])
  })

  test('the archive, which has what the feed of all entries has', async () => {
    const entries = await readJsonFeed(preview.origin, 'view=all')
    await expectSame(`${preview.origin}/archive/1.atom`, entries)
  })

  test('/health.atom, before anything fell silent', () => expectSame(`${preview.origin}/health.atom`, []))

  test('/health.atom, of an outage and its end', async () => {
    const [at, until] = ['2026-07-08T12:00:00.000Z', '2026-07-08T18:00:00.000Z']
    const outage = { subject: 'a', title: 'Café & Söhne', at, lastHeard: null, detail: 'HTTP 503 <gone>', until }
    const state = { ...createState('', at), outages: [outage, { ...outage, subject: 'b', title: 'Милиция' }] }
    const atom = renderHealthFeed(state, definition, { half: '*' })
    const server = createServer((_, response) =>
      response.writeHead(200, { 'content-type': 'application/atom+xml; charset=utf-8' }).end(atom),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/health.atom`
      const entries = (await readWithFeedsmith(url)).map((entry) => ({
        ...entry,
        // Relative, and readers know from where.
        url: new URL(entry.url, url).href,
      }))
      expect(entries.map(({ title }) => title).sort()).toEqual([
        'Heard again: Café & Söhne',
        'Heard again: Милиция',
        'Not heard for 24 hours: Café & Söhne',
        'Not heard for 24 hours: Милиция',
      ])
      const { bozo, entries: parsed } = await readWithFeedparser(url)
      expect([bozo, parsed]).toEqual([0, entries])
      const newsboat = new Newsboat(join(preview.directory, 'newsboat-health'), url)
      await newsboat.reload()
      expect(newsboat.all()).toEqual(entries)
      // sfeed leaves links as they are.
      const titles = (list: readonly SeenEntry[]) => list.map(({ id, title, seconds }) => [id, title, seconds])
      expect(titles(await readWithSfeed(url))).toEqual(titles(entries))
    } finally {
      server.close()
    }
  })
})

test('newsboat follows every source of /sources.opml', async () => {
  const opml = await (await fetch(`${preview.origin}/sources.opml`)).text()
  const urls = Array.from(opml.matchAll(/xmlUrl="([^"]+)"/g), ([, url]) => url)
  expect(urls.length).toBeGreaterThan(10)
  expect(await importWithNewsboat(join(preview.directory, 'newsboat-opml'), opml)).toEqual(urls.sort())
})

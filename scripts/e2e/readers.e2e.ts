/** Feed readers see in /feed.atom what /feed.json says. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Newsboat, readJsonFeed, readWithFeedparser, readWithSfeed, type SeenEntry } from './feed-readers.ts'
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

describe.each(['view=all', 'term=s-400', 'kind=official', 'lang=tr&q=F-35', 'q=zeppelin'])('/feed.atom?%s', (query) => {
  test('is read by feedparser, sfeed and newsboat as /feed.json says it is', async () => {
    const url = `${preview.origin}/feed.atom?${query}`
    const filtered = await readJsonFeed(preview.origin, query)
    const { bozo, bozoReason, version, entries } = await readWithFeedparser(url)
    expect({ bozo, bozoReason, version }).toEqual({ bozo: 0, bozoReason: '', version: 'atom10' })
    expect(entries).toEqual(filtered)
    expect(entries.length > 0).toBe(query !== 'q=zeppelin')
    expect(await readWithSfeed(url)).toEqual(filtered)
    const newsboat = new Newsboat(join(preview.directory, encodeURIComponent(query)), url)
    await newsboat.reload()
    expect(newsboat.all()).toEqual(filtered)
  })
})

test('the archive is read by feedparser and sfeed without complaint, and its last page has what the feed of all has', async () => {
  const feed = await readWithFeedparser(`${preview.origin}/feed.atom?view=all`)
  const page = await readWithFeedparser(`${preview.origin}/archive/1.atom`)
  expect([feed.bozo, page.bozo]).toEqual([0, 0])
  expect(feed.entries.length).toBeGreaterThan(20)
  expect(page.entries).toEqual(feed.entries)
  expect(await readWithSfeed(`${preview.origin}/archive/1.atom`)).toEqual(page.entries)
})

/** Someone who follows the feed sees each story as news once. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Newsboat, readJsonFeed } from './feed-readers.ts'
import { type Preview, startPreview } from './running-preview.ts'

let preview: Preview
beforeAll(async () => {
  preview = await startPreview()
})
afterAll(() => preview?.stop())

interface Report {
  readonly id: string
  readonly story: string
  readonly source: { readonly kind: string }
  readonly backfilled?: true
}

/** Every report but those that were old when first seen, in the order of arrival. */
async function readReports(): Promise<Report[]> {
  const feed = await (await fetch(`${preview.origin}/feed.json?view=all`)).json()
  return (feed as { items: { _sanctions_watch: Report }[] }).items
    .map((item) => item._sanctions_watch)
    .filter(({ backfilled }) => !backfilled)
    .reverse()
}

/** Of each story the first report and the first official one, as ids in the feed. */
function listNews(reports: readonly Report[]): string[] {
  const said = new Set<string>()
  return reports.flatMap(({ id, story, source: { kind } }) => {
    const isNews = !said.has(story) || (kind === 'official' && !said.has(`${story} official`))
    said.add(story)
    if (kind === 'official') said.add(`${story} official`)
    return isNews ? `urn:uuid:${id}` : []
  })
}

/** What a reader keeps of each entry: id, updated and content, by id. */
async function readTuples(): Promise<Map<string, string>> {
  const atom = await (await fetch(`${preview.origin}/feed.atom`)).text()
  const part = (entry: string, name: string): string =>
    new RegExp(`<${name}[^>]*>.*?</${name}>`, 's').exec(entry.replace(/<source>.*?<\/source>/s, ''))?.[0] ?? ''
  const tuples = Array.from(atom.matchAll(/<entry .*?<\/entry>/gs), ([entry]) => {
    const [id, updated, content] = ['id', 'updated', 'content'].map((name) => part(entry, name))
    return [id ?? '', JSON.stringify([id, updated, content])] as const
  })
  return new Map(tuples)
}

describe('newsboat shows one unread item for each story, and none when others join', () => {
  test('wave after wave, as installed and with reset-unread-on-update', async () => {
    const feed = `${preview.origin}/feed.atom`
    const readers = [
      new Newsboat(join(preview.directory, 'plain'), feed),
      new Newsboat(join(preview.directory, 'reset'), feed, `reset-unread-on-update "${feed}"`),
    ]
    for (const reader of readers) {
      await reader.reload()
      reader.markAllRead()
    }

    let known = new Set((await readJsonFeed(preview.origin)).map(({ id }) => id))
    let tuples = await readTuples()
    let wavesLeft = Number.POSITIVE_INFINITY
    let [stories, joined, official] = [0, 0, 0]
    while (wavesLeft > 0) {
      wavesLeft = await preview.advance()
      const { newEntries } = await preview.poll()
      const now = await readJsonFeed(preview.origin)
      const news = now.filter(({ id }) => !known.has(id))
      const reports = await readReports()
      expect(news.map(({ id }) => id).sort()).toEqual(
        listNews(reports)
          .filter((id) => !known.has(id))
          .sort(),
      )
      for (const { id, story, source } of reports.slice(-newEntries)) {
        if (id === story) stories++
        else if (source.kind === 'official') official++
        else joined++
      }
      for (const reader of readers) {
        await reader.reload()
        expect(reader.unread()).toEqual(news)
        expect(reader.all()).toEqual(now)
        reader.markAllRead()
      }
      const after = await readTuples()
      expect(after.size).toBe(now.length)
      for (const [id, tuple] of tuples) expect(after.get(id)).toBe(tuple)
      tuples = after
      known = new Set(now.map(({ id }) => id))
    }
    expect(stories).toBeGreaterThan(5)
    expect(joined).toBeGreaterThan(1)
    expect(official).toBe(1)
    for (const reader of readers) {
      await reader.reload()
      expect(await reader.printUnread()).toBe('0 unread articles')
    }
  })
})

/** Someone who follows the feed sees each entry as news once. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Newsboat, readJsonFeed } from './feed-readers.ts'
import { type Preview, startPreview } from './running-preview.ts'

let preview: Preview
beforeAll(async () => {
  preview = await startPreview()
})
afterAll(() => preview?.stop())

describe('newsboat shows as unread exactly the new entries, none twice', () => {
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

    let before = await readJsonFeed(preview.origin)
    let wavesLeft = Number.POSITIVE_INFINITY
    let arrived = 0
    while (wavesLeft > 0) {
      wavesLeft = await preview.advance()
      const { newEntries } = await preview.poll()
      const now = await readJsonFeed(preview.origin)
      const known = new Set(before.map(({ id }) => id))
      const news = now.filter(({ id }) => !known.has(id))
      expect(news.length).toBe(newEntries)
      arrived += newEntries
      for (const reader of readers) {
        await reader.reload()
        expect(reader.unread()).toEqual(news)
        expect(reader.all()).toEqual(now)
        reader.markAllRead()
      }
      before = now
    }
    expect(arrived).toBeGreaterThan(5)
    for (const reader of readers) {
      await reader.reload()
      expect(await reader.printUnread()).toBe('0 unread articles')
    }
  })
})

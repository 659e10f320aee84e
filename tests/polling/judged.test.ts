import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashSegment, JUDGED_MAX } from '../../src/polling/judged.ts'
import { parseFeed } from '../../src/polling/parse-feed.ts'

const URL = 'https://feeds.example/rss.xml'
const item = (n: number) => `<item><title>Item ${n}</title></item>`
const rss = (...items: string[]) => `<rss version="2.0"><channel>${items.join('')}</channel></rss>`

async function read(text: string, hashes: readonly string[], seed = 'press en') {
  const feed = await parseFeed(new TextEncoder().encode(text), URL, { judged: { hashes, seed } })
  if (feed.kind === 'failed') throw new Error(feed.reason)
  return { ...feed, titles: feed.items.map(({ title }) => title) }
}

test('only what was not judged before is read, and all is counted', async () => {
  const first = await read(rss(item(1), item(2)), [])
  expect(first).toMatchObject({ seen: 2, titles: ['Item 1', 'Item 2'] })
  const second = await read(rss(item(3), item(1), item(2)), first.hashes)
  expect(second).toMatchObject({ seen: 3, refused: 0, titles: ['Item 3'] })
  expect((await read(rss(item(3), item(1)), second.hashes)).titles).toEqual([])
})

test('what is listed no longer is forgotten', async () => {
  const { hashes } = await read(rss(item(1), item(2)), [])
  expect((await read(rss(item(2)), hashes)).hashes).toEqual(hashes.slice(1))
})

test('an item that changed is read again, and so is all where the source counts as something else', async () => {
  const { hashes } = await read(rss(item(1)), [])
  expect((await read(rss(item(1).replace('Item', 'ITEM')), hashes)).titles).toEqual(['ITEM 1'])
  expect((await read(rss(item(1)), hashes, 'press tr')).titles).toEqual(['Item 1'])
})

test('a malformed item is never judged: it is counted and tried again', async () => {
  const text = rss(item(1), '<item><title>x</wrong></item>')
  const { hashes, refused } = await read(text, [])
  expect([hashes.length, refused]).toEqual([1, 1])
  expect(await read(text, hashes)).toMatchObject({ refused: 1, titles: [] })
})

test('at most JUDGED_MAX are remembered; what lies beyond is read each time', async () => {
  const text = rss(...Array.from({ length: JUDGED_MAX + 3 }, (_, n) => item(n)))
  const { hashes } = await read(text, [])
  expect(hashes).toHaveLength(JUDGED_MAX)
  expect((await read(text, hashes)).titles).toEqual([500, 501, 502].map((n) => `Item ${n}`))
})

test('hashes are short, and others for other texts', () => {
  const seen = new Map<string, string>()
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (text, n) => {
      for (const variant of [text, `${text}${n}`, `${n}${text}`]) {
        const hash = hashSegment(variant, '')
        expect(hash.length).toBeLessThanOrEqual(11)
        expect(seen.get(hash) ?? variant).toBe(variant)
        seen.set(hash, variant)
      }
    }),
    { numRuns: 5_000 },
  )
})

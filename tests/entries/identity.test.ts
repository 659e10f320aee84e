// A golden table. These ids are in the readers of every subscriber: if one of them changes, all of them see every
// entry a second time. Rows may be added, never changed.
import { expect, test } from 'vitest'
import { cleanUrl } from '../../src/entries/clean-url.ts'
import { disputeNamespace, entryId } from '../../src/entries/identity.ts'

const NAMESPACE = disputeNamespace('golden')

interface Case {
  name: string
  link?: string
  guid?: string
  title?: string
  dated?: string
  id: string
}

const GOLDEN: Case[] = [
  { name: 'a link', link: 'https://news.example/a', id: '1e5a2caa-79c7-5c52-9fe1-8d2929c54377' },
  {
    name: 'tracking, www, scheme, slash, fragment',
    link: 'http://www.news.example/a/?utm_source=rss&fbclid=1#top',
    id: '1e5a2caa-79c7-5c52-9fe1-8d2929c54377',
  },
  { name: 'order of parameters', link: 'https://news.example/a?b=2&a=1', id: 'dbf76574-d2d2-53e6-b4ae-8854d0ae87ed' },
  { name: 'the same, sorted', link: 'https://news.example/a?a=1&b=2', id: 'dbf76574-d2d2-53e6-b4ae-8854d0ae87ed' },
  {
    name: 'upper-case host, default port',
    link: 'HTTPS://News.Example:443/a',
    id: '1e5a2caa-79c7-5c52-9fe1-8d2929c54377',
  },
  {
    name: 'a path in another case is another page',
    link: 'https://news.example/A',
    id: 'e7eefe65-5413-5f69-a85a-a44a9d1145a5',
  },
  {
    name: 'a link beats a guid',
    link: 'https://news.example/a',
    guid: 'urn:x',
    id: '1e5a2caa-79c7-5c52-9fe1-8d2929c54377',
  },
  {
    name: 'Google News: the guid',
    link: 'https://news.google.com/rss/articles/CBMiX?oc=5',
    guid: 'CBMiX',
    id: 'af134742-a215-5e90-8ea1-2c8242c67f09',
  },
  {
    name: 'Google News under another address',
    link: 'https://news.google.com/rss/articles/Y?oc=5',
    guid: 'CBMiX',
    id: 'af134742-a215-5e90-8ea1-2c8242c67f09',
  },
  {
    name: 'case of percent-encodings',
    link: 'https://news.example/t%c3%bcrkiye',
    id: '1ceef2d1-13d5-59d7-a562-ff6b9a128508',
  },
  {
    name: 'the same, as a browser writes it',
    link: 'https://news.example/türkiye',
    id: '1ceef2d1-13d5-59d7-a562-ff6b9a128508',
  },
  {
    name: 'tracking behind an ampersand escaped twice',
    link: 'https://news.example/a?amp;utm_source=x',
    id: '1e5a2caa-79c7-5c52-9fe1-8d2929c54377',
  },
  {
    name: 'the front page is no address of an item',
    link: 'https://news.example/#x',
    guid: 'urn:x',
    id: 'fdeb6c84-9813-5885-865b-8056109ed25d',
  },
  { name: 'guid alone', guid: 'urn:x', id: 'fdeb6c84-9813-5885-865b-8056109ed25d' },
  {
    name: 'title and day',
    title: 'A title',
    dated: '2026-07-08T22:00:00.000Z',
    id: '47727cb0-fa56-5a76-ae37-398d8cfe75b1',
  },
  {
    name: 'the same day',
    title: 'A title',
    dated: '2026-07-08T01:00:00.000Z',
    id: '47727cb0-fa56-5a76-ae37-398d8cfe75b1',
  },
  {
    name: 'another day',
    title: 'A title',
    dated: '2026-07-09T01:00:00.000Z',
    id: 'ca98c9e4-9f79-5900-b23b-a27c72279b76',
  },
  { name: 'title alone', title: 'A title', id: 'c7d403a1-4e5a-5eb6-923d-601633014ce9' },
  {
    name: 'a link that is none',
    link: 'javascript:alert(1)',
    title: 'A title',
    id: 'c7d403a1-4e5a-5eb6-923d-601633014ce9',
  },
]

test.each(GOLDEN)('$name', ({ link, guid, title = 'Unused', dated, id }) => {
  const url = link === undefined ? null : (cleanUrl(link, 'https://feeds.example/rss')?.clean ?? null)
  expect(entryId({ sourceId: 'source', url, guid, title, dated: dated ?? null }, NAMESPACE)).toBe(id)
})

test('ids of another dispute are others', () => {
  const item = { sourceId: 'source', url: 'https://news.example/a', title: '', dated: null }
  expect(entryId(item, disputeNamespace('other'))).not.toBe(entryId(item, NAMESPACE))
})

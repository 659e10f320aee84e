import { describe, expect, it } from 'vitest'
import { checkSources } from '../../src/definition/check-sources.ts'
import type { Source } from '../../src/definition/source.ts'

const source: Source = {
  id: 'norland-post',
  title: 'Norland Post',
  url: 'https://post.example/rss',
  lang: 'nn-NO',
  country: 'NO',
  kind: 'press',
  timeZone: 'Europe/Oslo',
}

describe('checkSources', () => {
  it('has nothing to say of sound sources', () => {
    expect(checkSources([source, { ...source, id: 'b', url: 'http://b.example/feed?x=1' }])).toEqual([])
  })

  it.each<[string, readonly Source[], string]>([
    ['an empty list', [], 'There are no sources'],
    ['an id twice', [source, { ...source, url: 'https://b.example/' }], 'Source "norland-post" is listed twice'],
    ['a url twice', [source, { ...source, id: 'b' }], 'Source "b": source "norland-post" already has this url'],
    ['an odd id', [{ ...source, id: 'Post!' }], 'Source "Post!": the id may hold'],
    ['an empty title', [{ ...source, title: '' }], 'the title is empty'],
    ['no url', [{ ...source, url: 'post.example/rss' }], 'url "post.example/rss" is not an http'],
    ['another scheme', [{ ...source, url: 'ftp://post.example/rss' }], 'is not an http or https address'],
    ['a password', [{ ...source, url: 'https://a:b@post.example/' }], 'without a password'],
    ['an odd language', [{ ...source, lang: 'Norwegian' }], 'lang "Norwegian" is not a language tag'],
    ['an odd country', [{ ...source, country: 'no' }], 'country "no" is not known'],
    ['no such country', [{ ...source, country: 'XQ' }], 'country "XQ" is not known'],
    ['an odd kind', [{ ...source, kind: 'blog' as Source['kind'] }], 'kind "blog" is not known; use one of official'],
    ['an odd time zone', [{ ...source, timeZone: 'Oslo' }], 'timeZone "Oslo" is not known'],
  ])('names %s', (_, sources, sentence) => {
    expect(checkSources(sources).join('\n')).toContain(sentence)
  })
})

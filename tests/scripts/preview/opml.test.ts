import { describe, expect, test } from 'vitest'
import { readOpml } from '../../../scripts/preview/opml.ts'

const opml = (body: string) => `<?xml version="1.0"?><opml version="2.0"><head/><body>${body}</body></opml>\n`

describe('readOpml', () => {
  test('reads outlines at any depth, in order', () => {
    const result = readOpml(
      opml(`<outline text="Agencies"><outline text="Strait Wire" xmlUrl="https://a.example/rss" language="en-gb"/></outline>
        <outline text="x" title="Gündem &amp; Haber" type="rss" xmlUrl="http://b.example/"/>`),
    )
    expect(result).toEqual({
      ok: true,
      skipped: [],
      sources: [
        { id: 'strait-wire', title: 'Strait Wire', url: 'https://a.example/rss', lang: 'en-GB', kind: 'press' },
        { id: 'gundem-haber', title: 'Gündem & Haber', url: 'http://b.example/', lang: 'und', kind: 'press' },
      ],
    })
  })

  test('makes ids unique, also where a title has no Latin letter', () => {
    const result = readOpml(
      opml(
        ['News', 'NEWS!', 'News 2', 'Новости', 'Νέα']
          .map((title, n) => `<outline text="${title}" xmlUrl="https://a.example/${n}"/>`)
          .join(''),
      ),
    )
    expect(result.ok && result.sources.map(({ id }) => id)).toEqual([
      'news',
      'news-2',
      'news-2-2',
      'source',
      'source-2',
    ])
  })

  test('skips an address it cannot poll and one listed before, and says so', () => {
    const result = readOpml(
      opml(`<outline text="A" xmlUrl="https://a.example/rss"/><outline text="B" xmlUrl="https://a.example/rss"/>
        <outline text="C" xmlUrl="feed:nonsense"/><outline text="D" xmlUrl="javascript:alert(1)"/>`),
    )
    expect(result.ok && result.sources.map(({ title }) => title)).toEqual(['A'])
    expect(result.ok && result.skipped).toEqual([
      'https://a.example/rss: listed twice',
      'feed:nonsense: no http or https address',
      'javascript:alert(1): no http or https address',
    ])
  })

  test('takes the host as title and "und" as language where the file names none', () => {
    const result = readOpml(opml('<outline xmlUrl="https://news.example/rss" language="not a language"/>'))
    expect(result.ok && result.sources[0]).toMatchObject({ title: 'news.example', id: 'news-example', lang: 'und' })
  })

  test.each([
    ['an empty file', '', 'does not end with </opml>'],
    ['a text', 'hello', 'does not end with </opml>'],
    ['a feed', '<rss version="2.0"><channel/></rss>', 'does not end with </opml>'],
    [
      'a file cut off',
      opml('<outline text="A" xmlUrl="https://a.example/"/>').slice(0, -12),
      'does not end with </opml>',
    ],
    ['a root that only looks like it', '<x></opml>', 'it is no OPML that can be read'],
    ['a list without feeds', opml('<outline text="A"/>'), 'it lists no feed (an outline with xmlUrl)'],
    ['a list of bad addresses', opml('<outline text="A" xmlUrl="nonsense"/>'), 'nonsense: no http or https address'],
  ])('refuses %s', (_, text, reason) => {
    expect(readOpml(text)).toMatchObject({ ok: false, reason: expect.stringContaining(reason) })
  })
})

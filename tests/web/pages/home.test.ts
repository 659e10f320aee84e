import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { definition } from '../../../samples/definition.ts'
import { makeCard } from '../../../src/publishing/card.ts'
import { NO_FILTER } from '../../../src/publishing/filter.ts'
import type { Activity } from '../../../src/web/pages/activity-chart.tsx'
import { makeCoverage, makeTestCard, NOW, renderHome, SOURCES, textOf } from '../../support/pages.tsx'
import { makeSampleEntries, SAMPLE_SOURCES } from '../../support/sample-stories.ts'

const PAGE_MAX_BYTES = 60_000
const size = (html: string): number => new TextEncoder().encode(html).length

describe('a story', () => {
  test('says what was reported by whom and when, in its language, and why it is here', () => {
    const html = renderHome([
      makeTestCard({ lang: 'tr', title: 'S-400 kalıyor', summary: 'The ministry denies a sale.' }),
    ])
    expect(html).toContain('<h3 lang="tr"><a href="https://news.example/1">S-400 kalıyor</a></h3>')
    expect(html).toContain('<time datetime="2026-07-08T12:00:00.000Z">12:00 UTC</time> · 3 h ago')
    expect(html).toContain('<p class="q" lang="tr">The ministry <mark>denies</mark> a sale.</p>')
    expect(textOf(html)).toContain('Today, Wednesday, 8 July 2026 1 story')
    expect(textOf(html)).toMatch(/Outlet press 12:00 UTC/)
    expect(textOf(html)).toContain('Why it is here: S-400 and Turkey in the title. Evidence')
  })

  test('has its topics and acts as links to their view, and actors not', () => {
    const html = renderHome([makeTestCard()])
    expect(html).toMatch(/<a class="f0" href="\/\?term=s-400">S-400<\/a>/)
    expect(html).toMatch(/<a class="f3" href="\/\?term=denies">denies<\/a>/)
    expect(html).not.toMatch(/<a class="f\d" href="\/\?term=turkey">/)
  })

  test('names who reported it too', () => {
    const story = '00000000-0000-5000-8000-000000000001'
    const reports = Array.from({ length: 6 }, (_, i) =>
      makeTestCard({ id: `${story.slice(0, -1)}${i + 1}`, story, outlet: `Paper ${i + 1}` }),
    )
    const text = textOf(renderHome(reports))
    expect(text).toContain('Also reported by Paper 2, Paper 3, Paper 4 and 2 more')
    expect(text).toContain('All reports')
  })

  test('links to the web only, and shows nothing of a source as markup', () => {
    const bad = '<img src=x onerror=alert(1)>"\'&'
    const html = renderHome([
      makeTestCard({
        url: 'javascript:alert(1)',
        title: bad,
        summary: bad,
        outlet: bad,
        lang: '"><script>',
        reason: bad,
        evidence: [],
      }),
    ])
    expect(html).not.toContain('javascript:')
    expect(html).not.toMatch(/<img|<script/)
    expect(textOf(html)).toContain('&lt;img src=x onerror=alert(1)&gt;"\'&')
  })

  test.each(['ar', 'ar-EG', 'he'])('in %s is written from the right', (lang) => {
    expect(renderHome([makeTestCard({ lang })])).toContain(`<h3 lang="${lang}" dir="rtl">`)
  })

  test('without title, address, date or summary is shown all the same', () => {
    const text = textOf(
      renderHome([makeTestCard({ title: ' ', url: null, published: null, summary: '', evidence: [] })]),
    )
    expect(text).toContain('(no title)')
    expect(text).toContain('undated')
  })

  test('says when it is dated where that is long before', () => {
    const dated = (published: string) => textOf(renderHome([makeTestCard({ published })]))
    expect(dated('2026-07-08T11:00:00.000Z')).not.toContain('dated')
    expect(dated('2026-07-08T05:00:00.000Z')).toContain('dated 05:00 UTC')
    expect(dated('2026-07-02T05:00:00.000Z')).toContain('dated 2 Jul')
  })

  test('from weeks before is not counted to the day', () => {
    const old = makeTestCard({ id: '00000000-0000-5000-8000-000000000002', backfilled: true })
    expect(textOf(renderHome([makeTestCard(), old]))).toContain('8 July 2026 1 story, and 1 from weeks before')
  })
})

describe('the view', () => {
  const filter = { ...NO_FILTER, terms: ['caatsa'], kinds: ['official'] as const }
  const html = renderHome([], { filter })

  test('says itself in words and can be subscribed to, by hand and by a reader', () => {
    expect(textOf(html)).toContain('CAATSA; official sources: 0 stories')
    const query = 'kind=official&amp;term=caatsa'
    for (const [path, type] of [
      [`/feed.atom?${query}`, 'application/atom+xml'],
      [`/feed.json?${query}`, 'application/feed+json'],
    ]) {
      expect(html).toContain(`<a href="${path}">`)
      expect(html).toMatch(
        new RegExp(
          `<link rel="alternate" type="${type?.replace('+', '\\+')}" href="${path?.replaceAll(/[?.]/g, '\\$&')}"`,
        ),
      )
    }
    expect(html.match(/rel="alternate"/g)).toHaveLength(2)
  })

  test('has links that add one thing more, or take one out', () => {
    expect(html).toContain('<a href="/?kind=official&amp;term=caatsa&amp;term=s-400">S-400</a>')
    expect(html).toContain('<a href="/?kind=official" aria-current="true">CAATSA</a>')
    expect(html).toContain('<a href="/?term=caatsa" aria-current="true">official</a>')
  })

  test('has a form that keeps what the links chose', () => {
    const form = /<form action="\/">.*?<\/form>/s.exec(html)?.[0]
    expect(form).toContain('<input type="hidden" name="term" value="caatsa"/>')
    expect(form).toContain('<input type="hidden" name="kind" value="official"/>')
  })

  test('that the form narrowed shows it', () => {
    const asked = { ...NO_FILTER, terms: ['turkey'], sources: ['b'], q: '"words"', since: '2026-07-01T00:00:00.000Z' }
    const form = /<form action="\/">.*?<\/form>/s.exec(renderHome([], { filter: asked }))?.[0]
    expect(form).not.toContain('type="hidden"')
    expect(form).toContain('name="q" value="&quot;words&quot;"')
    expect(form).toContain('name="since" value="2026-07-01"')
    expect(form).toMatch(/<option value="turkey" selected(="")?>/)
    expect(form).toMatch(/<option value="b" selected(="")?>/)
  })
})

test('the page says which sources were heard, with a lamp for each', () => {
  const html = renderHome([], { coverage: makeCoverage(2, 3) })
  expect(textOf(html)).toContain('Coverage: heard 2 of 3 sources since 2026-07-07 15:00 UTC; not heard: Outlet 3.')
  expect(html).toMatch(/<path class="lit" d="(M[^M"]*){2}">/)
  expect(html).toMatch(/<path class="unlit" d="(M[^M"]*){1}">/)
})

describe('with nothing to show', () => {
  test('before the first poll it says when that is', () => {
    const text = textOf(renderHome([], { polledSince: undefined, coverage: makeCoverage(0, 2) }))
    expect(text).toContain('No entries yet')
    expect(text).toContain('The first poll is at 8 Jul, 15:10 UTC (in 10 min)')
  })

  test('after polls that found nothing it says since when is asked', () => {
    const text = textOf(renderHome([]))
    expect(text).toContain('No entries yet')
    expect(text).toContain('2 sources are asked every 20 minutes since 1 Jul, 00:00 UTC')
  })

  test('because of the filter it says so', () => {
    const text = textOf(renderHome([], { filter: { ...NO_FILTER, q: 'words' } }))
    expect(text).toContain('Nothing kept matches this view')
    expect(text).not.toContain('No entries yet')
  })

  test('because nothing is heard it says that silence means nothing', () => {
    const coverage = makeCoverage(0, 2)
    for (const cards of [[], [makeTestCard()]]) {
      const text = textOf(renderHome(cards, { coverage }))
      expect(text).toContain('No source can be heard')
      expect(text).not.toContain('No entries yet')
    }
  })
})

/** As large as a chart gets. */
const BUSY_MONTH: Activity = {
  title: 'Stories a day',
  topics: ['S-400', 'F-35', 'sanctions', 'CAATSA', 'fighter jets', 'other'],
  level: '299 stories today; usual for a day of a weekend is 123.',
  bars: Array.from({ length: 30 }, (_, i) => ({
    label: `${i + 1} Sep 2025`,
    stories: 170 + i,
    mentions: [123, 111, 109, 107, 103, 101],
    path: `/?since=2026-09-${i + 10}&until=2026-09-${i + 11}`,
  })),
}

describe('many stories', () => {
  const cards = makeSampleEntries(definition, NOW, 300).map(makeCard)
  const full = (html: string) => html.match(/class="note"/g)?.length ?? 0
  const brief = (html: string) => html.match(/<li class="brief">/g)?.length ?? 0

  test('fit in 60 kB: the newest in full, then brief ones, then a link that goes on with the next', () => {
    const html = renderHome(cards, { sources: SAMPLE_SOURCES, activity: BUSY_MONTH })
    expect(size(html)).toBeLessThan(PAGE_MAX_BYTES)
    expect(full(html)).toBeGreaterThan(12)
    expect(brief(html)).toBeGreaterThan(20)
    const next = /href="\/\?start=([\da-f-]+)">Older stories/.exec(html)?.[1]
    expect(next).toBeDefined()
    expect(html).not.toContain(`/stories/${next}"`)
  })

  test('are all shown in full where there is room for all', () => {
    const html = renderHome(cards.slice(0, 20), { activity: BUSY_MONTH })
    expect([full(html), brief(html)]).toEqual([14, 0]) // every third report belongs to the story before it
  })

  test('a hundred of the usual length are all on one page where they are short', () => {
    const short = cards
      .slice(0, 100)
      .map((card) => ({ ...card, title: 'S-400', excerpt: { ...card.excerpt, text: '', marks: [] } }))
    const html = renderHome(short)
    expect(size(html)).toBeLessThan(PAGE_MAX_BYTES)
    expect(full(html) + brief(html)).toBeGreaterThan(60)
  })

  test('of any length and any letters fit', () => {
    const text = (maxLength: number) => fc.string({ unit: 'binary', maxLength })
    const part = fc.record({
      title: fc.oneof(
        text(2000),
        fc.constantFrom('&', '"', 'я').map((letter) => letter.repeat(700)),
      ),
      summary: text(2000),
      outlet: text(200),
      url: text(300).map((path) => `https://a.example/${path}`),
      reason: text(400),
    })
    fc.assert(
      fc.property(fc.array(part, { minLength: 60, maxLength: 120 }), (parts) => {
        const many = parts.map((one, i) => makeTestCard({ ...one, id: `${i}`.padStart(36, '0'), evidence: [] }))
        expect(size(renderHome(many, { activity: BUSY_MONTH }))).toBeLessThan(PAGE_MAX_BYTES)
      }),
      { numRuns: 25 },
    )
  })
})

test('nothing on the page needs a script, a style of its own or another host', () => {
  const html = renderHome([makeTestCard({ url: null })], { sources: SOURCES })
  expect(html).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=/)
  expect(html).not.toMatch(/(src|href)="(https?:)?\/\//)
})

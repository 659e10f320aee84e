import { describe, expect, test } from 'vitest'
import { definition } from '../../../samples/definition.ts'
import type { Entry } from '../../../src/entries/entry.ts'
import { StoryPage } from '../../../src/web/pages/story.tsx'
import { makeTestEntry } from '../../support/make-entry.ts'
import { makeCoverage, NOW, textOf } from '../../support/pages.tsx'

const FIRST = makeTestEntry()
const OFFICIAL = makeTestEntry({
  id: '00000000-0000-5000-8000-000000000002',
  story: FIRST.id,
  firstSeen: '2026-07-08T14:30:00.000Z',
  published: null,
  publishedRaw: 'last <week>',
  url: 'data:text/html,x',
  lang: 'tr',
  source: { ...FIRST.source, id: 'b', title: 'Register', kind: 'official' },
  evidence: [
    ...FIRST.evidence,
    { term: 's-400', facet: 'system', field: 'title', text: 'S-400', start: 17, end: 22 },
    { term: 'turkey', facet: 'actor', field: 'source', text: 'country TR' },
    { term: 'gone', facet: 'gone', field: 'title', text: 'keeps', start: 7, end: 12 },
  ],
  rule: 'in-force',
})

const render = (...reports: [Entry, ...Entry[]]): string =>
  `${<StoryPage definition={definition} coverage={makeCoverage(2, 2)} reports={reports} rule="in-force" now={NOW} />}`

describe('the page of a story', () => {
  const html = render(FIRST, OFFICIAL)
  const text = textOf(html)

  test('has all reports in order of time', () => {
    expect(text).toContain('2 reports from 2 outlets, first seen 8 Jul, 12:00 UTC (3 h ago).')
    expect(text.indexOf('8 Jul, 12:00 UTC · 3 h ago')).toBeLessThan(text.indexOf('8 Jul, 14:30 UTC · 30 min ago'))
  })

  test('shows what was found where, each wording once', () => {
    expect(html).toContain('<mark>Turkey</mark> keeps the <mark>S-400</mark>')
    expect(text).toContain('Why it is here S-400 and Turkey in the title.')
    expect(html.match(/<q lang="tr">S-400<\/q>/g)).toHaveLength(1)
    expect(text).toContain('Turkey (title), country TR (the source)')
  })

  test('knows a term that the definition has no longer', () => {
    expect(html).toContain('<span class="f5">gone</span>')
  })

  test('names the rule of each report and its JSON', () => {
    expect(text).toContain('test , an earlier one')
    expect(text).toContain('in-force , in force')
    expect(html).toContain(`href="/api/entries/${OFFICIAL.id}"`)
  })

  test('says which date could not be read, and links to the web only', () => {
    expect(text).toContain('no date that can be read: “last &lt;week&gt;”')
    expect(html).not.toContain('data:text/html')
  })

  test('of a hundred reports stays below 60 kB', () => {
    const summary = 'Министерство отрицает: С-400 остаются в Турции, переговоры продолжаются. '.repeat(30)
    const many = Array.from({ length: 100 }, (_, i) =>
      makeTestEntry({
        id: `${i}`.padStart(36, '0'),
        summary,
        title: summary.slice(0, 140),
        evidence: FIRST.evidence.slice(2),
      }),
    )
    const page = render(FIRST, ...many)
    expect(new TextEncoder().encode(page).length).toBeLessThan(60_000)
    expect(textOf(page)).toContain('71 later reports of this story are not shown here.')
  })
})

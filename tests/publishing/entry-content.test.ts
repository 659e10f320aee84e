import fc from 'fast-check'
import { expect, test } from 'vitest'
import { definition } from '../../samples/definition.ts'
import type { Evidence } from '../../src/matching/match-result.ts'
import { cutSummary, renderContent } from '../../src/publishing/entry-content.ts'
import { renderTitle } from '../../src/publishing/entry-title.ts'
import { makeTestEntry } from '../support/make-entry.ts'

const found = (summary: string, text: string): Evidence => {
  const start = summary.indexOf(text)
  return { term: 's-400', facet: 'system', field: 'summary', text, start, end: start + text.length }
}

const marked = (summary: string, ...texts: string[]): string => {
  const { text, marks } = cutSummary(
    summary,
    texts.map((t) => found(summary, t)),
  )
  return marks.reduceRight(
    (all, { start, end }) => `${all.slice(0, start)}[${all.slice(start, end)}]${all.slice(end)}`,
    text,
  )
}

test('a short summary stays whole, with its evidence marked', () => {
  expect(marked('Ankara on the S-400.', 'S-400', 'Ankara')).toBe('[Ankara] on the [S-400].')
  expect(marked('')).toBe('')
})

test('a long one is cut around its first evidence, at spaces', () => {
  const text = marked(`${'before '.repeat(100)}the S-400 ${'after '.repeat(100)}`, 'S-400')
  expect(text).toMatch(/^…before (before )*the \[S-400\] after (after )*after…$/)
  expect(text.length).toBeLessThanOrEqual(304)
})

test('one without evidence is cut at its end', () => {
  expect(marked('word '.repeat(100))).toMatch(/^word (word )*word…$/)
})

test('a summary without spaces is cut all the same, and nothing outside is marked', () => {
  const summary = `${'x'.repeat(400)}S-400${'y'.repeat(400)}`
  expect(marked(summary, 'S-400')).toContain('[S-400]')
})

test('no window cuts a surrogate pair', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('😀', 'x', ' ', 'ü'), { maxLength: 400 }), fc.nat(500), (units, at) => {
      const summary = `${units.join('')} S-400 ${units.slice(0, at).join('')}`
      expect(cutSummary(summary, [found(summary, 'S-400')]).text.isWellFormed()).toBe(true)
    }),
  )
  expect(
    cutSummary(`${'😀'.repeat(200)}#S-400`, [found(`${'😀'.repeat(200)}#S-400`, 'S-400')]).text.isWellFormed(),
  ).toBe(true)
})

test('markup of a source is text', () => {
  const html = renderContent(makeTestEntry({ summary: 'a <b> & "c"', evidence: [], reason: '<i>' }), definition)
  expect(html).toContain('<p>a &lt;b&gt; &amp; &quot;c&quot;</p>')
  expect(html).not.toContain('<i>')
})

test('overlapping evidence is marked once, and spaces around marks stay', () => {
  const summary = 'the S-400 missiles now'
  const evidence = [found(summary, 'S-400'), found(summary, 'S-400 missiles'), found(summary, 'missiles')]
  expect(renderContent(makeTestEntry({ summary, evidence }), definition)).toContain(
    '<p>the <mark>S-400 missiles</mark> now</p>',
  )
})

test('evidence of the source is told as such', () => {
  const evidence: Evidence[] = [{ term: 'turkey', facet: 'actor', field: 'source', text: 'country TR' }]
  expect(renderContent(makeTestEntry({ evidence }), definition)).toContain('<li>Turkey: country TR (source)</li>')
})

test.each([
  ['en', 'Turkey keeps the S-400'],
  ['en-GB', 'Turkey keeps the S-400'],
  ['und', 'Turkey keeps the S-400'],
  ['tr', 'Turkey keeps the S-400 [TR: S-400; denies]'],
])('the title in %s', (lang, title) => {
  expect(renderTitle(makeTestEntry({ lang }), definition)).toBe(title)
})

test('a title that says nothing to scan still names its language, and none is still a title', () => {
  expect(renderTitle(makeTestEntry({ lang: 'ru', terms: ['turkey'] }), definition)).toBe('Turkey keeps the S-400 [RU]')
  expect(renderTitle(makeTestEntry({ title: '' }), definition)).toBe('(no title)')
})

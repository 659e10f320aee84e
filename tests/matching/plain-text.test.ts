import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beginPlainText, toPlainText } from '../../src/matching/plain-text.ts'
import { measureGrowth } from './growth.ts'

describe('toPlainText', () => {
  it.each([
    ['no markup:  two spaces\nstay', 'no markup:  two spaces\nstay'],
    ['S-<b>400</b> deal', 'S-400 deal'],
    ['S<span class="x > y">-</span>400', 'S-400'],
    ['<p>One</p><p>Two</p>', 'One Two'],
    ['One<br/>Two', 'One Two'],
    ['One<img src=x>Two', 'One Two'],
    ['S&#8209;400 &amp; S&amp;#x2011;400', 'S‑400 & S‑400'],
    ['T&uuml;rkiye&rsquo;nin', 'Türkiye’nin'],
    ['&lt;p&gt;Turkey&lt;/p&gt;', 'Turkey'],
    ['&amp;lt;b&amp;gt;Turkey', 'Turkey'],
    ['<![CDATA[S-400 <i>deal</i>]]>', 'S-400 deal'],
    ['a<!-- <p>hidden > --> b', 'a b'],
    ['<style>p { color: red }</style>text<script>if (a < b) x()</SCRIPT > end', 'text end'],
    ['<?xml version="1.0"?><!DOCTYPE html>text', 'text'],
    ['5 < 6 and 7 > 6', '5 < 6 and 7 > 6'],
    ['AT&T', 'AT&T'],
    ['an open <b', 'an open <b'],
    ['an open <!-- comment', 'an open <!-- comment'],
    ['<b title="open>text', 'text'],
    ['<script>never closed', 'never closed'],
    ['soft&shy;ly', 'soft\u00adly'],
    ['', ''],
  ])('%j', (html, text) => {
    expect(toPlainText(html)).toBe(text)
  })

  it('returns text without < and & as it is, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const plain = toPlainText(text)
        if (!/[<&]/.test(text)) expect(plain).toBe(text)
      }),
      { numRuns: 2_000 },
    )
  })

  it('takes out what was put in, for any words and tags', () => {
    const words = fc.array(fc.stringMatching(/^[a-zğüşç0-9]{1,8}$/), { minLength: 1, maxLength: 8 })
    const part = fc.constantFrom('<p>', '<br>', '</div>', ' ', '<img alt="a > b">', '<!-- x -->&nbsp;', '\n<td>')
    fc.assert(
      fc.property(words, fc.array(part, { minLength: 8, maxLength: 8 }), (texts, parts) => {
        const html = texts.map((text, i) => `<b>${text}</b>${parts[i]}`).join('')
        expect(toPlainText(html)).toBe(texts.join(' '))
      }),
      { numRuns: 1_000 },
    )
  })

  it.each([
    '<',
    '<b ',
    '<b x="',
    '<b x=\'y"',
    '<!--',
    '<![CDATA[',
    '<script>',
    '</',
    '<!',
    '&',
    '&amp;',
    '&amp;amp;lt;',
    '<p>a',
  ])('takes time in proportion to the text for %j', (text) => {
    expect(measureGrowth(toPlainText, text, 15)).toBeLessThanOrEqual(15)
    expect(measureGrowth((t) => toPlainText(`${t}>`), text, 15)).toBeLessThanOrEqual(15)
  })
})

describe('beginPlainText', () => {
  it('leaves out the end of a long text', () => {
    const html = '<p>One <b>two</b></p>'.repeat(100)
    const { text, isWhole } = beginPlainText(html, 50)
    expect(isWhole).toBe(false)
    expect(text.length).toBeGreaterThan(40)
    expect(text.length).toBeLessThan(60)
  })

  it('begins as the whole text does, whatever is left open', () => {
    const tags = [
      '<p>',
      '</p>',
      '<b>',
      '<a href="',
      "<i x='",
      '">',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<script>',
      '<',
      '>',
    ]
    const rest = [' ', '\n', '&', '&am', 'p;', '&amp;', '&lt;', '&gt;', '&amp;lt;', '&#60;', 'word', '😀', '</script>']
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...tags, ...rest), { maxLength: 60 }), fc.nat(40), (pieces, enough) => {
        const html = pieces.join('')
        const whole = toPlainText(html)
        const { text, isWhole } = beginPlainText(html, enough)
        expect(isWhole ? text === whole : whole.startsWith(text)).toBe(true)
      }),
      { numRuns: 5_000 },
    )
  })
})

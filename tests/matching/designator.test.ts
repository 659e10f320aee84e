import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defineDispute } from '../../src/definition/definition.ts'
import { createMatcher } from '../../src/matching/matcher.ts'

const { match } = createMatcher(
  defineDispute({
    id: 'designators',
    title: 'Designators',
    description: '',
    languages: [],
    facets: [{ id: 'system', label: 'a system' }],
    terms: [
      { id: 's-400', facet: 'system', label: 'S-400', designators: ['S-400'] },
      { id: 'f-35', facet: 'system', label: 'F-35', designators: ['F-35'] },
      { id: 'su-57', facet: 'system', label: 'Su-57', designators: ['Su-57'] },
    ],
    rule: 's-400',
    nearMiss: 'f-35',
  }),
)

/** The words found in a text, all terms together. */
const found = (text: string) => match({ title: text }).evidence.map((evidence) => evidence.text)

describe('a designator written once', () => {
  it.each([
    ['S-400', 'S-400'],
    ['the S400 deal', 'S400'],
    ['the S 400 deal', 'S 400'],
    ['S‑400 (no-break hyphen)', 'S‑400'],
    ['S–400, S — 400', 'S–400', 'S — 400'],
    ['s\u00a0400', 's\u00a0400'],
    ['#s400 #S_400 @s400', 's400', 'S_400', 's400'],
    ["S-400'lerin S-400’lerin S400lerin S-400lere", 'S-400', 'S-400', 'S400lerin', 'S-400lere'],
    ["F-35'e F-35te F-35in F-35", 'F-35', 'F-35te', 'F-35in', 'F-35'],
    ['S-400s, F-35s, F-35A, F-35Bs, F-35A/B', 'S-400s', 'F-35s', 'F-35A', 'F-35Bs', 'F-35A'],
    ['С-400 и Ф-35, с400', 'С-400', 'Ф-35', 'с400'],
    ['зенитный комплекс C-400', 'C-400'],
    ['Su-57, Су-57, Cy-57 и Су57', 'Su-57', 'Су-57', 'Cy-57', 'Су57'],
    ['Σ-400 και Φ-35', 'Σ-400', 'Φ-35'],
    ['إس-400 وإس 400 الإس-400 اس٤٠٠', 'إس-400', 'وإس 400', 'الإس-400', 'اس٤٠٠'],
    ['بـS-400 و F-35', 'S-400', 'F-35'],
    ['إف-35 اف ۳۵', 'إف-35', 'اف ۳۵'],
    ['俄制S-400防空导弹', 'S-400'],
    ['Ｓ－４００', 'Ｓ－４００'],
    ['S\u00ad-4\u200b00', 'S\u00ad-4\u200b00'],
    ['(S-400) "F-35" \'S-400\' non-S-400', 'S-400', 'F-35', 'S-400', 'S-400'],
    ['S-300/S-400, S-400.', 'S-400', 'S-400'],
    ["l'F-35", 'F-35'],
  ])('is found in %j', (text, ...words) => {
    expect(found(text)).toEqual(words)
  })

  it.each([
    'S-4000',
    'S-40',
    'S-4 00',
    'F-350',
    'F-3500',
    'XS-400',
    '1S-400',
    'AS-400 server',
    "legislature's 400th session",
    "Turkey's 400 soldiers",
    'S 400th',
    'S 400,000 people',
    'S-400.5',
    'F 35mm lens',
    'F-35km',
    'f/35',
    'the U.S. 400 million',
    'the U.S 400 million',
    'C-400 camera',
    'S-400x2000',
    'S400E5 chip',
    'SS-400',
    'S--400'.replace('--', ' . '),
    'S\n\n400',
    'Ы-400',
  ])('is not found in %j', (text) => {
    expect(found(text)).toEqual([])
  })

  const letters = { 's-400': ['S', 's', 'С', 'с', 'Ｓ', 'Ѕ', 'إس', '𝐒'], 'f-35': ['F', 'f', 'Ф', 'ф', 'Ｆ', 'إف'] }
  const digits = { 's-400': ['400', '４００', '٤٠٠', '۴۰۰', '4\u00ad00'], 'f-35': ['35', '３５', '٣٥', '𝟑𝟓'] }
  const term = fc.constantFrom<'s-400' | 'f-35'>('s-400', 'f-35')
  const separator = fc.constantFrom('', ' ', '-', '‐', '‑', '–', '—', '−', '－', '\u00a0', '_', ' - ', '- ', '\u200b-')
  const before = fc.constantFrom('', ' ', '#', '(', '"', "'", '«', 'и ', 'the ', 'Türkiye-', '/', '…', '🚀', '\n')
  const after = fc.constantFrom(
    '',
    ' ',
    '.',
    ', ',
    "'lerin",
    '’s',
    's',
    'A',
    'ler',
    ')',
    '»',
    '!',
    '-',
    ' системы',
    '…',
    '🚀',
  )

  it('is found in any spelling of its grammar', () => {
    const spelling = term.chain((id) =>
      fc.record({
        id: fc.constant(id),
        letter: fc.constantFrom(...letters[id]),
        separator,
        digits: fc.constantFrom(...digits[id]),
        before,
        after,
      }),
    )
    fc.assert(
      fc.property(spelling, (parts) => {
        const core = parts.letter + parts.separator + parts.digits
        const text = parts.before + core + parts.after
        const { evidence } = match({ title: text })
        expect(evidence.map((e) => e.term)).toEqual([parts.id])
        const { start, end, text: words = '' } = evidence[0] ?? {}
        expect(text.slice(start, end)).toBe(words)
        expect(start).toBe(parts.before.length)
        expect(words.startsWith(core)).toBe(true)
      }),
      { numRuns: 5_000 },
    )
  })

  it('is not found in any near-spelling', () => {
    const nearSpelling = term.chain((id) => {
      const letter = fc.constantFrom(...letters[id])
      const number = fc.constantFrom(...digits[id])
      const build = (l: string, s: string, d: string) => l + s + d
      return fc.oneof(
        fc.tuple(letter, separator, number, fc.constantFrom('0', '5', '٧')).map(([l, s, d, x]) => build(l, s, d + x)),
        fc.tuple(letter, separator, number, fc.constantFrom('1', '9')).map(([l, s, d, x]) => build(l, s, x + d)),
        fc
          .tuple(fc.constantFrom('X', 'a', '1', 'Я'), letter, separator, number)
          .filter(([, l]) => !/إ/.test(l))
          .map(([x, l, s, d]) => build(x + l, s, d)),
        fc
          .tuple(letter, separator, fc.nat(99_999))
          .filter(([, , n]) => n !== 400 && n !== 35)
          .map(([l, s, n]) => build(l, s, String(n))),
        fc
          .tuple(letter, separator, number, fc.constantFrom('th', 'mm', 'km', 'bn'))
          .map(([l, s, d, x]) => build(l, s, d + x)),
      )
    })
    fc.assert(
      fc.property(nearSpelling, before, (spelling, prefix) => {
        expect(found(prefix + spelling)).toEqual([])
      }),
      { numRuns: 5_000 },
    )
  })
})

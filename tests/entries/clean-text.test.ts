import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanText, truncateText } from '../../src/entries/clean-text.ts'

test('folds white space and removes what XML 1.0 forbids', () => {
  expect(cleanText(' a\u0000\u0007b\n\t c\uFFFE ')).toBe('ab c')
  expect(cleanText('a\uD800b')).toBe('a\uFFFDb')
  expect(cleanText('\u0085a\u0085\u0085b')).toBe('a b')
})

test('any text becomes text that XML 1.0 allows, and stays as it is the second time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const clean = cleanText(text)
      expect(clean.isWellFormed()).toBe(true)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the complement of Char, XML 1.0, section 2.2
      expect(clean).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/)
      expect(cleanText(clean)).toBe(clean)
    }),
  )
})

test('cuts at a length, never inside a surrogate pair', () => {
  expect(truncateText('abcdef', 6)).toBe('abcdef')
  expect(truncateText('abcdefg', 6)).toBe('abcde…')
  expect(truncateText('abcd😀fg', 6)).toBe('abcd…')
})

test('cuts between words, because the beginning of one may be another: "turkmenistan" is no "turk"', () => {
  expect(truncateText('in turkmenistan', 8)).toBe('in…')
  expect(truncateText('in turk menistan', 8)).toBe('in turk…')
  expect(truncateText(`in ${'x'.repeat(60)}`, 60)).toBe(`in ${'x'.repeat(56)}…`)
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalise } from '../../src/matching/normalise.ts'

describe('normalise', () => {
  it.each([
    ['TÜRKİYE Türkiye TURKIYE ışık', 'turkiye turkiye turkiye isik'],
    ['Tu\u0308rkiye', 'turkiye'],
    ['Ｓ－４００ ﬁne', 's-400 fine'],
    ['yap\u00adtı\u200brım', 'yaptirim'],
    ['ΚΥΡΏΣΕΙΣ κυρώσεις', 'κυρωσεισ κυρωσεισ'],
    ['Ёлка ёлка Йод', 'елка елка иод'],
    ['إس-٤٠٠ ۴۰۰', 'اس-400 400'],
    ['U.S. and N.A.T.O. but no. end.', 'us. and nato. but no. end.'],
    ['𝐒-𝟒𝟎𝟎', 's-400'],
    ['S\ud800-400', 's\ud800-400'],
    ['', ''],
  ])('folds %j', (text, folded) => {
    expect(normalise(text).toString()).toBe(folded)
  })

  it.each([
    ['TÃ¼rkiye yaptÄ±rÄ±m ÅŸart Ä°hracat', 'turkiye yaptirim sart ihracat'],
    ['Ð¢ÑƒÑ€Ñ†Ð¸Ñ\u008f', 'турция'],
    ['Ğ¡-400', 'с-400'],
    ['Erdoğanâ€™dan', 'erdogan’dan'],
    // What only looks like it.
    ['Ä Å Ñandú Ãlles â naïve', 'a a nandu alles a naive'],
  ])('undoes a wrong code page: %j', (text, folded) => {
    expect(normalise(text).toString()).toBe(folded)
  })

  it('knows for each unit which stretch of the text it stands for', () => {
    const { starts, ends, length } = normalise('a\u00adTu\u0308Ã¼𝐒!')
    expect([...starts.subarray(0, length)]).toEqual([0, 2, 3, 5, 7, 9])
    expect([...ends.subarray(0, length)]).toEqual([1, 3, 5, 7, 9, 10])
  })

  it('never throws, and its stretches follow each other, over arbitrary Unicode', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.array(fc.nat(0xffff), { maxLength: 60 }).map((units) => String.fromCharCode(...units)),
    )
    fc.assert(
      fc.property(anyText, (text) => {
        const { starts, ends, length } = normalise(text)
        let reached = 0
        for (let i = 0; i < length; i++) {
          const [start, end] = [starts[i] as number, ends[i] as number]
          const isPartOfSame = i > 0 && start === starts[i - 1]
          expect(start).toBeGreaterThanOrEqual(isPartOfSame ? 0 : reached)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          reached = end
        }
      }),
      { numRuns: 3_000 },
    )
  })

  it('gives the same units for a text and its composed and decomposed forms', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        fc.pre(!/[ÂÃÄÅÎÏÐĞÑØÙâ]/.test(text.normalize('NFC')))
        expect(normalise(text.normalize('NFD')).toString()).toBe(normalise(text.normalize('NFC')).toString())
      }),
      { numRuns: 1_000 },
    )
  })
})

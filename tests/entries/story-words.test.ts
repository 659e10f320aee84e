import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listStoryWords } from '../../src/entries/story-words.ts'

const stems = (text: string) => listStoryWords(text).map(({ stem }) => stem)

describe('listStoryWords', () => {
  it('cuts endings, folds letters and leaves out what says nothing', () => {
    expect(stems('The ministers are ministerial')).toEqual(['minist', 'minist'])
    expect(stems('Yaptırımları ve YAPTIRIMLAR')).toEqual(['yaptir', 'yaptir'])
    expect(stems("Türkiye'nin")).toEqual(['turkiy'])
  })

  it('reads a designator as one word however it is written, in any alphabet', () => {
    for (const text of ['X-400', 'X400', 'X 400', 'X‑400’ler', 'X-400s', 'x 400']) expect(stems(text)).toEqual(['x400'])
    expect(stems('С-400')).toEqual(['s400'])
    expect(stems('Made in a 400 year old town')).toContain('400')
  })

  it('reads numbers and ordinals apart from words', () => {
    expect(stems("12th 12'nci 12. 12-й")).toEqual(['12', '12', '12', '12'])
    expect(stems('second ikinci второй второго')).toEqual(['2.', '2.', '2.', '2.'])
    expect(stems('third üçüncü третий')).toEqual(['3.', '3.', '3.'])
    expect(listStoryWords('second 12').map(({ kind }) => kind)).toEqual(['number', 'number'])
  })

  it('writes names alike in every alphabet', () => {
    expect(stems('Нетаньяху Фидан Эрдоган')).toEqual(stems('Netanyahu Fidan Erdoğan'))
    expect(stems('Ερντογάν')).toEqual(stems('Erdogan'))
    expect(stems('Чавушоглу')).toEqual(stems('Çavuşoğlu'))
  })

  it('says where a word stands, in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        let last = 0
        for (const { stem, start, end } of listStoryWords(text)) {
          expect(stem).not.toBe('')
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          last = start
        }
      }),
    )
  })
})

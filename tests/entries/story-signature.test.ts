import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countDifferently, kindOf, makeSignature, TOKEN_CHARS } from '../../src/entries/story-signature.ts'
import { makeTestEntry } from '../support/make-entry.ts'

const SIGNATURE_MAX_BYTES = 320

const tokensOf = (text: string): readonly string[] => text.match(/.{3}/g) ?? []
const signTitle = (title: string) => makeSignature(makeTestEntry({ title, summary: '', evidence: [] }))

describe('makeSignature', () => {
  it('keeps id, story, time and what the entry says', () => {
    const [id, story, at, tokens, titleChars, numbers, length] = makeSignature(
      makeTestEntry({ title: 'Turkey keeps the S-400, 12 of them' }),
    )
    expect([id, story]).toEqual([makeTestEntry().id, makeTestEntry().id])
    expect(at).toBe(Date.parse('2026-07-08T10:00:00Z') / 60_000)
    expect(numbers).toBe('12')
    expect(length).toBe(0)
    // turkey, keeps, 12, them and two terms; S-400 is there as a term only.
    expect(titleChars).toBe(6 * TOKEN_CHARS)
    expect(tokensOf(tokens.slice(0, titleChars)).map(kindOf)).toEqual(['known', 'word', 'word', 'word', 'term', 'term'])
  })

  it('takes the first-seen time where there is no date', () => {
    const [, , at] = makeSignature(makeTestEntry({ published: null }))
    expect(at).toBe(Date.parse('2026-07-08T12:00:00Z') / 60_000)
  })

  it('is small, JSON and of distinct tokens for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 2_000 }),
        fc.lorem({ maxCount: 300 }),
        fc.string({ unit: 'binary' }),
        (some, words, date) => {
          for (const [title, summary] of [
            [some, words],
            [words, some],
          ] as const) {
            const signature = makeSignature(makeTestEntry({ title, summary, published: date }))
            const json = JSON.stringify(signature)
            expect(JSON.parse(json)).toEqual(signature)
            expect(new TextEncoder().encode(json).length).toBeLessThanOrEqual(SIGNATURE_MAX_BYTES)
            const tokens = tokensOf(signature[3])
            expect(tokens.join('')).toBe(signature[3])
            expect(new Set(tokens).size).toBe(tokens.length)
            expect(signature[4]).toBeLessThanOrEqual(signature[3].length)
          }
        },
      ),
    )
  })

  it('has tokens that are found only where they stand', () => {
    const [, , , row] = signTitle('alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike')
    for (const [i, token] of tokensOf(row).entries()) expect(row.indexOf(token)).toBe(i * TOKEN_CHARS)
  })
})

describe('countDifferently', () => {
  it.each([
    ['The 12th plane', 'The 13th plane', true],
    ['Second battery', 'Third battery', true],
    ['12 planes in 2026', '13 planes in 2026', true],
    ['12 planes', '12 planes, 3 bases', false],
    ['12 planes', 'Planes', false],
    ['12 planes', 'Second battery', false],
  ])('%s, %s: %s', (a, b, expected) => {
    expect(countDifferently(signTitle(a), signTitle(b))).toBe(expected)
    expect(countDifferently(signTitle(b), signTitle(a))).toBe(expected)
  })

  it('looks for a number in the whole of the other report', () => {
    const whole = makeSignature(
      makeTestEntry({ title: '3 bases named', summary: 'They take 12 planes.', evidence: [] }),
    )
    expect(countDifferently(signTitle('12 planes'), whole)).toBe(false)
  })
})

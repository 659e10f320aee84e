import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defineDispute, defineTerms, near } from '../../src/definition/definition.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import { adversarialTexts, measureGrowth } from './growth.ts'
import { tiny } from './tiny-definition.ts'

const terms = defineTerms([
  {
    id: 'sanctions',
    facet: 'any',
    label: 'sanctions',
    spellings: { en: ['sanction*'], tr: ['yaptırım*'], ru: ['санкци*'] },
  },
  { id: 'defence', facet: 'any', label: 'defence', spellings: { en: ['air defen* system*'], tr: ['hava savunma*'] } },
  { id: 'us', facet: 'any', label: 'US', acronyms: ['US', 'ABD'], spellings: { en: ['united states'] } },
  {
    id: 'turkey',
    facet: 'any',
    label: 'Turkey',
    spellings: { en: ['turkey'], tr: ['türkiye*'] },
    except: ['cold turkey', 'turkey breast*'],
  },
])
const definition = defineDispute({
  id: 'words',
  title: 'Words',
  description: '',
  languages: ['en', 'tr', 'ru'],
  facets: [{ id: 'any', label: 'anything' }],
  terms,
  rule: near(3, 'sanctions', ['turkey', 'us']),
  nearMiss: 'sanctions',
})
const { match } = createMatcher(definition)
const found = (title: string) => match({ title }).evidence.map(({ term, text }) => `${term}: ${text}`)

describe('words and phrases', () => {
  it.each<[string, ...string[]]>([
    [
      'Sanctions, SANCTIONED and sanctioning',
      'sanctions: Sanctions',
      'sanctions: SANCTIONED',
      'sanctions: sanctioning',
    ],
    [
      'yaptırımların YAPTIRIM yaptirimlarini',
      'sanctions: yaptırımların',
      'sanctions: YAPTIRIM',
      'sanctions: yaptirimlarini',
    ],
    ['против санкций', 'sanctions: санкций'],
    ['unsanctioned', ...[]],
    ['air-defence systems', 'defence: air-defence systems'],
    ['Air “defense” systems', 'defence: Air “defense” systems'],
    ['air defence. Systems', ...[]],
    ['air, defence system', ...[]],
    ["HAVA SAVUNMA'nın", 'defence: HAVA SAVUNMA'],
    ["Turkey's Türkiye'nin Turkeyish", 'turkey: Turkey', 'turkey: Türkiye'],
    ["the 'Turkey' and (Turkey)", 'turkey: Turkey', 'turkey: Turkey'],
    ['cold turkey, Turkey, turkey breasts', 'turkey: Turkey'],
    ['The US and U.S. and U.S.-made', 'us: US', 'us: U.S', 'us: U.S'],
    ["let us; ABD'nin; Abd al-Aziz", 'us: ABD'],
    ['THEY JOIN US TODAY', 'us: US'],
    ['slug of an address with us in it', 'us: us'],
    ['l’embargo des États-Unis; the “united states”', 'us: united states'],
    ['', ...[]],
  ])('%j', (text, ...findings) => {
    expect(found(text)).toEqual(findings)
  })

  it('counts words between the first and the last of what should be near', () => {
    expect(match({ title: 'Turkey one two three sanctions' }).matched).toBe(true)
    expect(match({ title: 'Turkey one two three four sanctions' }).matched).toBe(false)
    expect(match({ title: "Turkey's one-two three' sanctions" }).matched).toBe(true)
    expect(match({ title: 'sanctions', summary: 'Turkey' }).matched).toBe(false)
    expect(match({ title: 'x', summary: 'US x x x x x sanctions x x x US' }).matched).toBe(true)
  })

  it('shows no more of a term than a reader needs', () => {
    const { evidence } = match({ title: 'Turkey '.repeat(50) })
    expect(evidence.length).toBe(5)
  })

  const filler = fc.string({ unit: 'binary', maxLength: 30 })
  const word = fc.constantFrom(
    'Turkey',
    'TÜRKİYE',
    'Tu\u0308rkiye',
    'sanctions',
    'санкций',
    'TÃ¼rkiye',
    'air defence system',
    'S-400',
  )

  it('gives offsets that slice to the words shown, whatever stands around them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(filler, word), { maxLength: 6 }), filler, (parts, end) => {
        const title = parts.map(([before, text]) => `${before} ${text} `).join('') + end
        const { evidence } = match({ title, summary: title })
        for (const { field, text, start, end } of evidence) {
          expect(field).not.toBe('source')
          expect(title.slice(start, end)).toBe(text)
        }
      }),
      { numRuns: 3_000 },
    )
  })

  it('finds words whatever stands around them, if they stand apart', () => {
    fc.assert(
      fc.property(filler, filler, (before, after) => {
        const title = `${before}\n. Türkiye .\n${after}`
        expect(found(title)).toContain('turkey: Türkiye')
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('time', () => {
  it.each([...terms, ...tiny.terms])('grows with the text alone for texts made of $id', (term) => {
    for (const text of adversarialTexts(term))
      expect(measureGrowth((title) => match({ title }), text, 15)).toBeLessThanOrEqual(15)
  })

  it.each(['<', '<b ', '&', '&#', "'", 'Ã', 'â€', '\u0301', '\ud800', '.', 'U.', ' - ', '400'])(
    'grows with the text alone for %j',
    (text) => {
      expect(measureGrowth((title) => match({ title }), text, 15)).toBeLessThanOrEqual(15)
    },
  )
})

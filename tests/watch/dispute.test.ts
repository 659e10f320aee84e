import { describe, expect, it } from 'vitest'
import { checkDefinition } from '../../src/definition/check-definition.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import { dispute } from '../../src/watch/dispute.ts'
import { adversarialTexts, measureGrowth } from '../matching/growth.ts'
import { irrelevant, relevant } from './headlines.ts'
import { lookAlikes, reworded } from './headlines-in-other-words.ts'

const { match } = createMatcher(dispute)

describe('the shipped dispute', () => {
  it('has no problems', () => {
    expect(checkDefinition(dispute)).toEqual([])
  })

  it.each([...relevant, ...reworded])('wants [$lang] $title', (headline) => {
    const { matched, reason } = match(headline)
    expect({ matched, reason }).toEqual({ matched: true, reason })
  })

  it.each([...irrelevant, ...lookAlikes])('leaves out [$lang] $title', (headline) => {
    const { matched, reason } = match(headline)
    expect({ matched, reason }).toEqual({ matched: false, reason })
  })

  it('makes no act a condition', () => {
    const written = JSON.stringify([dispute.rule, dispute.nearMiss])
    for (const { id } of dispute.terms.filter((term) => term.facet === 'act')) expect(written).not.toContain(`"${id}"`)
    expect(written).not.toContain('"act"')
  })

  it('keeps the S-400 of others as a near miss', () => {
    expect(match({ title: 'India deploys third S-400 squadron near border' }).nearMiss).toBe(true)
    expect(match({ title: 'Galatasaray beat Fenerbahce' }).nearMiss).toBe(false)
  })

  it('never matches on Turkey or sanctions alone', () => {
    for (const title of ['Turkey', 'Türkiye', 'sanctions', 'yaptırımlar', 'Turkey sanctions', 'Турция санкции']) {
      expect(match({ title, lang: 'tr', country: 'TR' }).matched).toBe(false)
    }
  })

  it('shows the outlet as evidence where only the outlet is Turkish', () => {
    const result = match({ title: 'S-400’ler depoda', lang: 'tr' })
    expect(result.evidence).toContainEqual({ term: 'turkey', facet: 'actor', field: 'source', text: 'language tr' })
    expect(result.reason).toBe('S-400 in the title; Turkey by the source.')
  })

  it.each<[string, string, string]>([
    ['denies', 'Turkey denies S-400 resale', 'Ankara S-400 iddiasını yalanladı'],
    ['threatens', 'US threatens Turkey over S-400', 'ABD S-400 için tehdit etti'],
    ['signs', 'Turkey signed S-400 contract', 'S-400 için imzalar atıldı: anlaşma tamam'],
    ['delivers', 'S-400 delivery to Turkey begins', 'S-400 teslimatı başladı'],
    ['activates', 'Turkey to activate S-400', 'S-400 aktif hale getirilecek'],
    ['tests', 'Turkey tests S-400', 'S-400 için atış testi yapıldı'],
    ['stores', 'Turkey to put S-400 in storage', 'S-400’ler depoda tutulacak'],
    ['resells', 'Turkey may resell S-400', 'S-400 üçüncü ülkeye gidebilir'],
    ['expels', 'US expels Turkey from F-35', 'Türkiye F-35 programından çıkarıldı'],
    ['readmits', 'Turkey may rejoin F-35', 'Türkiye’nin F-35’e dönüşü'],
    ['imposes', 'US imposes CAATSA sanctions on Turkey', 'ABD’den Türkiye’ye CAATSA: yaptırım kararı'],
    ['waives', 'Congress may waive CAATSA for Turkey', 'CAATSA’dan muaf tutulma'],
    ['lifts', 'Trump to lift CAATSA sanctions on Turkey', 'CAATSA kaldırılıyor'],
    ['votes', 'Senate votes on F-35 for Turkey', 'Senato F-35 tasarısını oyladı'],
  ])('names the act: %s', (act, english, turkish) => {
    expect(match({ title: english, lang: 'en' }).terms).toContain(act)
    expect(match({ title: turkish, lang: 'tr' }).terms).toContain(act)
  })

  it.each(dispute.terms)('takes time in proportion to texts made of $id', { timeout: 60_000 }, (term) => {
    for (const text of adversarialTexts(term)) {
      expect(measureGrowth((title) => match({ title }), text, 15)).toBeLessThanOrEqual(15)
    }
  })
})

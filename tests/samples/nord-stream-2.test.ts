/** A second dispute, tracked without a change to the engine. */
import { describe, expect, it } from 'vitest'
import { dispute } from '../../samples/nord-stream-2/dispute.ts'
import { hidden } from '../../samples/nord-stream-2/hidden.ts'
import { sources } from '../../samples/nord-stream-2/sources.ts'
import { checkDefinition } from '../../src/definition/check-definition.ts'
import { checkSources } from '../../src/definition/check-sources.ts'
import { checkHidden } from '../../src/definition/hidden.ts'
import { createMatcher } from '../../src/matching/matcher.ts'

const { match } = createMatcher(dispute)

describe('the Nord Stream 2 dispute', () => {
  it('has no problems', () => {
    expect(checkDefinition(dispute)).toEqual([])
    expect(checkSources(sources)).toEqual([])
    expect(checkHidden(hidden)).toEqual([])
  })

  it.each([
    ['en', 'US sanctions two more firms over Nord Stream 2'],
    ['en', 'Biden waives NS2 sanctions on German-led operator'],
    ['en', 'senate votes down cruz bill on nord stream 2 sanctions'],
    ['en', 'Insurers leave Russian gas pipeline as Washington widens sanctions'],
    ['en', 'PEESA: pipe-laying ship Fortuna blacklisted'],
    ['de', 'USA verhängen Sanktionen gegen Nord Stream 2'],
    ['de', 'Ostsee-Pipeline: Senat stimmt über Sanktionen ab'],
    ['ru', 'США ввели санкции против «Северного потока — 2»'],
  ])('wants [%s] %s', (lang, title) => {
    expect(match({ title, lang })).toMatchObject({ matched: true, nearMiss: false })
  })

  it.each([
    ['en', 'Nord Stream 2 leak: sabotage suspected', 'Sanctions were not discussed.', true],
    ['en', 'Nord Stream 2 filled with gas', undefined, true],
    ['en', 'EU adopts new sanctions on Russia', undefined, false],
    ['de', 'Berlin diskutiert Heizungsgesetz', undefined, false],
  ])('leaves out [%s] %s', (lang, title, summary, nearMiss) => {
    expect(match({ title, summary, lang })).toMatchObject({ matched: false, nearMiss })
  })

  it('shows the outlet as evidence', () => {
    const { evidence } = match({ title: 'Sanktionen gegen russische Pipeline', lang: 'de' })
    expect(evidence.at(-1)).toEqual({ term: 'germany', facet: 'actor', field: 'source', text: 'language de' })
  })
})

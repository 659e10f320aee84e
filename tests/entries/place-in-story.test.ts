import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entry } from '../../src/entries/entry.ts'
import { RecentStories, SIGNATURES_MAX } from '../../src/entries/place-in-story.ts'
import { listSignatures, type SignatureList, signatureAt } from '../../src/entries/signature-list.ts'
import { makeSignature, type StorySignature } from '../../src/entries/story-signature.ts'
import { makeTestEntry } from '../support/make-entry.ts'

const sign = (id: string, title: string, part: Partial<Entry> = {}): StorySignature =>
  makeSignature(makeTestEntry({ id, title, summary: '', evidence: [], ...part }))

const anyEntry = fc.record({
  title: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('minister', 'base', 'plane', 'letter', '12', '13', 'second', 'leaves'), { maxLength: 6 })
      .map((words) => words.join(' ')),
  ),
  hour: fc.integer({ min: 0, max: 200 }),
})
const anyStream = fc
  .array(anyEntry, { maxLength: 25 })
  .map((entries) =>
    entries.map(({ title, hour }, i) =>
      sign(`e${i}`, title, { published: new Date(Date.UTC(2026, 0, 1, hour)).toISOString() }),
    ),
  )
const placeAll = (stream: readonly StorySignature[], recent = new RecentStories()) =>
  stream.map((signature) => recent.place(signature)[1])

describe('RecentStories', () => {
  it('puts alike reports in the story of the first, others in their own', () => {
    const stories = placeAll([
      sign('a', 'Minister signs harbour contract in Izmir'),
      sign('b', 'Storm closes the northern ferry line'),
      sign('c', 'Harbour contract for Izmir signed by minister'),
      sign('d', 'Izmir harbour contract signed'),
    ])
    expect(stories).toEqual(['a', 'b', 'a', 'a'])
  })

  it('forgets with time', () => {
    const title = 'Minister signs harbour contract in Izmir'
    const at = (day: number) => ({ published: `2026-07-0${day}T10:00:00Z` })
    expect(placeAll([sign('a', title, at(1)), sign('b', title, at(2))])).toEqual(['a', 'a'])
    expect(placeAll([sign('a', title, at(1)), sign('b', title, at(5))])).toEqual(['a', 'b'])
  })

  it('weighs rare words more than what every entry says', () => {
    const common = (rare: string) => `Council debates the budget of the ${rare}`
    const rares = ['zoo', 'quay', 'mill', 'abbey', 'tunnel', 'library', 'stadium', 'viaduct', 'orchard', 'glacier']
    const past = Array.from({ length: 100 }, (_, i) =>
      sign(`p${i}`, common(`${rares[i % 10]}${i}`), { published: '2026-06-01T00:00:00Z' }),
    )
    const pair = [
      sign('a', common('observatory')),
      sign('b', common('aqueduct')),
      sign('c', common('observatory roof')),
    ]
    expect(placeAll(pair)).toEqual(['a', 'a', 'a'])
    const recent = new RecentStories()
    placeAll(past, recent)
    expect(placeAll(pair, recent)).toEqual(['a', 'b', 'a'])
  })

  it('gives every entry its own id or that of an entry before it, whose story it then shares', () => {
    fc.assert(
      fc.property(anyStream, (stream) => {
        const stories = placeAll(stream)
        for (const [i, story] of stories.entries()) {
          const first = stream.findIndex(([id]) => id === story)
          expect(first).toBeLessThanOrEqual(i)
          expect(stories[first]).toBe(story)
        }
      }),
    )
  })

  it('decides the same again, in one go or from what was stored in between', () => {
    fc.assert(
      fc.property(anyStream, fc.nat(25), (stream, at) => {
        const whole = placeAll(stream)
        expect(placeAll(stream)).toEqual(whole)
        const before = new RecentStories()
        const start = placeAll(stream.slice(0, at), before)
        const stored: SignatureList = JSON.parse(JSON.stringify(before.list))
        expect([...start, ...placeAll(stream.slice(at), new RecentStories(stored))]).toEqual(whole)
      }),
    )
  })

  it('at worst splits a story where recent entries are missing', () => {
    fc.assert(
      fc.property(anyStream, fc.infiniteStream(fc.boolean()), (stream, isKept) => {
        const all = new RecentStories()
        placeAll(stream, all)
        const kept = all.list.ids.map((_, i) => signatureAt(all.list, i)).filter(() => isKept.next().value)
        const entry = sign('new', 'minister leaves base', { published: '2026-01-05T00:00:00Z' })
        const [, story] = new RecentStories(listSignatures(kept)).place(entry)
        expect(['new', ...kept.map((signature) => signature[1])]).toContain(story)
      }),
    )
  })

  it('keeps the story of an entry that it remembers, and of one that is restored', () => {
    const recent = new RecentStories()
    const [first] = placeAll([sign('a', 'Storm closes the northern ferry line')], recent)
    expect(placeAll([sign('a', 'Another title altogether')], recent)).toEqual([first])
    expect(recent.list.ids).toHaveLength(1)
    const restored = recent.restore(sign('b', 'Ferry line closed by storm', { story: 'elsewhere' }))
    expect(restored[1]).toBe('elsewhere')
    expect(placeAll([sign('c', 'Ferry line closed by storm')], recent)).toEqual(['elsewhere'])
  })

  it('forgets what could not be stored, and nothing else', () => {
    const recent = new RecentStories()
    placeAll([sign('a', 'Storm closes the ferry line'), sign('b', 'Minister signs contract')], recent)
    const before = structuredClone(recent.list)
    placeAll([sign('c', 'Council debates the budget')], recent)
    recent.forget('c')
    recent.forget('never placed')
    expect(recent.list).toEqual(before)
    recent.forget('a')
    expect(placeAll([sign('d', 'Minister signs contract'), sign('e', 'Storm closes the ferry line')], recent)).toEqual([
      'b',
      'e',
    ])
  })

  it('remembers the newest only', () => {
    const recent = new RecentStories()
    placeAll([sign('first', 'Minister signs harbour contract')], recent)
    for (let i = 1; i < SIGNATURES_MAX; i++) recent.restore(sign(`e${i}`, `${i}`))
    expect(recent.list.ids).toHaveLength(SIGNATURES_MAX)
    expect(recent.has('first')).toBe(true)
    recent.restore(sign('e500', '500'))
    expect(recent.list.ids.length).toBeLessThan(SIGNATURES_MAX)
    expect(recent.has('first')).toBe(false)
    expect(recent.has('e500')).toBe(true)
    expect(placeAll([sign('late', 'Minister signs harbour contract')], recent)).toEqual(['late'])
    // The row of tokens still fits the list: a later one is found in its place.
    expect(placeAll([sign('again', '250')], recent)).toEqual(['e250'])
  })

  it('makes nothing of entries without words', () => {
    expect(placeAll([sign('a', ''), sign('b', '…'), sign('c', '')])).toEqual(['a', 'b', 'c'])
  })
})

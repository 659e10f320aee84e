import { describe, expect, it } from 'vitest'
import { RecentStories } from '../../src/entries/place-in-story.ts'
import { makeSignature } from '../../src/entries/story-signature.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import { dispute } from '../../src/watch/dispute.ts'
import { differentEvents, differentOnceWordsAreKnown, type Report, sameEvent } from './story-reports.ts'

const matcher = createMatcher(dispute)
const START = Date.UTC(2026, 0, 10, 8)
const MONTH_MS = 30 * 24 * 3_600_000

/** The place in the list of the first report of each report's story. */
function divide(reports: readonly Report[], recent = new RecentStories(), start = START): readonly number[] {
  const names = reports.map((_, i) => `${start}-${i}`)
  return reports.map(({ title, summary = '', lang, after = 0 }, i) => {
    const id = names[i] as string
    const { evidence } = matcher.match({ title, summary, lang })
    const firstSeen = new Date(start + after * 3_600_000).toISOString()
    return names.indexOf(
      recent.place(makeSignature({ id, story: id, title, summary, evidence, published: null, firstSeen }))[1],
    )
  })
}

describe('stories of the shipped dispute', () => {
  it.each(sameEvent.map((reports) => [reports[0]?.title, reports] as const))('are one: %s', (_, reports) => {
    expect(divide(reports)).toEqual(reports.map(() => 0))
  })

  it.each(differentEvents.map((reports) => [reports[0]?.title, reports] as const))('are several: %s', (_, reports) => {
    expect(divide(reports)).toEqual(reports.map((_, i) => i))
  })

  it('are the same in a stream, the events a month apart', () => {
    const recent = new RecentStories()
    const several = [...differentEvents, ...differentOnceWordsAreKnown]
    const divided = [...sameEvent, ...several].map((reports, i) => divide(reports, recent, START + i * MONTH_MS))
    expect(divided).toEqual([
      ...sameEvent.map((reports) => reports.map(() => 0)),
      ...several.map((reports) => reports.map((_, i) => i)),
    ])
  })

  it('are the same where they come mixed within a day', () => {
    const mixed = sameEvent.flatMap((reports, event) => reports.map((report) => ({ ...report, event })))
    mixed.sort((a, b) => (a.after ?? 0) - (b.after ?? 0))
    const firsts = mixed.map(({ event }) => mixed.findIndex((report) => report.event === event))
    expect(divide(mixed)).toEqual(firsts)
  })
})

/** CPU of placing entries in stories: what one new entry costs against a full list of recent ones, cold and warm. */
import { RecentStories, SIGNATURES_MAX } from '../src/entries/place-in-story.ts'
import { makeSignature, type StorySignature } from '../src/entries/story-signature.ts'

const ROUNDS = 200
const SUMMARY_WORDS = 40
const START = Date.UTC(2026, 0, 1)

/** The same words every time: syllables by a linear congruential generator, common ones more often. */
let state = 1
const random = (): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
}
const word = (): string =>
  Array.from({ length: 3 }, () => 'bdklmnprst'.charAt(random() ** 2 * 10) + 'aeiou'.charAt(random() * 5)).join('')
const text = (words: number): string => Array.from({ length: words }, word).join(' ')

function makeEntry(index: number) {
  const title = `S-400 ${text(10)}`
  return {
    id: `00000000-0000-5000-8000-${String(index).padStart(12, '0')}`,
    story: '',
    title,
    summary: text(SUMMARY_WORDS),
    evidence: Array.from({ length: 8 }, (_, i) => {
      return {
        term: `term-${(index + i) % 30}`,
        facet: 'act',
        field: 'title' as const,
        text: 'S-400',
        start: 0,
        end: 5,
      }
    }),
    published: null,
    firstSeen: new Date(START + index * 60_000).toISOString(),
  }
}

// Made without running what is measured, so that the first round is cold: as much text as real signatures have.
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const token = (): string =>
  letters.charAt(random() * 8) + letters.charAt(random() ** 2 * 64) + letters.charAt(random() * 64)
const tokens = (count: number): string => Array.from({ length: count }, token).join('')
const recent = Array.from({ length: SIGNATURES_MAX }, (_, i): StorySignature => {
  const { id } = makeEntry(i)
  return [id, id, START / 60_000 + i, [12, 8, 26, 8].map(tokens).join('.'), '']
})
const entries = Array.from({ length: ROUNDS }, (_, i) => makeEntry(SIGNATURES_MAX + i))

const times = entries.map((entry) => {
  const before = process.cpuUsage()
  const start = performance.now()
  new RecentStories(recent).place(makeSignature(entry))
  const wall = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  return { cpu: (user + system) / 1_000, wall }
})
const sorted = times.map(({ wall }) => wall).sort((a, b) => a - b)
const show = (ms: number | undefined): string => `${(ms ?? 0).toFixed(2)} ms`
const bytes = JSON.stringify(recent).length
process.stdout.write(
  [
    `one new entry against ${SIGNATURES_MAX} recent ones (${bytes} bytes of JSON), list and signature made anew each time`,
    `first: ${show(times[0]?.wall)} (CPU of all threads ${show(times[0]?.cpu)}), second: ${show(times[1]?.wall)}`,
    `median of ${ROUNDS}: ${show(sorted[ROUNDS >> 1])}, 95 %: ${show(sorted[Math.floor(ROUNDS * 0.95)])}`,
    '',
  ].join('\n'),
)

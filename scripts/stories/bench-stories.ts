/**
 * CPU of placing an entry in a story: what one new entry costs against a full list of recent ones, which is read from
 * its JSON as in a poll. Each cold figure is the first call in a process of its own, each warm one a call after many in
 * this process.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { RecentStories, SIGNATURES_MAX } from '../../src/entries/place-in-story.ts'
import { makeSignature, type StoryEntry } from '../../src/entries/story-signature.ts'
import { normalise } from '../../src/matching/normalise.ts'
import { splitWords } from '../../src/matching/words.ts'

const COLD_RUNS = 150
const WARM_RUNS = 500
const TITLE_WORDS = 11
const SUMMARY_WORDS = 30
const TERMS = 60
const VOCABULARY = 4_000

interface Case {
  readonly entry: StoryEntry
  /** The signatures of recent entries, as they are stored. */
  readonly stored: string
}

function makeEntries(count: number): readonly StoryEntry[] {
  let state = 1
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  /** Zipf's law, roughly: word n comes in proportion to 1/n, as in news of one subject. */
  const rank = (of: number): number => Math.floor(of ** random()) - 1
  const word = (): string => {
    const n = rank(VOCABULARY) * 7_919
    const syllable = (i: number) => 'bdfklmnprs'.charAt(i % 10) + 'aeiou'.charAt(i % 5)
    return [n, n / 10, n / 100, n / 1_000].map((part) => syllable(Math.floor(part))).join('')
  }
  const text = (words: number): string => Array.from({ length: words }, word).join(' ')
  const evidence = () => ({ term: `term-${rank(TERMS)}`, facet: 'act', text: 'x', start: 0, end: 1 })
  return Array.from({ length: count }, (_, i) => ({
    id: `00000000-0000-5000-8000-${String(i).padStart(12, '0')}`,
    story: '',
    title: text(TITLE_WORDS),
    summary: text(SUMMARY_WORDS),
    evidence: Array.from({ length: 12 }, (_, k) => ({ ...evidence(), field: k < 6 ? 'title' : 'summary' })),
    published: null,
    firstSeen: new Date(Date.UTC(2026, 0, 1, 0, i)).toISOString(),
  }))
}

/** Milliseconds of CPU of this thread: other programs on the machine do not count. */
function measure({ entry, stored }: Case): number {
  splitWords(normalise(`${entry.title} ${entry.summary}`)) // as the matcher has, by the time an entry is made
  globalThis.gc?.({ type: 'minor' }) // what starting the process left is not to be collected in what is measured
  const before = process.threadCpuUsage()
  new RecentStories(JSON.parse(stored)).place(makeSignature(entry))
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1_000
}

/** The mean, because the clock of CPU time may tick in steps longer than what is measured. */
function mean(times: readonly number[]): string {
  return `${(times.reduce((sum, time) => sum + time, 0) / times.length).toFixed(2)} ms`
}

if (process.argv[2] === 'cold') {
  process.stdout.write(String(measure(JSON.parse(readFileSync(0, 'utf8')))))
} else {
  const entries = makeEntries(SIGNATURES_MAX + WARM_RUNS)
  const stories = new RecentStories()
  for (const entry of entries.slice(0, SIGNATURES_MAX)) stories.place(makeSignature(entry))
  const stored = JSON.stringify(stories.list)
  const fresh = entries.slice(SIGNATURES_MAX)
  const cold = fresh.slice(0, COLD_RUNS).map((entry) => {
    const { stdout } = spawnSync(process.execPath, ['--expose-gc', import.meta.filename, 'cold'], {
      input: JSON.stringify({ entry, stored }),
      encoding: 'utf8',
    })
    return Number(stdout)
  })
  const warm = fresh.map((entry) => measure({ entry, stored }))
  process.stdout.write(
    `one new entry against ${SIGNATURES_MAX} recent ones, read from ${stored.length} bytes of JSON:\n` +
      `mean of the first call in ${COLD_RUNS} processes ${mean(cold)}, of ${WARM_RUNS} calls in one ${mean(warm)}\n`,
  )
}

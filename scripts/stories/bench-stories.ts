/**
 * CPU of placing an entry in a story: what one new entry costs against a full list of recent ones. Each cold figure is
 * the first call in a process of its own, each warm one a call after many in this process.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { RecentStories, SIGNATURES_MAX } from '../../src/entries/place-in-story.ts'
import { makeSignature, type StoryEntry, type StorySignature } from '../../src/entries/story-signature.ts'
import { normalise } from '../../src/matching/normalise.ts'
import { splitWords } from '../../src/matching/words.ts'

const COLD_RUNS = 60
const WARM_RUNS = 500
const TITLE_WORDS = 11
const SUMMARY_WORDS = 30
const TERMS = 60
const VOCABULARY = 4_000

interface Case {
  readonly entry: StoryEntry
  readonly recent: readonly StorySignature[]
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
function measure({ entry, recent }: Case): number {
  splitWords(normalise(`${entry.title} ${entry.summary}`)) // as the matcher has, by the time an entry is made
  const before = process.threadCpuUsage()
  new RecentStories(recent).place(makeSignature(entry))
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
  const recent = stories.signatures
  const fresh = entries.slice(SIGNATURES_MAX)
  const cold = fresh.slice(0, COLD_RUNS).map((entry) => {
    const { stdout } = spawnSync(process.execPath, [import.meta.filename, 'cold'], {
      input: JSON.stringify({ entry, recent }),
      encoding: 'utf8',
    })
    return Number(stdout)
  })
  const warm = fresh.map((entry) => measure({ entry, recent }))
  const bytes = JSON.stringify(recent).length
  process.stdout.write(
    `one new entry against ${recent.length} recent ones, which are ${bytes} bytes of JSON:\n` +
      `mean of the first call in ${COLD_RUNS} processes ${mean(cold)}, of ${WARM_RUNS} calls in one ${mean(warm)}\n`,
  )
}

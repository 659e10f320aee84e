import type { Term } from '../../src/definition/definition.ts'

const BASE_LENGTH = 3_000
const FACTOR = 10
const RUNS = 9
const MEASURED_MS = 0.1
const TIMES_MAX = 1_000
/** What the clock can tell apart. */
const CLOCK_MS = 0.001
/** A busy machine spoils measurements; what grows with the square of the text (100 times) fails all of them. */
const ATTEMPTS = 40

/** Texts that come close to a term again and again: its words, their beginnings, and what separates them. */
export function adversarialTexts(term: Term): readonly string[] {
  const written = [...(term.designators ?? []), ...(term.acronyms ?? []), ...Object.values(term.spellings ?? {}).flat()]
  const plain = [...written, ...(term.except ?? [])].map((spelling) => spelling.replaceAll('*', ''))
  const unfinished = plain.map((text) => text.slice(0, -1))
  const firstWords = plain.map((text) => text.split(/[ -]/)[0] ?? text)
  return [
    `${plain.join(' ')} `,
    `${unfinished.join(' ')} `,
    plain.join('').replaceAll(' ', ''),
    `${plain.join("'")}'`,
    `${firstWords.join("'")}'`,
    `${firstWords.join(' ')} `,
    `${plain.join('\u00ad-')}\u00ad-`,
  ]
}

/** How many times longer `run` takes for ten times the text: the first measurement within the limit, or the best. */
export function measureGrowth(run: (text: string) => unknown, repeated: string, limit: number): number {
  const short = repeated.repeat(Math.ceil(BASE_LENGTH / repeated.length))
  const long = short.repeat(FACTOR)
  let best = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < ATTEMPTS && best > limit; attempt++) {
    best = Math.min(best, fastest(() => run(long)) / fastest(() => run(short)))
  }
  return best
}

/** Milliseconds of one run; what takes less than the clock can tell is run many times in a row. */
function fastest(run: () => unknown): number {
  const first = measure(run, 1)
  const times = Math.min(TIMES_MAX, Math.max(1, Math.ceil(MEASURED_MS / first)))
  let best = first
  for (let i = 0; i < RUNS; i++) best = Math.min(best, measure(run, times))
  return best
}

function measure(run: () => unknown, times: number): number {
  const start = performance.now()
  for (let i = 0; i < times; i++) run()
  return Math.max(performance.now() - start, CLOCK_MS) / times
}

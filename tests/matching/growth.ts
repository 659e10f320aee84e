import type { Term } from '../../src/definition/definition.ts'

const BASE_LENGTH = 3_000
const FACTOR = 10
const RUNS = 9
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

function fastest(run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < RUNS; i++) {
    const start = performance.now()
    run()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

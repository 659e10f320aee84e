/** The middle value, or the mean of the two in the middle; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2
}

/** Rounded to so many digits behind the point. */
export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits))
}

/** Runs `run` for round 0, 1, …: at least `min` times, and at most `max` or until the time is over. */
export async function repeat(
  { min, max, untilMs }: { readonly min: number; readonly max: number; readonly untilMs: number },
  run: (round: number) => Promise<void>,
): Promise<number> {
  let round = 0
  while (round < min || (round < max && performance.now() < untilMs)) await run(round++)
  return round
}

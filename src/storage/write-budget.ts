// KV's writes are counted by the UTC day and refused above a quota (1,000 on the free plan). Counted here, so that what
// can be made again is given up first: views. Entries and the state are written as long as KV takes them. Pure.

export const KV_FREE_WRITES_PER_DAY = 1_000
/** What is kept for the entries that may still come today. */
const ENTRY_RESERVE = 100

const TICK_MS = 10 * 60_000
const DAY_MS = 86_400_000

export interface WriteCount {
  /** UTC, "2026-07-08". */
  readonly day: string
  readonly count: number
}

export function addWrites(known: WriteCount | undefined, added: number, now: number): WriteCount {
  return { day: dayOf(now), count: countToday(known, now) + added }
}

/** A count of another day is none. */
export function countToday(known: WriteCount | undefined, now: number): number {
  return known?.day === dayOf(now) ? known.count : 0
}

/** Whether views may be written: enough must stay for a state in every poll tick until midnight, and for entries. */
export function mayWriteViews(used: number, writes: number, perDay: number, now: number): boolean {
  const ticksToCome = Math.ceil((DAY_MS - (now % DAY_MS)) / TICK_MS)
  return used + writes + ticksToCome + ENTRY_RESERVE <= perDay
}

/** What a state that got lost had counted, at most: its entries of today, and a write in every tick until now. */
export function estimateWrites(recent: readonly (readonly [id: string, firstSeen: string])[], now: number): WriteCount {
  const day = dayOf(now)
  const entries = recent.filter(([, firstSeen]) => firstSeen.startsWith(day)).length
  return { day, count: recent.length === 0 ? 0 : entries + Math.floor((now % DAY_MS) / TICK_MS) }
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

// KV's writes are counted by the UTC day and refused above a quota (1,000 on the free plan). Counted here, so that what
// can be made again is given up first: views. Entries and the state are written as long as KV takes them. Pure.

export const KV_FREE_WRITES_PER_DAY = 1_000
/** Writes of a day that are not counted: the index and the activity. */
const INDEX_WRITES_MAX = 20
/** A write of all signatures comes at most with so many entries (see STATE_SIGNATURES_MAX). */
export const ENTRIES_PER_STORIES_WRITE = 32
/** So many entries a day are reckoned with, until a day shows that it brings more. */
const BUSY_DAY_ENTRIES = 300

const TICK_MS = 10 * 60_000
const DAY_MS = 86_400_000
const TICKS_A_DAY = DAY_MS / TICK_MS

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

export interface WritesToday {
  /** By polls: entries, and the state once a tick. */
  readonly polls: number
  readonly views: number
}

/**
 * Whether `writes` more may go to views: enough must stay for a state in every poll tick until midnight, and for the
 * entries of a busy day in the time that is left, or of this day if it is a busier one.
 */
export function mayWriteViews({ polls, views }: WritesToday, writes: number, perDay: number, now: number): boolean {
  const passed = (now % DAY_MS) / DAY_MS
  const ticksToCome = Math.ceil((1 - passed) * TICKS_A_DAY)
  const writesToday = Math.max(0, polls - passed * TICKS_A_DAY)
  // Over half a day at least: a burst in the morning is not the pace of a day.
  const pace = Math.max(countWithStories(BUSY_DAY_ENTRIES), writesToday / Math.max(passed, 0.5))
  return polls + views + writes + INDEX_WRITES_MAX + ticksToCome + (1 - passed) * pace <= perDay
}

/** What a state that got lost had counted, at most: its entries of today, and a write in every tick until now. */
export function estimateWrites(recent: readonly (readonly [id: string, firstSeen: string])[], now: number): WriteCount {
  const day = dayOf(now)
  const entries = recent.filter(([, firstSeen]) => firstSeen.startsWith(day)).length
  return { day, count: recent.length === 0 ? 0 : countWithStories(entries) + Math.floor((now % DAY_MS) / TICK_MS) }
}

const countWithStories = (entries: number): number => entries + Math.floor(entries / ENTRIES_PER_STORIES_WRITE)

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

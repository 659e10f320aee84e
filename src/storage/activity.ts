// What happened on each day, as it is kept. Counted in publishing/activity.ts.

export const ACTIVITY_VERSION = 1

export interface DayCounts {
  readonly entries: number
  /** Stories that began on the day. */
  readonly stories: number
  /** Of those stories, how many have the term, or are reported by the kind of source, on that day. */
  readonly terms: Readonly<Record<string, number>>
  readonly kinds: Readonly<Record<string, number>>
}

export interface Activity {
  readonly v: typeof ACTIVITY_VERSION
  /** The last day that is counted, "2026-07-08". What came later is to be counted from the recent entries. */
  readonly until: string
  /** Days in UTC that had entries. A day that is missing had none, as far as was seen. */
  readonly days: Readonly<Record<string, DayCounts>>
  /** Of the hours of all sources on the day, the share in which the source was heard. A day that is missing: unknown. */
  readonly coverage: Readonly<Record<string, number>>
}

export const TIME_ALLOWED = 'a date or a time with its zone, as in 2026-07-08 or 2026-07-08T09:00Z'

/** @returns ISO 8601 UTC as entries have it; undefined where it is not TIME_ALLOWED */
export function readTime(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/.test(text)) return undefined
  const time = new Date(text)
  // A day that the month does not have is not the next month's.
  const isReal = new Date(`${text.slice(0, 10)}T00:00:00Z`).toJSON()?.startsWith(text.slice(0, 10))
  return isReal && !Number.isNaN(time.getTime()) ? time.toISOString() : undefined
}

// The date of an item: read in the many spellings that feeds use, believed only where it can be true.

const EARLIEST = Date.UTC(2000, 0, 1)
const MAX_AHEAD_MS = 24 * 3_600_000

/** Zone names that `Date` does not read and feeds of our languages write. */
const ZONE_OFFSETS: Record<string, string> = {
  MSK: '+0300',
  TRT: '+0300',
  TSI: '+0300',
  EET: '+0200',
  EEST: '+0300',
  CET: '+0100',
  CEST: '+0200',
  BST: '+0100',
  WET: '+0000',
  WEST: '+0100',
  UTC: '+0000',
  UT: '+0000',
}

const HAS_ZONE = /(?:\b(?:GMT|[ECMP][SD]T)|\d\s?Z|:\d{2}(?:\.\d+)?\s?[+-]\d{2}:?\d{2})(?:\s\([^)]*\))?$/i
const NUMERIC_DATE = /^(\d{1,2})[./](\d{1,2})[./](\d{4})(?:,?\s(\d{1,2}:\d{2}(?::\d{2})?))?(.*)$/

/** Without one, `Date` makes up a year for "22 Nov" and a date for "Today 12". */
const HAS_YEAR = /\b\d{4}\b|\b\d{1,2}[ -][a-z]{3,9}[ -]\d{2}\b(?!:)/i
const YEARS_READ = [1, 9999] as const

/**
 * Reads a date as feeds write it (RFC 822, ISO 8601, and dd.mm.yyyy as in our languages).
 * @param timeZone IANA zone that a date without one is in
 * @returns milliseconds since 1970, or undefined where it is no date
 */
export function parseDate(raw: string, timeZone = 'UTC'): number | undefined {
  let text = raw.trim().replace(/\s+/g, ' ')
  if (text.length > 100 || !HAS_YEAR.test(text)) return undefined
  const numeric = NUMERIC_DATE.exec(text)
  if (numeric) {
    const [, day = '', month = '', year = '', time = '0:00', rest = ''] = numeric
    text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')} ${time}${rest}`
  }
  text = text
    .replace(/ (?:GMT|UTC)([+-])(\d{1,2}):?(\d{2})?$/, (_, sign, hours, minutes = '00') => {
      return ` ${sign}${hours.padStart(2, '0')}${minutes}`
    })
    .replace(/ ([A-Z]{2,4})$/, (whole, name: string) => (ZONE_OFFSETS[name] ? ` ${ZONE_OFFSETS[name]}` : whole))
    .replace(/(:\d{2} ?[+-]\d{2})$/, (zone) => `${zone}00`)
  if (HAS_ZONE.test(text)) return parsed(text)
  const time = parsed(`${text}Z`) ?? parsed(`${text} UTC`)
  return time === undefined ? undefined : time - zoneOffset(time, timeZone)
}

/** The date if it can be true: not before 2000 and not more than a day ahead of `now`. */
export function believedDate(time: number | undefined, now: number): string | null {
  if (time === undefined || time < EARLIEST || time > now + MAX_AHEAD_MS) return null
  return new Date(time).toISOString()
}

function parsed(text: string): number | undefined {
  const time = Date.parse(text)
  if (!Number.isFinite(time)) return undefined
  const year = new Date(time).getUTCFullYear()
  return year > YEARS_READ[0] && year < YEARS_READ[1] ? time : undefined
}

/** Milliseconds by which local time in the zone is ahead of UTC at about this moment. */
function zoneOffset(time: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(time)
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((p) => p.type === type)?.value)
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return local - Math.floor(time / 1000) * 1000
}

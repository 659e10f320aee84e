/**
 * One character as it is compared: compatibility forms made plain (NFKD), marks dropped, lower case, Turkish İ, I and ı
 * made i, Greek final sigma made sigma, digits of any script made 0–9. Answers are kept in a table filled on demand, so
 * that start-up pays for nothing and running text costs one look-up per character.
 */

export const CLASS = {
  /** Nothing to compare, nothing to show: soft hyphen, zero width. */
  ignorable: 1,
  /** Nothing to compare, but part of the character before it. */
  mark: 2,
  /** Latin, Greek, Cyrillic. */
  letter: 3,
  /** Letters of all other scripts: apart, because Arabic or Chinese text runs on into a Latin "S-400" without a space. */
  otherLetter: 4,
  digit: 5,
  space: 6,
  dash: 7,
  apostrophe: 8,
  quote: 9,
  underscore: 10,
  dot: 11,
  other: 12,
} as const

/** A folded UTF-16 unit with what is known of it, in one number. */
export type Folded = number

export const CLASS_SHIFT = 16
export const UPPER_BIT = 1 << 20
/** The character could be the first byte of UTF-8 that was read in a Windows code page. */
const LEAD_BIT = 1 << 21
/** The character becomes several units: see `expansion`. */
const EXPANDS_BIT = 1 << 22
/** One unit, and nothing to look at around it. */
export const PLAIN_BIT = 1 << 23

export const unitOf = (folded: Folded): number => folded & 0xffff
export const classOf = (folded: Folded): number => (folded >> CLASS_SHIFT) & 15
export const isUpper = (folded: Folded): boolean => (folded & UPPER_BIT) !== 0
export const isLead = (folded: Folded): boolean => (folded & LEAD_BIT) !== 0
export const expands = (folded: Folded): boolean => (folded & EXPANDS_BIT) !== 0

const MOJIBAKE_LEADS = 'ÂÃÄÅÎÏÐĞÑØÙâ'
const ARABIC_ZERO = 0x660
const PERSIAN_ZERO = 0x6f0

/** By UTF-16 unit what `fold` says, or 0 where it was not asked yet. */
export const FOLDED = new Int32Array(0x10000)
const expansions = new Map<number, readonly Folded[]>()

/** The folded form of a code point. Where `expands` holds of it, `expansion` has the units. */
export function fold(codePoint: number): Folded {
  if (codePoint < 0x10000) {
    const known = FOLDED[codePoint] as number
    if (known !== 0) return known
    const folded = foldAnew(codePoint)
    FOLDED[codePoint] = folded
    return folded
  }
  expansion(codePoint)
  return EXPANDS_BIT
}

/** The folded units of a code point, none to a few. */
export function expansion(codePoint: number): readonly Folded[] {
  const known = expansions.get(codePoint)
  if (known) return known
  const units = foldText(String.fromCodePoint(codePoint))
  if (expansions.size < 4_096) expansions.set(codePoint, units)
  return units
}

function foldAnew(codePoint: number): Folded {
  const text = String.fromCharCode(codePoint)
  const units = foldText(text)
  const lead = MOJIBAKE_LEADS.includes(text) ? LEAD_BIT : 0
  const [only] = units
  if (units.length !== 1 || only === undefined) return EXPANDS_BIT | lead
  const kind = classOf(only)
  const isSurrogate = codePoint >= 0xd800 && codePoint < 0xe000
  const isPlain = lead === 0 && !isSurrogate && kind >= CLASS.letter && kind !== CLASS.dot
  return only | lead | (isPlain ? PLAIN_BIT : 0)
}

/** The units of one character: base letters first, so that a mark it carries is dropped. */
function foldText(char: string): readonly Folded[] {
  const decomposed = char.normalize('NFKD')
  const units: Folded[] = []
  for (const part of decomposed) {
    const kind = classify(part)
    if ((kind === CLASS.mark || kind === CLASS.ignorable) && decomposed !== part) continue
    const upper = part !== part.toLowerCase() ? UPPER_BIT : 0
    const plain = foldLetter(part)
    for (let i = 0; i < plain.length; i++) units.push(plain.charCodeAt(i) | (kind << CLASS_SHIFT) | upper)
  }
  return units.length > 0 ? units : [CLASS.ignorable << CLASS_SHIFT]
}

function foldLetter(char: string): string {
  if (char === 'ı') return 'i'
  if (char === 'ς') return 'σ'
  const code = char.codePointAt(0) ?? 0
  if (code >= ARABIC_ZERO && code <= ARABIC_ZERO + 9) return String(code - ARABIC_ZERO)
  if (code >= PERSIAN_ZERO && code <= PERSIAN_ZERO + 9) return String(code - PERSIAN_ZERO)
  const lower = char.toLowerCase()
  return lower.length === char.length ? lower : char
}

function classify(char: string): number {
  if (/['’‘‛ʼ´`′＇]/u.test(char)) return CLASS.apostrophe
  if (/\p{M}/u.test(char)) return CLASS.mark
  if (/[\p{Default_Ignorable_Code_Point}\p{Cf}\u0640]/u.test(char)) return CLASS.ignorable
  if (/\p{L}/u.test(char))
    return /[\p{scx=Latn}\p{scx=Grek}\p{scx=Cyrl}]/u.test(char) ? CLASS.letter : CLASS.otherLetter
  if (/\p{Nd}/u.test(char)) return CLASS.digit
  if (/\s/u.test(char)) return CLASS.space
  if (/[\p{Pd}\u2043\u2212]/u.test(char)) return CLASS.dash
  if (/["“”„‟«»‹›″]/u.test(char)) return CLASS.quote
  if (char === '_') return CLASS.underscore
  if (char === '.') return CLASS.dot
  return CLASS.other
}

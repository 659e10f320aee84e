// What the glance tells apart: the columns of its table. An ASCII byte has a column of its own; all other characters
// share a few, except for the letters of the probes.
import { isAlphanumeric, SIGN } from '../../matching/ascii.ts'
import { CLASS, classOf, expands, expansion, type Folded, fold, isLead, unitOf } from '../../matching/fold.ts'
import { isSpace } from '../scan-bytes.ts'
import { FORBIDDEN } from '../xml-text.ts'
import type { Probe } from './probes.ts'

/** Bytes below it are characters, and their own columns. */
export const ASCII = 0x80

export const COLUMN = {
  /** Not met yet. */
  unseen: 0x80,
  /**
   * Becomes several letters, is a sign that becomes one, lies outside the basic plane, or could begin a letter in UTF-8
   * that was read wrongly.
   */
  odd: 0x81,
  /** Neither seen nor compared: soft hyphen, accent, control character. */
  nothing: 0x82,
  /** A space, dash or underscore: may stand in a designator. */
  separator: 0x83,
  other: 0x84,
  /** A letter or digit of no probe; and one in a script that runs on into Latin words without a space. */
  letter: 0x85,
  otherLetter: 0x86,
} as const
const FIRST_LETTER = 0x87

/** Three dots, which come or go together as a single one does. */
const ELLIPSIS = 0x2026

/**
 * Control characters that XML allows nowhere. They are removed, but it depends on the rest of the item whether that is
 * before markup is read or after it.
 */
export const FORBIDDEN_BYTES: readonly number[] = Array.from({ length: ASCII }, (_, byte) => byte).filter((byte) =>
  FORBIDDEN.test(String.fromCharCode(byte)),
)

/** What truncateText takes for a part of a word. */
const IN_WORDS = /[\p{L}\p{N}]/u

/** Characters that nearly every feed has, looked up at once. */
const COMMON = [
  [0x80, 0x180],
  [0x391, 0x3d0],
  [0x410, 0x452],
  [0x2010, 0x2030],
] as const

export class Alphabet {
  /** By UTF-16 unit that is not ASCII, its column; `unseen` until `learn` is asked. */
  readonly columns = new Uint16Array(0x10000).fill(COLUMN.unseen)
  readonly width: number
  /** Columns of letters that run on into Latin words. */
  readonly otherLetters = new Set<number>([COLUMN.otherLetter])
  /** By folded unit, the column of a letter of probes. */
  readonly #letters = new Map<number, number>()
  /** By column, the ASCII bytes that are nothing else. */
  readonly #aliases = new Map<number, number[]>()

  constructor(probes: readonly Probe[]) {
    for (const probe of probes) {
      if (probe.kind === 'phrase') for (const { units } of probe.words) this.#addLetters(units)
      else {
        this.#addLetters(probe.letters)
        this.#addLetters(probe.digits)
      }
    }
    this.width = FIRST_LETTER + this.#letters.size
    for (let byte = 0; byte < ASCII; byte++) {
      const column = this.#columnOfAscii(byte)
      const aliases = this.#aliases.get(column)
      if (column === byte) continue
      if (aliases) aliases.push(byte)
      else this.#aliases.set(column, [byte])
    }
    for (const [from, to] of COMMON) for (let code = from; code < to; code++) this.learn(code)
  }

  /** The column of a letter of probes. */
  columnOfLetter(unit: number): number {
    return this.#letters.get(unit) ?? COLUMN.letter
  }

  /** Sets an entry of a row for all characters of a column. */
  setEntry(row: Int32Array, column: number, entry: number): void {
    row[column] = entry
    for (const byte of this.#aliases.get(column) ?? []) row[byte] = entry
  }

  /** The column of a UTF-16 unit that is not ASCII. */
  learn(code: number): number {
    const known = this.columns[code] as number
    if (known !== COLUMN.unseen) return known
    const column = this.#columnOf(code)
    this.columns[code] = column
    return column
  }

  /** Those of the units that a character becomes. */
  columnsOf(codePoint: number): readonly number[] {
    if (codePoint < ASCII) return [codePoint]
    if (codePoint === ELLIPSIS) return [SIGN.dot]
    const folded = fold(codePoint)
    if (expands(folded)) return expansion(codePoint).map((unit) => this.#columnOfFolded(unit))
    return [this.#columnOfFolded(folded)]
  }

  #addLetters(units: readonly number[]): void {
    for (const unit of units) {
      if (this.#letters.has(unit)) continue
      const column = FIRST_LETTER + this.#letters.size
      this.#letters.set(unit, column)
      if (classOf(fold(unit)) === CLASS.otherLetter) this.otherLetters.add(column)
    }
  }

  #columnOf(code: number): number {
    if (code === 0xfffe || code === 0xffff) return 0 // as forbidden as NUL
    if (isRemoved(code)) return COLUMN.nothing
    if (BECOMES_SPACE.includes(code)) return COLUMN.separator
    if (code === ELLIPSIS) return SIGN.dot
    const folded = fold(code)
    if (isLead(folded) || expands(folded)) return COLUMN.odd
    const column = this.#columnOfFolded(folded)
    // "ⓢ": a stored text may be cut in front of it, though it goes on with a word.
    return column >= COLUMN.letter && !IN_WORDS.test(String.fromCharCode(code)) ? COLUMN.odd : column
  }

  #columnOfFolded(folded: Folded): number {
    switch (classOf(folded)) {
      case CLASS.ignorable:
      case CLASS.mark:
        return COLUMN.nothing
      case CLASS.letter:
      case CLASS.digit:
        return this.#letters.get(unitOf(folded)) ?? COLUMN.letter
      case CLASS.otherLetter:
        return this.#letters.get(unitOf(folded)) ?? COLUMN.otherLetter
      case CLASS.space:
      case CLASS.dash:
      case CLASS.underscore:
        return COLUMN.separator
      case CLASS.dot:
        return SIGN.dot
      default:
        return COLUMN.other
    }
  }

  /** The column that an ASCII byte is in; its own where it is looked at. */
  #columnOfAscii(byte: number): number {
    if (byte === SIGN.ampersand || byte === SIGN.less || byte === SIGN.closingBracket) return byte
    if (byte < SIGN.space && !isSpace(byte)) return byte
    if (isSpace(byte)) return COLUMN.separator
    return byte === 0x7f ? COLUMN.nothing : this.#columnOfFolded(fold(byte))
  }
}

/** Whether it is none of a letter or digit, wherever it stands. */
export function isNoLetter(column: number): boolean {
  if (column < ASCII) return !isAlphanumeric(column)
  return column !== COLUMN.unseen && column !== COLUMN.odd && column < COLUMN.letter
}

/** Spaces by the time anything is matched, though they would fold to something else (entries/clean-text.ts). */
const BECOMES_SPACE: readonly number[] = [0x85, 0xfeff]

/** Whether a text is stored without it, or with a space in its place. */
export const isCleaned = (code: number): boolean => code >= ASCII && (isRemoved(code) || BECOMES_SPACE.includes(code))

/** What is not ASCII and removed before a text is stored (entries/clean-text.ts). */
function isRemoved(code: number): boolean {
  return (code < 0xa0 && code !== 0x85) || (code >= 0xfdd0 && code <= 0xfdef) || code === 0xfffe || code === 0xffff
}

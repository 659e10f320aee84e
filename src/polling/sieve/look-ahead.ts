// What comes next in a raw text, past tags that vanish and references: asked where it decides what the glance makes of
// something. It answers for what may be there in any of the rounds in which markup is removed and references decoded
// (matching/plain-text.ts), and says where that is not certain.
import { isAlphanumeric, isLetter, SIGN } from '../../matching/ascii.ts'
import { effectOfTag, ROUNDS_MAX } from '../../matching/plain-text.ts'
import { endsName, isSpace, readAscii, standsAt } from '../scan-bytes.ts'
import { CDATA_END } from '../xml-text.ts'
import { type Alphabet, ASCII, COLUMN, isNoLetter, isRemoved } from './alphabet.ts'
import type { Markup, MarkupRow } from './markup-rows.ts'
import { BETWEEN } from './probe-rows.ts'
import type { References } from './references.ts'

/** What is no character of the text: beyond its end; or not what it seems to be, or not next to what it seems to be. */
export const NONE = -1
export const HIDDEN = -2

/** More than any text has: it is not certain how long something is. */
export const UNCERTAIN = 0x3fffffff

const NAME_MAX_BYTES = 40
const TAG_MAX_CHARS = 60
const COMMENT_MAX_BYTES = 200
const AWAITED_MAX = 3

export class LookAhead {
  readonly #alphabet: Alphabet
  readonly #references: References
  readonly #markup: Markup
  readonly #table: Int32Array

  /** Of the character that pastCharacter passed; and where what isClosedName, effectOfTag and nextUnit met ends. */
  codePoint = 0
  nameEnd = 0
  tagEnd = 0
  nextEnd = 0
  /** How often what nextUnit met is escaped, where it stands: inside a CDATA section once less than outside. */
  #nextLevel = 0
  /** Signs of markup in a row that wait for what follows. */
  #awaited = 0
  #bytes: Uint8Array = new Uint8Array(0)
  #start = 0
  #end = 0

  /** @param table has the rows of the markup */
  constructor(alphabet: Alphabet, references: References, markup: Markup, table: Int32Array) {
    this.#alphabet = alphabet
    this.#references = references
    this.#markup = markup
    this.#table = table
  }

  /** The raw text from `start` to `end`, which is UTF-8. */
  begin(bytes: Uint8Array, start: number, end: number): void {
    this.#bytes = bytes
    this.#start = start
    this.#end = end
  }

  /** Whether a reference's name stands here that ends in ";". What may be one, with it or without, ends at nameEnd. */
  isClosedName(from: number): boolean {
    const bytes = this.#bytes
    const first = from < this.#end ? (bytes[from] as number) : SIGN.space
    let to = from
    if (first === SIGN.hash || isLetter(first)) {
      to++
      while (to < this.#end && to - from < NAME_MAX_BYTES && isAlphanumeric(bytes[to] as number)) to++
    }
    this.nameEnd = to
    return to > from && to < this.#end && bytes[to] === SIGN.semicolon
  }

  /**
   * Whether what stands here may be removed, so that a reference goes on behind it: "&Sc<b></b>aron;".
   * @param isBare nothing of its name stands in front
   */
  mayJoin(at: number, isBare: boolean): boolean {
    const byte = at < this.#end ? this.#bytes[at] : undefined
    if (byte !== SIGN.closingBracket && byte !== SIGN.less && byte !== SIGN.ampersand) return false
    const next = this.nextUnit(at)
    if (!isBare || !isLetter(next)) return joinsName(next)
    // Only what ends in ";", and some names that need not.
    const from = this.nextEnd - 1
    this.isClosedName(from)
    const to = this.nameEnd
    return joinsName(this.nextUnit(to)) || this.#references.read(this.#bytes, from, to, false)?.length !== 0
  }

  /**
   * The character that comes next in the text, past tags that vanish, and ends at nextEnd; or NONE or HIDDEN. In the
   * place of a reference it may be another sign or a space, where that is no letter. It never is behind an end of CDATA.
   */
  nextUnit(from: number): number {
    for (let at = from; ; ) {
      const unit = this.unitAt(at)
      this.nextEnd = at + lengthOf(unit)
      this.#nextLevel = 0
      if (unit !== HIDDEN) return unit
      const byte = this.#bytes[at]
      if (byte === SIGN.closingBracket) {
        return at + CDATA_END.length < this.#end ? HIDDEN : NONE // of a CDATA section, or of one of the HTML
      }
      const isEscaped = standsAt(this.#bytes, '&lt;', at)
      if (byte === SIGN.ampersand && !isEscaped) return this.#nextReference(at)
      if (byte !== SIGN.less && !isEscaped) return HIDDEN
      const behind = at + (isEscaped ? '&lt;'.length : 1)
      const effect = this.effectOfTag(behind, isEscaped ? this.#markup.escapedLess : this.#markup.less)
      const past = this.tagEnd
      if (effect === 'hides') return past === 0 ? this.#nextSign(SIGN.less, behind, isEscaped ? 1 : 0) : HIDDEN
      this.nextEnd = past
      if (effect === 'parts') return SIGN.space
      at = past
    }
  }

  /** The same for a reference: a sign, or a space where it is another that is no letter. */
  #nextReference(ampersand: number): number {
    const bytes = this.#bytes
    let level = 1
    for (let at = ampersand; ; level++) {
      const isClosed = this.isClosedName(at + 1)
      const to = this.nameEnd
      if (to === at + 1 && at > ampersand) return this.#nextSign(SIGN.ampersand, to, level)
      const columns = isClosed ? this.#references.read(bytes, at + 1, to, true) : undefined
      const column = columns?.length === 1 ? columns[0] : undefined
      if (column === SIGN.less) return this.#nextSign(SIGN.less, to + 1, level)
      if (column === undefined || column === COLUMN.nothing || !isNoLetter(column) || level > ROUNDS_MAX) return HIDDEN
      if (column !== SIGN.ampersand) {
        this.nextEnd = to + 1
        this.#nextLevel = level
        return column < ASCII ? column : SIGN.space
      }
      at = to // escaped: what follows may make another
    }
  }

  /** The same for a sign of markup that is none if nothing behind it makes it one. */
  #nextSign(sign: number, past: number, level: number): number {
    if (this.#awaited === AWAITED_MAX) return HIDDEN
    this.#awaited++
    const isMarkup = sign === SIGN.less ? this.lengthOfTag(past, level) > 0 : this.mayJoin(past, true)
    this.#awaited--
    this.nextEnd = past
    this.#nextLevel = level
    return isMarkup ? HIDDEN : sign
  }

  /** What the tag does that ends at tagEnd; it hides where it is not certain that it is one, and where it ends. */
  effectOfTag(at: number, tag: MarkupRow): ReturnType<typeof effectOfTag> {
    const bytes = this.#bytes
    const from = bytes[at] === SIGN.slash ? at + 1 : at
    let to = from
    while (to < this.#end && to - from < NAME_MAX_BYTES && isAlphanumeric(bytes[to] as number)) to++
    this.tagEnd = this.#pastTag(at, tag.entry)
    const isName = endsName(bytes[to] as number) || bytes[to] === SIGN.ampersand
    return this.tagEnd > 0 && isName ? effectOfTag(readAscii(bytes, from, to)) : 'hides'
  }

  /** Along the rows of tags; 0 where it is not certain that it is one, and where it ends. */
  #pastTag(from: number, start: number): number {
    let row = start
    for (let at = from; at < this.#end; at++) {
      const byte = this.#bytes[at] as number
      row = this.#table[row + (byte < ASCII ? byte : COLUMN.other)] as number
      if (row === BETWEEN) return at + 1
      if (row < 0) return 0
    }
    return 0
  }

  /**
   * How many characters a tag may hide of which the "<" stands in front, up to nextEnd; 0 where it is no tag's, UNCERTAIN
   * where it is not certain where that ends.
   * @param level how often the "<" is escaped
   */
  lengthOfTag(from: number, level: number): number {
    if (level < 2 && standsAt(this.#bytes, '!--', from)) return this.#lengthOfComment(from + 3, level)
    let name = ''
    let isName = true
    for (let at = from, length = 0; length < TAG_MAX_CHARS; at = this.nextEnd, length++) {
      const unit = this.nextUnit(at)
      const char = unit < 0 ? '' : String.fromCharCode(unit)
      if (length === 0 && char && !/[a-z/!?]/i.test(char)) return 0
      if (char === '>') return this.#nextLevel > level || effectOfTag(name) === 'hides' ? UNCERTAIN : length
      // Of a declaration, and behind quotes, it is a long story where it ends.
      if (!char || /["'<&!?]/.test(char)) return UNCERTAIN
      if (char === '/' && length === 0) continue
      isName &&= isAlphanumeric(unit)
      if (isName) name += char
    }
    return UNCERTAIN
  }

  #lengthOfComment(from: number, level: number): number {
    const bytes = this.#bytes
    for (let at = from; at < Math.min(this.#end, from + COMMENT_MAX_BYTES); at++) {
      // What is removed before the comment is read may have its end in it; and what is escaped is read a round earlier
      // outside CDATA sections than inside.
      if (level > 0 && (bytes[at] === SIGN.less || standsAt(bytes, CDATA_END, at))) return UNCERTAIN
      const isEnd = standsAt(bytes, '-->', at) || (level > 0 && standsAt(bytes, '--&gt;', at))
      this.nextEnd = at + '--&gt;'.length
      if (isEnd) return at + '!---->'.length - from
    }
    return UNCERTAIN
  }

  /** The character that begins here, or NONE or HIDDEN. */
  unitAt(at: number): number {
    if (at >= this.#end) return NONE
    const byte = this.#bytes[at] as number
    if (byte < ASCII) return isPlain(byte) ? byte : HIDDEN
    if (this.pastCharacter(at) === 0 || this.codePoint > 0xffff) return HIDDEN
    const column = this.#alphabet.learn(this.codePoint)
    return column === COLUMN.odd || column === COLUMN.nothing ? HIDDEN : this.codePoint
  }

  /** The character that ends here, likewise. */
  unitBefore(end: number): number {
    if (end <= this.#start) return NONE
    let at = end - 1
    while (at > this.#start && ((this.#bytes[at] as number) & 0xc0) === 0x80) at--
    if (this.#bytes[at] === SIGN.openingBracket) return HIDDEN // a CDATA section may begin here
    // Of references the one that often stands in front of an abbreviation; any other is HIDDEN by its ";".
    return standsAt(this.#bytes, '&quot;', end - '&quot;'.length) ? SIGN.quote : this.unitAt(at)
  }

  /** Past the codePoint of several bytes that stands here; 0 where it is no UTF-8 (RFC 3629, section 4). */
  pastCharacter(at: number): number {
    const bytes = this.#bytes
    const lead = bytes[at] as number
    const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
    if (lead < 0xc2 || lead > 0xf4 || at + length > this.#end) return 0
    let codePoint = lead & (0x7f >> length)
    for (let i = at + 1; i < at + length; i++) {
      const byte = bytes[i] as number
      if ((byte & 0xc0) !== 0x80) return 0
      codePoint = (codePoint << 6) | (byte & 0x3f)
    }
    if (length === 3 && (codePoint < 0x800 || (codePoint >= 0xd800 && codePoint < 0xe000))) return 0
    if (length === 4 && (codePoint < 0x10000 || codePoint > 0x10ffff)) return 0
    this.codePoint = codePoint
    return at + length
  }

  /** Past the characters of several bytes that are removed before a text is stored. */
  pastRemoved(from: number): number {
    let at = from
    for (let code = this.codePointAt(at); code >= ASCII && isRemoved(code); code = this.codePointAt(at)) {
      at += lengthOf(code)
    }
    return at
  }

  codePointAt(at: number): number {
    if (at >= this.#end) return NONE
    const byte = this.#bytes[at] as number
    if (byte < ASCII) return byte
    return this.pastCharacter(at) === 0 ? HIDDEN : this.codePoint
  }
}

/** Whether a reference's name, or the end of one, may begin with this. */
const joinsName = (unit: number): boolean =>
  unit === HIDDEN || isAlphanumeric(unit) || unit === SIGN.hash || unit === SIGN.semicolon

/** Bytes of UTF-8 that a unit takes. */
export const lengthOf = (unit: number): number => (unit < ASCII ? 1 : unit < 0x800 ? 2 : 3)

/** ASCII that stands for itself, and next to what it seems to stand next to. */
export function isPlain(byte: number): boolean {
  if (byte < SIGN.space) return isSpace(byte)
  if (byte === SIGN.ampersand || byte === SIGN.less || byte === SIGN.greater) return false
  return byte !== SIGN.semicolon && byte !== SIGN.closingBracket && byte !== 0x7f
}

// The first look at an item: whether its raw text could have one of a few words or designators. A table is walked one
// character at a time. References are decoded on the way; where anything that may vanish or hide a letter stands within
// what could become a probe, the answer is yes: whoever asks looks again at what the text really says.
import { SUMMARY_MAX_CHARS } from '../../entries/entry.ts'
import { isLetter, SIGN } from '../../matching/ascii.ts'
import { classOf, fold, isLead, isUpper } from '../../matching/fold.ts'
import { repairMojibake } from '../../matching/mojibake.ts'
import { isWordClass } from '../../matching/normalise.ts'
import { ROUNDS_MAX } from '../../matching/plain-text.ts'
import { MARKUP_MAX_CHARS } from '../read-item.ts'
import { isSpace, standsAt } from '../scan-bytes.ts'
import { CDATA, CDATA_END } from '../xml-text.ts'
import { Alphabet, ASCII, COLUMN, FORBIDDEN_BYTES } from './alphabet.ts'
import { HIDDEN, isPlain, LookAhead, lengthOf, NONE, UNCERTAIN } from './look-ahead.ts'
import { buildMarkup, type Markup, type MarkupRow } from './markup-rows.ts'
import { BETWEEN, buildProbeRows, FOUND, LOOK, type ProbeRows } from './probe-rows.ts'
import type { Probe } from './probes.ts'
import { References } from './references.ts'

const SOFT_HYPHEN = 0xad
/** Of three characters that were one. */
const LONG_LEAD = 0xe2
const NO_REFERENCE: readonly number[] = []

/**
 * By first byte of a character, whether it is certainly stored: no white space, nothing that is removed, and nothing that
 * begins a tag or a reference. Behind as many as are stored at most nothing counts.
 */
const STORED = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte < ASCII) return Number(isPlain(byte) && !isSpace(byte))
  return Number(byte >= 0xc3 && ![0xe1, 0xe2, 0xe3, 0xed, 0xef].includes(byte))
})

export class Glance {
  readonly #alphabet: Alphabet
  readonly #references: References
  readonly #rows: Omit<ProbeRows, 'entries'>
  readonly #table: Int32Array
  /** Rows from here on are those of tags and references. */
  readonly #firstMarkup: number
  readonly #markup: Markup
  readonly #ahead: LookAhead
  /** By part of a phrase, whether it was found. */
  readonly #found: Uint8Array

  /** @param probes one of which a text must have */
  constructor(probes: readonly Probe[]) {
    this.#alphabet = new Alphabet(probes)
    this.#references = new References(this.#alphabet)
    const { entries, ...rows } = buildProbeRows(probes, this.#alphabet)
    this.#rows = rows
    this.#found = new Uint8Array(rows.partners.length)
    const markup = buildMarkup({
      firstEntry: entries.length,
      width: this.#alphabet.width,
      between: BETWEEN,
      look: LOOK,
      references: this.#references.listPlain(),
    })
    this.#firstMarkup = entries.length
    this.#markup = markup
    this.#table = new Int32Array(entries.length + markup.rows.length * this.#alphabet.width)
    this.#table.set(entries)
    for (const { entry, entries } of markup.rows) this.#table.set(entries, entry)
    for (let row = 0; row < this.#table.length; row += this.#alphabet.width) {
      for (const byte of FORBIDDEN_BYTES) this.#table[row + byte] = FOUND
    }
    for (const row of [BETWEEN, rows.inWord, rows.inOther]) {
      this.#table[row + SIGN.less] = markup.less.entry
      this.#table[row + SIGN.ampersand] = markup.ampersand.entry
    }
    this.#ahead = new LookAhead(this.#alphabet, this.#references, markup, this.#table)
  }

  /** Whether the raw text from `start` to `end`, which is UTF-8, could have one of the probes. */
  look(bytes: Uint8Array, start: number, end: number): boolean {
    this.#bytes = bytes
    // Behind this the text may be cut anywhere, in a tag, a reference or a word.
    this.#end = Math.min(end, start + MARKUP_MAX_CHARS)
    this.#ahead.begin(bytes, start, this.#end)
    this.#row = BETWEEN
    this.#stored = 0
    this.#storedMax = SUMMARY_MAX_CHARS
    this.#doubtedUntil = 0
    this.#doubtedLevel = ROUNDS_MAX
    this.#found.fill(0)
    for (
      let at = this.#walk(start);
      at < this.#end && this.#stored < this.#storedMax;
      at = this.#walk(this.#last + 1)
    ) {
      const byte = bytes[at] as number
      if (byte >= ASCII) this.#row = this.#stepWide(at, this.#row)
      else {
        this.#last = at
        const next = this.#table[this.#row + byte] as number
        this.#row = next === LOOK ? this.#lookAt(at, this.#row, byte) : next < 0 ? this.#reach(next) : FOUND
      }
      if (this.#row < 0) return true
    }
    if (this.#end < end && this.#stored < this.#storedMax) return true
    if (this.#row >= this.#firstMarkup) return true // in a tag or reference that does not end
    return this.#table[this.#row + COLUMN.other] === FOUND // the last word ends here
  }

  /**
   * Goes on from a byte as long as there is nothing to look at: nearly all the time that reading feeds takes is spent
   * here. Hence no calls, and no fields in the loop.
   * @returns where it stopped: at the end, or where enough was seen, or there is something to look at
   */
  #walk(from: number): number {
    const bytes = this.#bytes
    const table = this.#table
    const { columns } = this.#alphabet
    const isStored = STORED
    const firstMarkup = this.#firstMarkup
    const storedMax = this.#storedMax
    const end = this.#end
    let row = this.#row
    let stored = this.#stored
    let at = from
    for (; at < end && stored < storedMax; at++) {
      const byte = bytes[at] as number
      let next: number
      if (byte < ASCII) next = table[row + byte] as number
      else {
        // Of two bytes, as most letters are that are not ASCII.
        if (byte >= 0xe0 || byte < 0xc2 || at + 1 >= end) break
        const second = bytes[at + 1] as number
        if ((second & 0xc0) !== 0x80) break
        next = table[row + (columns[((byte & 0x1f) << 6) | (second & 0x3f)] as number)] as number
        if (next >= 0) at++
      }
      if (next < 0) break
      if (next < firstMarkup) stored += isStored[byte] as number
      row = next
    }
    this.#row = row
    this.#stored = stored
    return at
  }

  #bytes: Uint8Array = new Uint8Array(0)
  #end = 0
  /** The last byte of what was looked at. */
  #last = 0
  #row = 0
  /** Characters seen so far that are certainly stored. */
  #stored = 0
  /** Characters of which it is certain that they are stored, behind which nothing counts. */
  #storedMax = 0
  /** In front of this, what seems to end a tag may end another that is doubted, unless its "<" is escaped less often. */
  #doubtedUntil = 0
  #doubtedLevel = 0

  /** The row behind the character of several bytes that stands here. */
  #stepWide(at: number, row: number): number {
    const past = this.#ahead.pastCharacter(at)
    if (past === 0) return FOUND
    this.#last = past - 1
    const column =
      this.#ahead.codePoint > 0xffff ? COLUMN.odd : (this.#alphabet.columns[this.#ahead.codePoint] as number)
    const next = this.#table[row + column] as number
    if (next >= 0) return next
    return next === LOOK ? this.#lookAt(at, row, column) : this.#reach(next)
  }

  /** @returns the row to go on with; FOUND where a phrase has all its parts */
  #reach(entry: number): number {
    const row = FOUND - entry
    const part = this.#rows.parts.get(row)
    if (part === undefined) return FOUND
    this.#found[part] = 1
    return this.#rows.partners[part]?.some((partner) => this.#found[partner] === 1) ? FOUND : row
  }

  /** @returns the row behind the character at `at`; FOUND also where it is not certain */
  #lookAt(at: number, row: number, column: number): number {
    if (row >= this.#firstMarkup)
      return this.#lookAtMarkup(at, this.#markup.rows[(row - this.#firstMarkup) / this.#alphabet.width])
    switch (column) {
      case SIGN.ampersand:
        return this.#lookAtReference(at, row)
      case SIGN.less:
        return this.#lookAtTag(at + 1, row, this.#markup.less)
      case SIGN.closingBracket:
        // It may be of the end of a CDATA section, or in a reference or another of one of the HTML.
        return at + CDATA_END.length < this.#end ? FOUND : this.#step(row, COLUMN.other)
      case SIGN.dot:
        return this.#lookAtDot(at, row)
      case COLUMN.unseen: {
        const learned = this.#alphabet.learn(this.#ahead.codePoint)
        // Behind a whole word it is as much as found, the first time as well as later.
        const isLookedAt = learned === COLUMN.odd && this.#table[row + learned] === LOOK
        return isLookedAt ? this.#lookAtOdd(row) : this.#step(row, learned)
      }
      default:
        return this.#lookAtOdd(row)
    }
  }

  /** The way on with a character of this column; FOUND where it would have to be looked at. */
  #step(row: number, column: number): number {
    const next = this.#table[row + column] as number
    return next >= 0 ? next : next === LOOK ? FOUND : this.#reach(next)
  }

  #stepAll(row: number, columns: readonly number[]): number {
    let next = row
    for (let i = 0; i < columns.length && next >= 0; i++) next = this.#step(next, columns[i] as number)
    return next
  }

  #lookAtReference(ampersand: number, row: number): number {
    const bytes = this.#bytes
    let level = 1
    for (let at = ampersand; ; level++) {
      if (at === ampersand && row >= this.#rows.firstNode && standsAt(bytes, 'lt;', at + 1)) {
        this.#last = at + 3
        return this.#lookAtTag(at + 4, row, this.#markup.escapedLess)
      }
      const from = at + 1
      const isClosed = this.#ahead.isClosedName(from)
      const to = this.#ahead.nameEnd
      if (!isClosed && this.#ahead.mayJoin(to, to === from)) return FOUND
      const columns = to > from ? this.#references.read(bytes, from, to, isClosed) : NO_REFERENCE
      if (columns === undefined || level > ROUNDS_MAX) return FOUND
      // "AT&T": what stood there was none, and what follows may be a word.
      if (columns.length === 0) {
        this.#last = at
        return this.#step(row, COLUMN.other)
      }
      // Escaped: what follows may make another.
      if (columns[0] === SIGN.ampersand) {
        at = to
        continue
      }
      this.#last = to
      // A stored text is not cut inside a word, but it may be cut in front of a sign that becomes letters.
      if (this.#table[row + COLUMN.other] === FOUND) return FOUND
      if (columns.length === 1 && columns[0] === SIGN.dot) return this.#lookAtDot(ampersand, row)
      if (!columns.includes(SIGN.less)) return this.#stepAll(row, columns)
      if (row >= this.#rows.firstNode) return FOUND
      this.#doubtTag(to + 1, level)
      return BETWEEN
    }
  }

  /** Behind "<" or "&lt;" in what could become a probe. A tag stands for a space, or for nothing at all. */
  #lookAtTag(at: number, row: number, tag: MarkupRow): number {
    const effect = this.#ahead.effectOfTag(at, tag)
    const mayEndAnother = at < this.#doubtedUntil && tag.level >= this.#doubtedLevel
    if (effect === 'hides' || mayEndAnother) return FOUND
    this.#last = this.#ahead.tagEnd - 1
    return effect === 'parts' ? this.#step(row, SIGN.space) : row
  }

  /** Outside probes, where a tag or reference is not as most are. */
  #lookAtMarkup(at: number, row: MarkupRow | undefined): number {
    switch (row?.kind) {
      case 'no tag': {
        const isCdata = standsAt(this.#bytes, CDATA, at - 1)
        if (isCdata)
          this.#doubtedLevel-- // inside, what is escaped once less is read in the same round
        else this.#doubtTag(at, row.level)
        this.#last = isCdata ? at + CDATA.length - 2 : at - 1
        return BETWEEN
      }
      case 'hidden':
        this.#doubt(UNCERTAIN, 0)
        return isLetter(this.#bytes[at] as number) ? (row.goesOn ?? FOUND) : FOUND
      case 'reference':
        return this.#lookAtReference(this.#bytes.lastIndexOf(SIGN.ampersand, at - 1), BETWEEN)
      case 'reference in tag':
        return this.#lookAtReferenceInTag(this.#bytes.lastIndexOf(SIGN.ampersand, at - 1), row.goesOn)
      default:
        return FOUND
    }
  }

  /** Behind a "<" that is part of a tag at most once other tags are removed: of what follows so much may be hidden. */
  #doubtTag(from: number, level: number): void {
    if (this.#storedMax >= UNCERTAIN && level >= this.#doubtedLevel) return
    const length = this.#ahead.lengthOfTag(from, level)
    if (from >= this.#doubtedUntil) this.#doubtedLevel = level // whatever was doubted before has ended
    if (length > 0) this.#doubt(length, level)
  }

  /** A tag of which the "<" is so often escaped may hide so many characters; if that is certain, it ends at nextEnd. */
  #doubt(chars: number, level: number): void {
    this.#storedMax = Math.min(UNCERTAIN, this.#storedMax + chars)
    this.#doubtedUntil = Math.max(this.#doubtedUntil, chars < UNCERTAIN ? this.#ahead.nextEnd : UNCERTAIN)
    this.#doubtedLevel = Math.min(this.#doubtedLevel, level)
  }

  /** @param goesOn the row of the tag that it stands in */
  #lookAtReferenceInTag(at: number, goesOn: number | undefined): number {
    const isClosed = this.#ahead.isClosedName(at + 1)
    const to = this.#ahead.nameEnd
    const columns = isClosed ? this.#references.read(this.#bytes, at + 1, to, true) : undefined
    // What is no reference, or becomes a sign of markup, in a round or another, is a long story.
    if (columns === undefined || columns.length !== 1 || (columns[0] as number) < SIGN.question) return FOUND
    this.#last = to
    this.#doubt(UNCERTAIN, 0) // it may be a letter of the element's name
    return goesOn ?? FOUND
  }

  /** "U.S.": a dot between single capitals does not count (matching/normalise.ts). */
  #lookAtDot(at: number, row: number): number {
    const next = this.#ahead.nextUnit(this.#last + 1)
    const nextEnd = this.#ahead.nextEnd
    if (next !== HIDDEN && (!this.#isCapital(next) || this.#leadsNowhere(row, next))) {
      return this.#step(row, COLUMN.other)
    }
    const previous = this.#ahead.unitBefore(at)
    if (this.#isLetter(previous) && !this.#isCapital(previous)) return this.#step(row, COLUMN.other)
    const before = previous === HIDDEN ? HIDDEN : this.#ahead.unitBefore(at - lengthOf(previous))
    if (before === HIDDEN || !this.#isLetter(previous)) return FOUND
    if (this.#isLetter(before)) return this.#step(row, COLUMN.other)
    const after = next === HIDDEN ? HIDDEN : this.#ahead.nextUnit(nextEnd)
    if (after === HIDDEN) return FOUND
    return this.#isLetter(after) ? this.#step(row, COLUMN.other) : row
  }

  /** Whether a word that went on with this letter would be no probe; then it does not matter where it ends. */
  #leadsNowhere(row: number, unit: number): boolean {
    const next = this.#table[row + (unit < ASCII ? unit : (this.#alphabet.columns[unit] as number))] as number
    return next >= 0 && next < this.#rows.firstNode
  }

  #isLetter(unit: number): boolean {
    return unit >= 0 && isWordClass(classOf(fold(unit)))
  }

  #isCapital(unit: number): boolean {
    return this.#isLetter(unit) && isUpper(fold(unit))
  }

  /** The character of several bytes that ends at #last. */
  #lookAtOdd(row: number): number {
    const codePoint = this.#ahead.codePoint
    if (!isLead(fold(codePoint))) return this.#stepAll(row, this.#alphabet.columnsOf(codePoint))
    const repaired = this.#repairMojibake(codePoint)
    return repaired === HIDDEN
      ? FOUND
      : this.#stepAll(row, this.#alphabet.columnsOf(repaired === NONE ? codePoint : repaired))
  }

  /** The character that was read wrongly as several, up to #last then; NONE where none was, HIDDEN if it is not certain. */
  #repairMojibake(lead: number): number {
    const secondAt = this.#ahead.pastRemoved(this.#last + 1)
    const second = this.#ahead.codePointAt(secondAt)
    if (mayHide(second)) return HIDDEN
    if (second < ASCII) return NONE
    const thirdAt = this.#ahead.pastRemoved(secondAt + lengthOf(second))
    const third = this.#ahead.codePointAt(thirdAt)
    const read = String.fromCodePoint(lead, second, third < 0 ? SIGN.space : third)
    const repaired = repairMojibake(read, 0)
    // A no-break space that stands for a byte has become a space before anything is matched.
    if (!repaired || /[\s\u0085]/.test(read.slice(0, repaired.length))) {
      return second === SOFT_HYPHEN || (lead === LONG_LEAD && mayHide(third)) ? HIDDEN : NONE
    }
    const past = repaired.length === 3 ? thirdAt + lengthOf(third) : secondAt + lengthOf(second)
    const isApart = secondAt !== this.#last + 1 || (repaired.length === 3 && thirdAt !== secondAt + lengthOf(second))
    if (isApart) return HIDDEN
    this.#last = past - 1
    return repaired.codePoint
  }
}

/** Whether behind what could begin a wrongly read character this could hide the rest of it. */
function mayHide(codePoint: number): boolean {
  if (codePoint === HIDDEN || codePoint === SIGN.ampersand || codePoint === SIGN.less) return true
  if (codePoint === SIGN.closingBracket) return true // of a CDATA section
  return codePoint >= 0 && codePoint < SIGN.space ? !isSpace(codePoint) : codePoint === 0x7f
}

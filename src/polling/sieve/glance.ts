// The first look at an item: whether its raw text could have one of a few words or designators. A table is walked one
// character at a time. References are decoded on the way; where anything that may vanish or hide a letter stands within
// what could become a probe, the answer is yes: whoever asks looks again at what the text really says.
import { decodeHTML } from 'entities/decode'
import { SUMMARY_MAX_CHARS } from '../../entries/entry.ts'
import { CLASS, classOf, expands, expansion, type Folded, fold, isLead, isUpper, unitOf } from '../../matching/fold.ts'
import { repairMojibake } from '../../matching/mojibake.ts'
import { effectOfTag } from '../../matching/plain-text.ts'
import { MARKUP_MAX_CHARS } from '../read-item.ts'
import { isAlphanumeric, isLetter, isSpace, readAscii, SIGN, standsAt } from '../scan-bytes.ts'
import { buildMarkup, type Markup, type MarkupRow, type TagRows } from './markup-rows.ts'
import type { Probe } from './probes.ts'

/** Bytes below it are characters, and have the first columns of the table for themselves. */
const ASCII = 0x80

/** Columns of the table for what is not ASCII. Letters of probes have columns of their own behind them. */
const COLUMN = {
  /** Not met yet. */
  unseen: 0x80,
  /** Becomes several letters, lies outside the basic plane, or could begin a letter in UTF-8 that was read wrongly. */
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

/** What has to be looked at where a probe has begun. */
const LOOKED_AT = [COLUMN.unseen, COLUMN.odd, SIGN.ampersand, SIGN.less, SIGN.closingBracket]

/**
 * Entries of the table that are no row: the character has to be looked at; a probe was found. Below them, one word of a
 * phrase was found: the row to go on with is then `FOUND - entry`.
 */
const LOOK = -1
const FOUND = -2

/** The row outside words. */
const BETWEEN = 0

/** What is no character of the text: beyond its end; or not what it seems to be, or not next to what it seems to be. */
const NONE = -1
const HIDDEN = -2

/** References that most of those in feeds are, but for "lt" and "amp". */
const COMMON_REFERENCES = (
  'gt quot apos nbsp rsquo lsquo rdquo ldquo ndash mdash hellip #34 #39 #034 #039 #160 #8211 #8212 #8216 #8217 #8220 #8221 ' +
  '#8230 #x9 #xA #xa #x27 #x2019'
).split(' ')
/** Where text may be hidden, it is not known how much was stored. */
const UNCERTAIN = 0x3fffffff
const CDATA = '<![CDATA['
const NAME_MAX_BYTES = 40
const SOFT_HYPHEN = 0xad
/** Of three characters that were one. */
const LONG_LEAD = 0xe2
/** Three dots, none of them between letters. */
const ELLIPSIS = 0x2026
const NO_REFERENCE: readonly number[] = []
const REFERENCES_MAX = 4_096
const REFERENCE_NAME = /^(?:#\d+|#[xX][\da-fA-F]+|[a-zA-Z][a-zA-Z\d]*)$/
/** What XML and HTML read differently (HTML Standard, 13.2.5.80). */
const CONTROLS = /^#(?:0*(?:12[7-9]|1[345]\d)|[xX]0*(?:7[fF]|[89][0-9a-fA-F]))$/

/**
 * By first byte of a character, whether it is certainly stored: no white space, nothing that is removed, and nothing that
 * begins a tag or a reference. Behind as many as are stored at most nothing counts.
 */
const STORED = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte < ASCII) return Number(isPlain(byte) && !isSpace(byte))
  return Number(byte >= 0xc3 && ![0xe1, 0xe2, 0xe3, 0xed, 0xef].includes(byte))
})

/** Characters that nearly every feed has, looked up when the glance is made. */
const COMMON = [
  [0x80, 0x180],
  [0x391, 0x3d0],
  [0x410, 0x452],
  [0x2010, 0x2030],
] as const

interface Node {
  readonly children: Map<number, Node>
  readonly isOther: boolean
  /** Found here, whatever follows; or if the word ends here. */
  isStem: boolean
  isWord: boolean
  /** Of a phrase of two words, whatever follows it. */
  part: number | undefined
  /** Where a separator leads, behind the letters of a designator. */
  separated: Node | undefined
  row: number
}

export class Glance {
  /** By UTF-16 unit that is not ASCII, its column. */
  readonly #columns = new Uint16Array(0x10000).fill(COLUMN.unseen)
  /** By folded unit, the column of a letter of probes. */
  readonly #letters = new Map<number, number>()
  readonly #otherLetters = new Set<number>([COLUMN.otherLetter])
  readonly #width: number
  readonly #inWord: number
  readonly #inOther: number
  readonly #firstNode: number
  /** Rows from here on are those of tags, and behind them of references. */
  readonly #firstMarkup: number
  readonly #firstReference: number
  readonly #table: Int32Array
  readonly #markup: readonly MarkupRow[]
  /** By row of a node, the part found there; by part, whether it was found; by part, the other words of its phrases. */
  readonly #parts = new Map<number, number>()
  readonly #found: Uint8Array
  readonly #partners: number[][] = []
  readonly #references = new Map<number, readonly number[] | undefined>()

  /** @param probes one of which a text must have */
  constructor(probes: readonly Probe[]) {
    for (const probe of probes) {
      const words = probe.kind === 'phrase' ? probe.words.map(({ units }) => units) : [probe.letters, probe.digits]
      for (const unit of words.flat()) this.#addLetter(unit)
    }
    this.#width = FIRST_LETTER + this.#letters.size
    this.#inWord = this.#width
    this.#inOther = 2 * this.#width
    this.#firstNode = 3 * this.#width
    const root = this.#plant(probes)
    this.#found = new Uint8Array(this.#partners.length)
    const nodes = this.#number(root)
    this.#firstMarkup = this.#firstNode + nodes.length * this.#width
    const markup = buildMarkup({
      firstEntry: this.#firstMarkup,
      width: this.#width,
      between: BETWEEN,
      look: LOOK,
      references: COMMON_REFERENCES.filter((name) => this.#readsAsNoLetter(name)),
    })
    this.#markup = markup.rows
    this.#firstReference = markup.firstReference
    this.#table = new Int32Array(this.#firstMarkup + markup.rows.length * this.#width)
    this.#fill(root, nodes)
    this.#fillMarkup(markup)
    for (const [from, to] of COMMON) for (let code = from; code < to; code++) this.#learn(code)
  }

  /** Whether the raw text from `start` to `end`, which is UTF-8, could have one of the probes. */
  look(bytes: Uint8Array, start: number, end: number): boolean {
    this.#bytes = bytes
    this.#start = start
    this.#end = end
    this.#row = BETWEEN
    this.#stored = 0
    this.#storedMax = SUMMARY_MAX_CHARS
    this.#found.fill(0)
    for (let at = this.#walk(start); at < end && this.#stored < this.#storedMax; at = this.#walk(this.#last + 1)) {
      const byte = bytes[at] as number
      if (byte >= ASCII) this.#row = this.#stepWide(at, this.#row)
      else {
        this.#last = at
        const next = this.#table[this.#row + byte] as number
        this.#row = next === LOOK ? this.#lookAt(at, this.#row, byte) : next < 0 ? this.#reach(next) : FOUND
      }
      if (this.#row < 0) return true
    }
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
    const columns = this.#columns
    const isStored = STORED
    const firstMarkup = this.#firstMarkup
    const firstReference = this.#firstReference
    let storedMax = this.#storedMax
    const end = this.#end
    // A tag that is cut, which can only be behind this, is text.
    const certainEnd = Math.min(end, this.#start + MARKUP_MAX_CHARS)
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
      else if (at >= certainEnd && next < firstReference) {
        if (row >= firstMarkup && row < firstReference) break
        next = BETWEEN
        storedMax = UNCERTAIN
      }
      row = next
    }
    this.#row = row
    this.#stored = stored
    this.#storedMax = storedMax
    return at
  }

  #bytes: Uint8Array = new Uint8Array(0)
  #start = 0
  #end = 0
  /** The last byte of what was looked at. */
  #last = 0
  #codePoint = 0
  #row = 0
  /** Characters seen so far that are certainly stored. */
  #stored = 0
  /** Characters of which it is certain that they are stored, behind which nothing counts. */
  #storedMax = 0

  /** The row behind the character of several bytes that stands here. */
  #stepWide(at: number, row: number): number {
    const past = this.#pastCharacter(at)
    if (past === 0) return FOUND
    this.#last = past - 1
    const column = this.#codePoint > 0xffff ? COLUMN.odd : (this.#columns[this.#codePoint] as number)
    const next = this.#table[row + column] as number
    if (next >= 0) return next
    return next === LOOK ? this.#lookAt(at, row, column) : this.#reach(next)
  }

  /** Past the #codePoint of several bytes that stands here; 0 where it is no UTF-8 (RFC 3629, section 4). */
  #pastCharacter(at: number): number {
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
    this.#codePoint = codePoint
    return at + length
  }

  /** @returns the row to go on with; FOUND where a phrase has all its parts */
  #reach(entry: number): number {
    const row = FOUND - entry
    const part = this.#parts.get(row)
    if (part === undefined) return FOUND
    this.#found[part] = 1
    return this.#partners[part]?.some((partner) => this.#found[partner] === 1) ? FOUND : row
  }

  /** @returns the row behind the character at `at`; FOUND also where it is not certain */
  #lookAt(at: number, row: number, column: number): number {
    if (row >= this.#firstMarkup) return this.#lookAtMarkup(at, this.#markup[(row - this.#firstMarkup) / this.#width])
    switch (column) {
      case SIGN.ampersand:
        return this.#lookAtReference(at, row)
      case SIGN.less:
        return this.#lookAtTag(at + 1, row, false)
      case SIGN.closingBracket:
        return standsAt(this.#bytes, ']]>', at) && at + 3 < this.#end ? FOUND : this.#step(row, COLUMN.other)
      case SIGN.dot:
        return this.#lookAtDot(at, row)
      case COLUMN.unseen: {
        const learned = this.#learn(this.#codePoint)
        return learned === COLUMN.odd ? this.#lookAtOdd(row) : this.#step(row, learned)
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
    for (let at = ampersand; ; ) {
      if (at === ampersand && row >= this.#firstNode && standsAt(bytes, 'lt;', at + 1)) {
        this.#last = at + 3
        return this.#lookAtTag(at + 4, row, true)
      }
      const from = at + 1
      const first = from < this.#end ? (bytes[from] as number) : SIGN.space
      let to = first === SIGN.hash || isLetter(first) ? from + 1 : from
      while (to > from && to < this.#end && to - from < NAME_MAX_BYTES && isAlphanumeric(bytes[to] as number)) to++
      const isClosed = to > from && to < this.#end && bytes[to] === SIGN.semicolon
      const columns = to > from ? this.#readReference(from, to, isClosed) : NO_REFERENCE
      if (columns === undefined) return FOUND
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
      if (!columns.includes(SIGN.less)) return this.#stepAll(row, columns)
      this.#storedMax = UNCERTAIN
      return row < this.#firstNode ? BETWEEN : FOUND
    }
  }

  /** What a reference stands for: nothing where it is no reference, undefined where it is not certain. */
  #readReference(from: number, to: number, isClosed: boolean): readonly number[] | undefined {
    if (to - from > 6) return this.#decodeReference(readAscii(this.#bytes, from, to), isClosed)
    let key = isClosed ? 1 : 0 // with six bytes behind it still an exact number
    for (let at = from; at < to; at++) key = key * 0x100 + (this.#bytes[at] as number)
    const known = this.#references.get(key)
    if (known !== undefined || this.#references.has(key)) return known
    const columns = this.#decodeReference(readAscii(this.#bytes, from, to), isClosed)
    if (this.#references.size < REFERENCES_MAX) this.#references.set(key, columns)
    return columns
  }

  #decodeReference(name: string, isClosed: boolean): readonly number[] | undefined {
    const written = `&${name}${isClosed ? ';' : ''}`
    const decoded = decodeHTML(written)
    if (!REFERENCE_NAME.test(name)) return undefined
    if (decoded === written) return []
    if (!isClosed || CONTROLS.test(name)) return undefined
    const codePoints = Array.from(decoded, (char) => char.codePointAt(0) ?? 0)
    // What could begin a letter that was read wrongly is not certain.
    if (codePoints.some((codePoint) => isLead(fold(codePoint)))) return undefined
    const columns = codePoints.flatMap((codePoint) => this.#columnsOf(codePoint))
    return columns.indexOf(SIGN.ampersand) > 0 ? undefined : columns
  }

  /** Behind "<" or "&lt;" in what could become a probe. A tag stands for a space, or for nothing at all. */
  #lookAtTag(at: number, row: number, isEscaped: boolean): number {
    const bytes = this.#bytes
    const from = bytes[at] === SIGN.slash ? at + 1 : at
    let to = from
    while (to < this.#end && to - from < NAME_MAX_BYTES && isAlphanumeric(bytes[to] as number)) to++
    const past = to > from && isLetter(bytes[from] as number) ? pastTag(bytes, to, this.#end, isEscaped) : 0
    // One that is cut is text; and it is cut where too much stands before it.
    const isWhole = past > 0 && past - this.#start <= MARKUP_MAX_CHARS
    const effect = isWhole ? effectOfTag(readAscii(bytes, from, to)) : 'hides'
    if (effect === 'hides') return FOUND
    this.#last = past - 1
    return effect === 'parts' ? this.#step(row, SIGN.space) : row
  }

  /** Outside probes, where a tag or reference is not as most are. */
  #lookAtMarkup(at: number, row: MarkupRow | undefined): number {
    switch (row?.kind) {
      case 'no tag': {
        const isCdata = standsAt(this.#bytes, CDATA, at - 1)
        const sign = this.#bytes[at]
        const mayHide = sign === SIGN.bang || sign === SIGN.question || sign === SIGN.ampersand
        if (mayHide && !isCdata) this.#storedMax = UNCERTAIN
        this.#last = isCdata ? at + CDATA.length - 2 : at - 1
        return BETWEEN
      }
      case 'hidden':
        this.#storedMax = UNCERTAIN
        return row.tag && isLetter(this.#bytes[at] as number) ? row.tag.open.entry : FOUND
      case 'reference':
        return this.#lookAtReference(this.#bytes.lastIndexOf(SIGN.ampersand, at), BETWEEN)
      case 'reference in tag':
        return this.#lookAtReferenceInTag(this.#bytes.lastIndexOf(SIGN.ampersand, at), row.tag)
      default:
        return FOUND
    }
  }

  #lookAtReferenceInTag(at: number, tag: TagRows | undefined): number {
    let to = at + 1
    while (
      to < this.#end &&
      to - at < NAME_MAX_BYTES &&
      (isAlphanumeric(this.#bytes[to] as number) || this.#bytes[to] === SIGN.hash)
    )
      to++
    const columns =
      this.#bytes[to] === SIGN.semicolon && to < this.#end ? this.#readReference(at + 1, to, true) : undefined
    // What is no reference, or becomes a sign of markup, in a round or another, is a long story.
    if (!tag || columns === undefined || columns.length !== 1 || (columns[0] as number) < SIGN.question) return FOUND
    this.#last = to
    this.#storedMax = UNCERTAIN // it may be a letter of the element's name
    return tag.open.entry
  }

  /** "U.S.": a dot between single capitals does not count (matching/normalise.ts). */
  #lookAtDot(at: number, row: number): number {
    const behind = this.#last + 1
    const next = this.#unitAt(behind)
    if (next !== HIDDEN && !this.#isCapital(next)) return this.#step(row, COLUMN.other)
    const previous = this.#unitBefore(at)
    if (this.#isLetter(previous) && !this.#isCapital(previous)) return this.#step(row, COLUMN.other)
    const before = previous === HIDDEN ? HIDDEN : this.#unitBefore(at - lengthOf(previous))
    if (before === HIDDEN || !this.#isLetter(previous)) return FOUND
    if (this.#isLetter(before)) return this.#step(row, COLUMN.other)
    const after = next === HIDDEN ? HIDDEN : this.#unitAt(behind + lengthOf(next))
    if (after === HIDDEN) return FOUND
    return this.#isLetter(after) ? this.#step(row, COLUMN.other) : row
  }

  #isLetter(unit: number): boolean {
    return unit >= 0 && isLetterClass(fold(unit))
  }

  #isCapital(unit: number): boolean {
    return this.#isLetter(unit) && isUpper(fold(unit))
  }

  /** The character that begins here, or NONE or HIDDEN. */
  #unitAt(at: number): number {
    if (at >= this.#end) return NONE
    const byte = this.#bytes[at] as number
    if (byte < ASCII) return isPlain(byte) ? byte : HIDDEN
    if (this.#pastCharacter(at) === 0 || this.#codePoint > 0xffff) return HIDDEN
    const column = this.#learn(this.#codePoint)
    return column === COLUMN.odd || column === COLUMN.nothing ? HIDDEN : this.#codePoint
  }

  /** The character that ends here, likewise. */
  #unitBefore(end: number): number {
    if (end <= this.#start) return NONE
    let at = end - 1
    while (at > this.#start && ((this.#bytes[at] as number) & 0xc0) === 0x80) at--
    return this.#unitAt(at)
  }

  /** The #codePoint that ends at #last. */
  #lookAtOdd(row: number): number {
    const codePoint = this.#codePoint
    if (!isLead(fold(codePoint))) return this.#stepAll(row, this.#columnsOf(codePoint))
    const repaired = this.#repairMojibake(codePoint)
    return repaired === HIDDEN ? FOUND : this.#stepAll(row, this.#columnsOf(repaired === NONE ? codePoint : repaired))
  }

  /** The character that was read wrongly as several, up to #last then; NONE where none was, HIDDEN if it is not certain. */
  #repairMojibake(lead: number): number {
    const secondAt = this.#pastRemoved(this.#last + 1)
    const second = this.#codePointAt(secondAt)
    if (mayHide(second)) return HIDDEN
    if (second < ASCII) return NONE
    const thirdAt = this.#pastRemoved(secondAt + lengthOf(second))
    const third = this.#codePointAt(thirdAt)
    const read = String.fromCodePoint(lead, second, third < 0 ? SIGN.space : third)
    const repaired = repairMojibake(read, 0)
    // A no-break space that stands for a byte has become a space before anything is matched.
    if (!repaired || /\s/.test(read.slice(0, repaired.length))) {
      return second === SOFT_HYPHEN || (lead === LONG_LEAD && mayHide(third)) ? HIDDEN : NONE
    }
    const past = repaired.length === 3 ? thirdAt + lengthOf(third) : secondAt + lengthOf(second)
    const isApart = secondAt !== this.#last + 1 || (repaired.length === 3 && thirdAt !== secondAt + lengthOf(second))
    if (isApart) return HIDDEN
    this.#last = past - 1
    return repaired.codePoint
  }

  /** Past the control characters that are removed before a text is stored. */
  #pastRemoved(from: number): number {
    const bytes = this.#bytes
    let at = from
    while (at + 1 < this.#end && bytes[at] === 0xc2 && (bytes[at + 1] as number) < 0xa0 && bytes[at + 1] !== 0x85)
      at += 2
    return at
  }

  #codePointAt(at: number): number {
    if (at >= this.#end) return NONE
    const byte = this.#bytes[at] as number
    if (byte < ASCII) return byte
    return this.#pastCharacter(at) === 0 ? HIDDEN : this.#codePoint
  }

  /** Those of the units that a character becomes. */
  #columnsOf(codePoint: number): readonly number[] {
    if (codePoint < ASCII) return [codePoint]
    if (codePoint === ELLIPSIS) return [COLUMN.other]
    const folded = fold(codePoint)
    if (expands(folded)) return expansion(codePoint).map((unit) => this.#columnOfFolded(unit))
    return [isLead(folded) ? this.#columnOfFolded(folded) : this.#learn(codePoint)]
  }

  #addLetter(unit: number): void {
    if (this.#letters.has(unit)) return
    const column = FIRST_LETTER + this.#letters.size
    this.#letters.set(unit, column)
    if (classOf(fold(unit)) === CLASS.otherLetter) this.#otherLetters.add(column)
  }

  /** The column of a UTF-16 unit that is not ASCII. */
  #learn(code: number): number {
    const known = this.#columns[code] as number
    if (known !== COLUMN.unseen) return known
    const column = this.#columnOf(code)
    this.#columns[code] = column
    return column
  }

  #columnOf(code: number): number {
    // Removed before the text is stored.
    if ((code < 0xa0 && code !== 0x85) || (code >= 0xfdd0 && code <= 0xfdef) || code >= 0xfffe) return COLUMN.nothing
    if (code === 0xfeff) return COLUMN.separator // white space to those who fold white space
    const folded = fold(code)
    return isLead(folded) || expands(folded) ? COLUMN.odd : this.#columnOfFolded(folded)
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

  /** The column whose entries an ASCII byte has in every row; its own where it is one that is looked at. */
  #columnOfAscii(byte: number): number {
    if (byte === SIGN.ampersand || byte === SIGN.less || byte === SIGN.closingBracket) return byte
    if (byte <= SIGN.space) return isSpace(byte) ? COLUMN.separator : COLUMN.nothing
    return byte === 0x7f ? COLUMN.nothing : this.#columnOfFolded(fold(byte))
  }

  #plant(probes: readonly Probe[]): Node {
    const root = createNode(false)
    const below = (from: Node, units: readonly number[]): Node => {
      let node = from
      for (const unit of units) {
        const column = this.#letters.get(unit) as number
        let child = node.children.get(column)
        if (!child) {
          child = createNode(this.#otherLetters.has(column))
          node.children.set(column, child)
        }
        node = child
      }
      return node
    }
    for (const probe of probes) {
      if (probe.kind === 'phrase') {
        const nodes = probe.words.map(({ units }) => below(root, units))
        const [first, second] = nodes
        if (first && second && first !== second) this.#plantPair(first, second)
        // In scripts without spaces the end of a word says nothing: a stored text may be cut anywhere.
        else if (first) first[probe.words[0]?.stem || first.isOther ? 'isStem' : 'isWord'] = true
      } else {
        const letters = below(root, probe.letters)
        letters.separated ??= createNode(false)
        below(letters, probe.digits).isStem = true
        below(letters.separated, probe.digits).isStem = true
      }
    }
    return root
  }

  #plantPair(...nodes: readonly [Node, Node]): void {
    for (const node of nodes) node.part ??= this.#partners.push([]) - 1
    const [a, b] = nodes.map((node) => node.part as number) as [number, number]
    this.#partners[a]?.push(b)
    this.#partners[b]?.push(a)
  }

  /** Gives every node a row behind those of BETWEEN, in a word and in a word of another script. */
  #number(root: Node): readonly Node[] {
    const nodes: Node[] = []
    const visit = (node: Node): void => {
      for (const child of [...node.children.values(), ...(node.separated ? [node.separated] : [])]) {
        child.row = this.#firstNode + nodes.length * this.#width
        nodes.push(child)
        visit(child)
      }
    }
    visit(root)
    return nodes
  }

  #fill(root: Node, nodes: readonly Node[]): void {
    const width = this.#width
    const rowAt = (from: number) => this.#table.subarray(from, from + width)
    const rowOfWord = (column: number) => (this.#otherLetters.has(column) ? this.#inOther : this.#inWord)
    const entryOf = (node: Node) => (node.isStem ? FOUND : node.part === undefined ? node.row : FOUND - node.row)

    const between = rowAt(BETWEEN)
    for (const column of [COLUMN.unseen, COLUMN.odd]) between[column] = LOOK
    for (let column: number = COLUMN.letter; column < width; column++) {
      const child = root.children.get(column)
      between[column] = child ? entryOf(child) : rowOfWord(column)
    }
    // In a word it goes on with it, unless the script changes.
    for (const from of [this.#inWord, this.#inOther]) {
      const row = rowAt(from)
      row.set(between)
      row[COLUMN.nothing] = from
      for (let column: number = COLUMN.letter; column < width; column++) {
        if (rowOfWord(column) === from) row[column] = from
      }
    }
    for (const node of nodes) {
      const row = rowAt(node.row)
      if (node.part !== undefined) this.#parts.set(node.row, node.part)
      row.set(rowAt(node.isOther ? this.#inOther : this.#inWord))
      for (const column of LOOKED_AT) row[column] = LOOK
      row[COLUMN.nothing] = node.row
      row[SIGN.dot] = LOOK
      if (node.isWord) {
        for (const column of [COLUMN.odd, SIGN.dot, COLUMN.separator, COLUMN.other, ...this.#otherLetters]) {
          row[column] = FOUND
        }
      }
      if (node.separated && row[COLUMN.separator] !== FOUND) row[COLUMN.separator] = node.separated.row
      for (const [column, child] of node.children) row[column] = entryOf(child)
    }
    for (const node of nodes) {
      if (!node.separated) continue
      // Behind the separator any word may begin as well.
      const row = rowAt(node.separated.row)
      row.set(between)
      for (const column of LOOKED_AT) row[column] = LOOK
      row[COLUMN.nothing] = row[COLUMN.separator] = node.separated.row
      for (const [column, child] of node.separated.children) {
        row[column] = root.children.has(column) ? FOUND : entryOf(child)
      }
    }
    const columns = Array.from({ length: ASCII }, (_, byte) => this.#columnOfAscii(byte))
    for (let from = 0; from < this.#firstMarkup; from += width) {
      for (let byte = 0; byte < ASCII; byte++)
        this.#table[from + byte] = this.#table[from + (columns[byte] as number)] as number
    }
  }

  #fillMarkup({ rows, less, ampersand }: Markup): void {
    for (const { entry, entries } of rows) this.#table.set(entries, entry)
    for (const row of [BETWEEN, this.#inWord, this.#inOther]) {
      this.#table[row + SIGN.less] = less.entry
      this.#table[row + SIGN.ampersand] = ampersand.entry
    }
  }

  /** Whether a reference stands for what is no letter, wherever it stands outside probes, and for no sign of markup. */
  #readsAsNoLetter(name: string): boolean {
    const columns = this.#decodeReference(name, true) ?? []
    const isPlain = (column: number) => column !== SIGN.less && column !== SIGN.ampersand && this.#isNoLetter(column)
    return columns.length > 0 && columns.every(isPlain)
  }

  #isNoLetter(column: number): boolean {
    if (column < ASCII) return !isAlphanumeric(column)
    return column !== COLUMN.unseen && column !== COLUMN.odd && column < COLUMN.letter
  }
}

function createNode(isOther: boolean): Node {
  return {
    children: new Map(),
    isOther,
    isStem: false,
    isWord: false,
    part: undefined,
    separated: undefined,
    row: 0,
  }
}

function isLetterClass(folded: Folded): boolean {
  const kind = classOf(folded)
  return kind === CLASS.letter || kind === CLASS.digit || kind === CLASS.otherLetter
}

/** Bytes of UTF-8 that a unit takes. */
const lengthOf = (unit: number): number => (unit < ASCII ? 1 : unit < 0x800 ? 2 : 3)

/** Past the ">" of a tag whose name ends at `from`; 0 where it is not certain which one ends it. */
function pastTag(bytes: Uint8Array, from: number, end: number, isEscaped: boolean): number {
  let quote = 0 // the sign that ends the quoted value that we are in
  for (let at = from; at < end; at++) {
    let sign = bytes[at] as number
    if (sign === SIGN.less || (sign === SIGN.greater && isEscaped)) return 0
    if (sign === SIGN.greater) return quote === 0 ? at + 1 : 0
    if (sign === SIGN.ampersand) {
      if (isEscaped && standsAt(bytes, 'gt;', at + 1)) return quote === 0 ? at + 4 : 0
      if (isEscaped && (standsAt(bytes, 'quot;', at + 1) || standsAt(bytes, '#34;', at + 1))) sign = SIGN.quote
      else if (isEscaped && (standsAt(bytes, 'apos;', at + 1) || standsAt(bytes, '#39;', at + 1)))
        sign = SIGN.apostrophe
      else if (!standsAt(bytes, 'amp;', at + 1) && (isEscaped || quote === 0)) return 0
    } else if (at === from && sign !== SIGN.slash && !isSpace(sign)) return 0
    if (sign !== SIGN.quote && sign !== SIGN.apostrophe) continue
    if (quote === 0) quote = sign
    else if (quote === sign) quote = 0
  }
  return 0
}

/** Whether behind what could begin a wrongly read character this could hide the rest of it. */
function mayHide(codePoint: number): boolean {
  if (codePoint === HIDDEN || codePoint === SIGN.ampersand || codePoint === SIGN.less) return true
  return codePoint >= 0 && codePoint < SIGN.space ? !isSpace(codePoint) : codePoint === 0x7f
}

/** ASCII that stands for itself, and next to what it seems to stand next to. */
function isPlain(byte: number): boolean {
  if (byte < SIGN.space) return isSpace(byte)
  if (byte === SIGN.ampersand || byte === SIGN.less || byte === SIGN.greater) return false
  return byte !== SIGN.semicolon && byte !== SIGN.closingBracket && byte !== 0x7f
}

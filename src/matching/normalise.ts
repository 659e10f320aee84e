import {
  CLASS,
  CLASS_SHIFT,
  classOf,
  expands,
  expansion,
  FOLDED,
  fold,
  isLead,
  isUpper,
  PLAIN_BIT,
  UPPER_BIT,
  unitOf,
} from './fold.ts'
import { repairMojibake } from './mojibake.ts'

/** Texts are seldom longer: a stored summary, and some characters that become several. */
const ROOM = 4_096

/**
 * A text as it is compared: folded units, each with its class and the stretch of the text it stands for. Buffers are
 * reused from text to text, because a matcher looks at thousands of them and keeps none.
 */
export class NormalisedText {
  /** What was normalised. */
  source = ''
  length = 0
  units: Uint16Array
  /** CLASS of each unit. */
  classes: Uint8Array
  /** 1 where the text has a capital. */
  uppers: Uint8Array
  /** UTF-16 offsets into the text, half-open. */
  starts: Int32Array
  ends: Int32Array
  #hasCyrillic: boolean | undefined
  #hasCapitals: boolean | undefined

  /** @param room for so many units; a longer text takes new buffers, and what was compiled for the old ones is lost */
  constructor(room = ROOM) {
    this.units = new Uint16Array(room)
    this.classes = new Uint8Array(room)
    this.uppers = new Uint8Array(room)
    this.starts = new Int32Array(room)
    this.ends = new Int32Array(room)
  }

  /** Empties the buffers for another text. */
  begin(source: string): void {
    this.source = source
    this.length = 0
    this.#hasCyrillic = undefined
    this.#hasCapitals = undefined
    this.reserve(source.length)
  }

  /** Whether any letter is Cyrillic. Looked up once a text. */
  hasCyrillic(): boolean {
    this.#hasCyrillic ??= this.units.subarray(0, this.length).some(isCyrillic)
    return this.#hasCyrillic
  }

  /** Whether the text has any capital: without one, case says nothing of an acronym. Looked up once a text. */
  hasCapitals(): boolean {
    this.#hasCapitals ??= this.uppers.subarray(0, this.length).includes(1)
    return this.#hasCapitals
  }

  /** Room for `size` units. */
  reserve(size: number): void {
    if (size <= this.units.length) return
    const room = size * 2
    this.units = grow(new Uint16Array(room), this.units)
    this.classes = grow(new Uint8Array(room), this.classes)
    this.uppers = grow(new Uint8Array(room), this.uppers)
    this.starts = grow(new Int32Array(room), this.starts)
    this.ends = grow(new Int32Array(room), this.ends)
  }

  /** The folded text, for tests and messages. */
  toString(): string {
    let text = ''
    for (let i = 0; i < this.length; i++) text += String.fromCharCode(this.units[i] as number)
    return text
  }
}

/** Normalises `text` into `into`. Never throws, whatever the text holds; lone surrogates count as neither word nor space. */
export function normalise(text: string, into: NormalisedText = new NormalisedText()): NormalisedText {
  into.begin(text)
  for (let at = 0; at < text.length; ) {
    at = appendPlain(into, text, at)
    if (at < text.length) at = appendUnusual(into, text, at)
  }
  return into
}

/** Appends what is simply letters, digits and signs; the offset of the first that is not. */
function appendPlain(into: NormalisedText, text: string, from: number): number {
  const { units, classes, uppers, starts, ends } = into
  let i = into.length
  let at = from
  for (; at < text.length; at++, i++) {
    // No calls but for what is new: until the engine has optimised this, they would be most of what a text costs.
    const unit = text.charCodeAt(at)
    const folded = (FOLDED[unit] as number) || fold(unit)
    if ((folded & PLAIN_BIT) === 0) break
    units[i] = folded
    classes[i] = (folded >> CLASS_SHIFT) & 15
    uppers[i] = folded & UPPER_BIT ? 1 : 0
    starts[i] = at
    ends[i] = at + 1
  }
  into.length = i
  return at
}

/** Appends a character that is not simply a letter, a digit or a sign; the offset of the next. */
function appendUnusual(into: NormalisedText, text: string, at: number): number {
  const unit = text.charCodeAt(at)
  if (isLead(fold(unit))) {
    const repaired = repairMojibake(text, at)
    if (repaired) return appendCodePoint(into, repaired.codePoint, at, at + repaired.length)
  }
  if (unit >= 0xd800 && unit < 0xdc00) {
    const codePoint = text.codePointAt(at) ?? unit
    if (codePoint > 0xffff) return appendCodePoint(into, codePoint, at, at + 2)
  }
  return appendCodePoint(into, unit, at, at + 1)
}

function appendCodePoint(into: NormalisedText, codePoint: number, start: number, end: number): number {
  const folded = fold(codePoint)
  if (expands(folded)) {
    const units = expansion(codePoint)
    into.reserve(into.length + units.length + (into.source.length - start))
    for (const part of units) append(into, part, start, end)
  } else {
    append(into, folded, start, end)
  }
  return end
}

function append(into: NormalisedText, folded: number, start: number, end: number): void {
  const kind = classOf(folded)
  const i = into.length
  if (kind < CLASS.letter) {
    if (kind === CLASS.mark && i > 0 && into.ends[i - 1] === start) into.ends[i - 1] = end
    return
  }
  if (kind === CLASS.dot && endsAbbreviatedLetter(into, end)) return
  store(into, folded, start, end)
}

function store(into: NormalisedText, folded: number, start: number, end: number): void {
  const i = into.length
  into.units[i] = unitOf(folded)
  into.classes[i] = classOf(folded)
  into.uppers[i] = isUpper(folded) ? 1 : 0
  into.starts[i] = start
  into.ends[i] = end
  into.length = i + 1
}

/**
 * Whether the dot ending at `end` belongs to an abbreviation like "U.S.": it follows a single capital, or a run of them
 * that were dotted already, and another capital follows directly. Such dots vanish, so that "U.S." reads as "US".
 */
function endsAbbreviatedLetter(into: NormalisedText, end: number): boolean {
  const i = into.length - 1
  if (i < 0 || into.classes[i] !== CLASS.letter || into.uppers[i] !== 1) return false
  const before = i > 0 ? i - 1 : -1
  if (before >= 0 && isWordClass(into.classes[before] as number) && into.ends[before] === into.starts[i]) return false
  if (end >= into.source.length) return false
  const next = fold(into.source.charCodeAt(end))
  if (classOf(next) !== CLASS.letter || !isUpper(next)) return false
  const afterNext = end + 1 < into.source.length ? classOf(fold(into.source.charCodeAt(end + 1))) : CLASS.space
  return !isWordClass(afterNext)
}

export function isCyrillic(unit: number): boolean {
  return unit >= 0x400 && unit < 0x530
}

export function isWordClass(kind: number): boolean {
  return kind >= CLASS.letter && kind <= CLASS.digit
}

function grow<T extends Uint8Array | Uint16Array | Int32Array>(to: T, from: T): T {
  to.set(from)
  return to
}

// What comes next in a raw text, past tags that vanish and references: asked where it decides what the glance makes of
// something. It answers for what may be there in any of the rounds in which markup is removed and references decoded
// (matching/plain-text.ts), and says where that is not certain.
import {
  AMPERSAND,
  APOSTROPHE,
  BANG,
  CDATA_END_LENGTH,
  CLOSING_BRACKET,
  DASH,
  endsName,
  GREATER,
  HASH,
  isAlphanumeric,
  isLetter,
  isSpace,
  LESS,
  OPENING_BRACKET,
  QUESTION,
  QUOTE,
  SEMICOLON,
  SLASH,
  SPACE,
} from './bytes'
import {
  ASCII,
  BETWEEN,
  effectOfName,
  entryOf,
  escapedLess,
  HIDES,
  isNoLetter,
  learnedColumnOf,
  less,
  listed,
  NOTHING,
  ODD,
  OTHER,
  PARTS,
  readReference,
  roundsMax,
} from './table'

/** What is no character of the text: beyond its end; or not what it seems to be, or not next to what it seems to be. */
export const NONE: i32 = -1
export const HIDDEN: i32 = -2

/** More than any text has: it is not certain how long something is. */
export const UNCERTAIN: i32 = 0x3fffffff

const NAME_MAX: usize = 40
const TAG_MAX_CHARS: i32 = 60
const COMMENT_MAX: usize = 200
const AWAITED_MAX: i32 = 3

/** Of the character that pastCharacter passed; and where what isClosedName, effectOfTag and nextUnit met ends. */
export let codePoint: u32 = 0
export let nameEnd: usize = 0
export let tagEnd: usize = 0
export let nextEnd: usize = 0
/** How often what nextUnit met is escaped, where it stands: inside a CDATA section once less than outside. */
let nextLevel: i32 = 0
/** Signs of markup in a row that wait for what follows. */
let awaited: i32 = 0
let start: usize = 0
let end: usize = 0
/** Letters of a tag's name that do not stand together. A look ahead within one ends in what is no letter of a name. */
const TAG_NAME: usize = memory.data(64)

export function beginText(from: usize, to: usize): void {
  start = from
  end = to
  awaited = 0
}

function byteAt(at: usize): u32 {
  return load<u8>(at)
}

/** Whether "&lt;" stands here. */
function isEscapedLess(at: usize): bool {
  return load<u32>(at) === 0x3b746c26
}

/** Whether a reference's name stands here that ends in ";". What may be one, with it or without, ends at nameEnd. */
export function isClosedName(from: usize): bool {
  let to = from
  if (from < end && (byteAt(from) === HASH || isLetter(byteAt(from)))) {
    to++
    while (to < end && to - from < NAME_MAX && isAlphanumeric(byteAt(to))) to++
  }
  nameEnd = to
  return to > from && to < end && byteAt(to) === SEMICOLON
}

/**
 * Whether what stands here may be removed, so that a reference goes on behind it: "&Sc<b></b>aron;".
 * @param isBare nothing of its name stands in front
 */
export function mayJoin(at: usize, isBare: bool): bool {
  if (at >= end) return false
  const byte = byteAt(at)
  if (byte !== CLOSING_BRACKET && byte !== LESS && byte !== AMPERSAND) return false
  const next = nextUnit(at)
  if (!isBare || next < 0 || !isLetter(next)) return joinsName(next)
  // Only what ends in ";", and some names that need not.
  const from = nextEnd - 1
  isClosedName(from)
  const to = nameEnd
  return joinsName(nextUnit(to)) || readReference(from, to, false) !== 0
}

/** Whether a reference's name, or the end of one, may begin with this. */
function joinsName(unit: i32): bool {
  if (unit < 0) return unit === HIDDEN
  return isAlphanumeric(unit) || <u32>unit === HASH || <u32>unit === SEMICOLON
}

/**
 * The character that comes next in the text, past tags that vanish, and ends at nextEnd; or NONE or HIDDEN. In the place
 * of a reference it may be another sign or a space, where that is no letter. It never is behind an end of CDATA.
 */
export function nextUnit(from: usize): i32 {
  let at = from
  while (true) {
    const unit = unitAt(at)
    nextEnd = at + lengthOf(unit)
    nextLevel = 0
    if (unit !== HIDDEN) return unit
    const byte = byteAt(at)
    if (byte === CLOSING_BRACKET) {
      return at + CDATA_END_LENGTH < end ? HIDDEN : NONE // of a CDATA section, or of one of the HTML
    }
    const isEscaped = isEscapedLess(at)
    if (byte === AMPERSAND && !isEscaped) return nextReference(at)
    if (byte !== LESS && !isEscaped) return HIDDEN
    const behind = at + (isEscaped ? 4 : 1)
    const effect = effectOfTag(behind, isEscaped ? escapedLess : less)
    const past = tagEnd
    if (effect === HIDES) return past === 0 ? nextSign(LESS, behind, isEscaped ? 1 : 0) : HIDDEN
    nextEnd = past
    if (effect === PARTS) return SPACE
    at = past
  }
}

/** The same for a reference: a sign, or a space where it is another that is no letter. */
function nextReference(ampersand: usize): i32 {
  let level: i32 = 1
  let at = ampersand
  while (true) {
    const isClosed = isClosedName(at + 1)
    const to = nameEnd
    if (to === at + 1 && at > ampersand) return nextSign(AMPERSAND, to, level)
    if (!isClosed || readReference(at + 1, to, true) !== 1) return HIDDEN
    const column = listed(0)
    if (column === LESS) return nextSign(LESS, to + 1, level)
    if (column === NOTHING || !isNoLetter(column) || level > roundsMax) return HIDDEN
    if (column !== AMPERSAND) {
      nextEnd = to + 1
      nextLevel = level
      return column < ASCII ? column : SPACE
    }
    at = to // escaped: what follows may make another
    level++
  }
}

/** The same for a sign of markup that is none if nothing behind it makes it one. */
function nextSign(sign: u32, past: usize, level: i32): i32 {
  if (awaited === AWAITED_MAX) return HIDDEN
  awaited++
  const isMarkup = sign === LESS ? lengthOfTag(past, level) > 0 : mayJoin(past, true)
  awaited--
  nextEnd = past
  nextLevel = level
  return isMarkup ? HIDDEN : sign
}

/** What the tag does that ends at tagEnd; it hides where it is not certain that it is one, and where it ends. */
export function effectOfTag(at: usize, tag: i32): i32 {
  const from = byteAt(at) === SLASH ? at + 1 : at
  let to = from
  while (to < end && to - from < NAME_MAX && isAlphanumeric(byteAt(to))) to++
  tagEnd = pastTag(at, tag)
  const isName = endsName(to) || byteAt(to) === AMPERSAND
  return tagEnd > 0 && isName ? effectOfName(from, to) : HIDES
}

/** Along the rows of tags; 0 where it is not certain that it is one, and where it ends. */
function pastTag(from: usize, tag: i32): usize {
  let row = tag
  for (let at = from; at < end; at++) {
    const byte = byteAt(at)
    row = entryOf(row, byte < ASCII ? byte : OTHER)
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
export function lengthOfTag(from: usize, level: i32): i32 {
  if (level < 2 && byteAt(from) === BANG && byteAt(from + 1) === DASH && byteAt(from + 2) === DASH) {
    return lengthOfComment(from + 3, level)
  }
  let nameLength: usize = 0
  let isName = true
  let at = from
  for (let length: i32 = 0; length < TAG_MAX_CHARS; length++) {
    const next = nextUnit(at)
    const unit = <u32>next
    const startsTag = next >= 0 && (isLetter(unit) || unit === SLASH || unit === BANG || unit === QUESTION)
    if (length === 0 && next >= 0 && !startsTag) return 0
    if (unit === GREATER) {
      const isHiding = effectOfName(TAG_NAME, TAG_NAME + nameLength) === HIDES
      return nextLevel > level || isHiding ? UNCERTAIN : length
    }
    // Of a declaration, and behind quotes, it is a long story where it ends.
    if (next < 0 || unit === QUOTE || unit === APOSTROPHE || unit === LESS) return UNCERTAIN
    if (unit === AMPERSAND || unit === BANG || unit === QUESTION) return UNCERTAIN
    at = nextEnd
    if (unit === SLASH && length === 0) continue
    isName = isName && isAlphanumeric(unit)
    if (isName) store<u8>(TAG_NAME + nameLength++, unit)
  }
  return UNCERTAIN
}

function lengthOfComment(from: usize, level: i32): i32 {
  const limit = min(end, from + COMMENT_MAX)
  for (let at = from; at < limit; at++) {
    const byte = byteAt(at)
    const isDouble = byteAt(at + 1) === byte
    // What is removed before the comment is read may have its end in it; and what is escaped is read a round earlier
    // outside CDATA sections than inside.
    if (level > 0 && (byte === LESS || (byte === CLOSING_BRACKET && isDouble && byteAt(at + 2) === GREATER))) {
      return UNCERTAIN
    }
    nextEnd = at + 6 // as long as "--&gt;"
    const isEscapedGreater = load<u32>(at + 2) === 0x3b746726
    if (byte === DASH && isDouble && (byteAt(at + 2) === GREATER || (level > 0 && isEscapedGreater))) {
      return <i32>(at + 6 - from)
    }
  }
  return UNCERTAIN
}

/** The character that begins here, or NONE or HIDDEN. */
function unitAt(at: usize): i32 {
  if (at >= end) return NONE
  const byte = byteAt(at)
  if (byte < ASCII) return isPlain(byte) ? byte : HIDDEN
  if (pastCharacter(at) === 0 || codePoint > 0xffff) return HIDDEN
  const column = learnedColumnOf(codePoint)
  return column === ODD || column === NOTHING ? HIDDEN : codePoint
}

/** The character that ends here, likewise. */
export function unitBefore(to: usize): i32 {
  if (to <= start) return NONE
  let at = to - 1
  while (at > start && (byteAt(at) & 0xc0) === 0x80) at--
  if (byteAt(at) === OPENING_BRACKET) return HIDDEN // a CDATA section may begin here
  // Of references the one that often stands in front of an abbreviation; any other is HIDDEN by its ";".
  const isQuote = load<u32>(to - 6) === 0x6f757126 && load<u16>(to - 2) === 0x3b74
  return isQuote ? QUOTE : unitAt(at)
}

/** Past the codePoint of several bytes that stands here; 0 where it is no UTF-8 (RFC 3629, section 4). */
export function pastCharacter(at: usize): usize {
  const lead = byteAt(at)
  const length: usize = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
  if (lead < 0xc2 || lead > 0xf4 || at + length > end) return 0
  let char = lead & (0x7f >> <u32>length)
  for (let i = at + 1; i < at + length; i++) {
    const byte = byteAt(i)
    if ((byte & 0xc0) !== 0x80) return 0
    char = (char << 6) | (byte & 0x3f)
  }
  if (length === 3 && (char < 0x800 || (char >= 0xd800 && char < 0xe000))) return 0
  if (length === 4 && (char < 0x10000 || char > 0x10ffff)) return 0
  codePoint = char
  return at + length
}

/** Past the characters of several bytes that are removed before a text is stored. */
export function pastRemoved(from: usize): usize {
  let at = from
  for (let code = codePointAt(at); code >= <i32>ASCII && isRemoved(code); code = codePointAt(at)) at += lengthOf(code)
  return at
}

export function codePointAt(at: usize): i32 {
  if (at >= end) return NONE
  const byte = byteAt(at)
  if (byte < ASCII) return byte
  return pastCharacter(at) === 0 ? HIDDEN : codePoint
}

/** What is not ASCII and removed before a text is stored (sieve/alphabet.ts). */
function isRemoved(code: u32): bool {
  return (code < 0xa0 && code !== 0x85) || (code >= 0xfdd0 && code <= 0xfdef) || code === 0xfffe || code === 0xffff
}

/** Bytes of UTF-8 that a unit takes. */
export function lengthOf(unit: i32): usize {
  return unit < <i32>ASCII ? 1 : unit < 0x800 ? 2 : 3
}

/** ASCII that stands for itself, and next to what it seems to stand next to. */
export function isPlain(byte: u32): bool {
  if (byte < SPACE) return isSpace(byte)
  if (byte === AMPERSAND || byte === LESS || byte === GREATER) return false
  return byte !== SEMICOLON && byte !== CLOSING_BRACKET && byte !== 0x7f
}

// The first look at an item: whether its raw text could have one of a few words or designators. A table is walked one
// character at a time. References are decoded on the way; where anything that may vanish or hide a letter stands within
// what could become a probe, the answer is yes: whoever asks looks again at what the text really says.
import {
  AMPERSAND,
  CDATA_END_LENGTH,
  CDATA_LENGTH,
  CLOSING_BRACKET,
  DOT,
  isCdata,
  isLetter,
  isSpace,
  LESS,
  QUESTION,
  SPACE,
} from './bytes'
import {
  beginText,
  codePoint,
  codePointAt,
  effectOfTag,
  HIDDEN,
  isClosedName,
  isPlain,
  lengthOf,
  lengthOfTag,
  mayJoin,
  NONE,
  nameEnd,
  nextEnd,
  nextUnit,
  pastCharacter,
  pastRemoved,
  tagEnd,
  UNCERTAIN,
  unitBefore,
} from './look-ahead'
import {
  ASCII,
  BETWEEN,
  charsMax,
  columnOf,
  entryOf,
  escapedLess,
  FOUND,
  firstMarkup,
  firstNode,
  goesOn,
  HIDES,
  HIDING_TAG,
  IS_CAPITAL,
  IS_LEAD,
  IS_LETTER,
  kindOf,
  LOOK,
  learnedColumnOf,
  less,
  levelOf,
  listColumns,
  listed,
  NO_TAG,
  ODD,
  OTHER,
  PARTS,
  REFERENCE,
  REFERENCE_IN_TAG,
  reach,
  readReference,
  repair,
  roundsMax,
  storedMax,
  traitsOf,
  UNSEEN,
  useBlock,
} from './table'

const SOFT_HYPHEN: i32 = 0xad
/** Of three characters that were one. */
const LONG_LEAD: u32 = 0xe2

/**
 * A byte each, by first byte of a character, whether it is certainly stored: no white space, nothing that is removed, and
 * nothing that begins a tag or a reference. Behind as many as are stored at most nothing counts.
 */
const IS_STORED: usize = memory.data(256)
for (let byte: u32 = 0; byte < 256; byte++) store<u8>(IS_STORED + byte, isCertainlyStored(byte) ? 1 : 0)

function isCertainlyStored(byte: u32): bool {
  if (byte < ASCII) return isPlain(byte) && !isSpace(byte)
  // Behind these there are spaces and what is removed.
  return byte >= 0xc3 && byte !== 0xe1 && byte !== 0xe2 && byte !== 0xe3 && byte !== 0xed && byte !== 0xef
}

let end: usize = 0
/** The last byte of what was looked at. */
let last: usize = 0
let row: i32 = 0
/** Characters seen so far that are certainly stored; behind enough of them nothing counts. */
let stored: i32 = 0
let enough: i32 = 0
/** In front of this, what seems to end a tag may end another that is doubted, unless its "<" is escaped less often. */
let doubtedUntil: usize = 0
let doubtedLevel: i32 = 0
let hasReached: bool = false

/** Whether the raw text at these addresses could have one of the probes of the block's table. */
export function look(block: usize, start: usize, textEnd: usize): bool {
  useBlock(block)
  // Behind this the text may be cut anywhere, in a tag, a reference or a word.
  end = min(textEnd, start + charsMax)
  beginText(start, end)
  row = BETWEEN
  stored = 0
  enough = storedMax
  doubtedUntil = 0
  doubtedLevel = roundsMax
  hasReached = false
  for (let at = walk(start); at < end && stored < enough; at = walk(last + 1)) {
    const byte: u32 = load<u8>(at)
    last = at
    let column = byte
    if (byte >= ASCII) {
      const past = pastCharacter(at)
      if (past === 0) return true
      last = past - 1
      column = codePoint > 0xffff ? ODD : columnOf(codePoint)
    }
    const next = entryOf(row, column)
    row = next === LOOK ? lookAt(at, row, column) : step(row, column)
    if (row < 0) return true
  }
  if (end < textEnd && stored < enough) return true
  if (row >= firstMarkup) return true // in a tag or reference that does not end
  return entryOf(row, OTHER) === FOUND // the last word ends here
}

/**
 * Goes on from a byte as long as there is nothing to look at: nearly all the time that a glance takes is spent here.
 * @returns where it stopped: at the end, or where enough was seen, or there is something to look at
 */
function walk(from: usize): usize {
  let at = from
  let now = row
  let seen = stored
  const limit = end
  const max = enough
  const markup = firstMarkup
  while (at < limit && seen < max) {
    const byte: u32 = load<u8>(at)
    let past = at + 1
    let column = byte
    if (byte >= ASCII) {
      past = pastCharacter(at)
      if (past === 0 || codePoint > 0xffff) break
      column = columnOf(codePoint)
    }
    const next = entryOf(now, column)
    if (next < 0) break
    if (next < markup) seen += load<u8>(IS_STORED + byte)
    else if (next === now) {
      // Most of a tag leaves the row as it is: that is known before the table has answered.
      while (past < limit) {
        const inside: u32 = load<u8>(past)
        if (inside >= ASCII || entryOf(now, inside) !== now) break
        past++
      }
    }
    now = next
    at = past
  }
  row = now
  stored = seen
  return at
}

/** The row behind the character at `at`; FOUND also where it is not certain. */
function lookAt(at: usize, from: i32, column: u32): i32 {
  if (from >= firstMarkup) return lookAtMarkup(at, from)
  if (column === AMPERSAND) return lookAtReference(at, from)
  if (column === LESS) return lookAtTag(at + 1, from, less)
  if (column === CLOSING_BRACKET) {
    // It may be of the end of a CDATA section, or in a reference or another of one of the HTML.
    return at + CDATA_END_LENGTH < end ? FOUND : step(from, OTHER)
  }
  if (column === DOT) return lookAtDot(at, from)
  if (column !== UNSEEN) return lookAtOdd(from)
  const learned = learnedColumnOf(codePoint)
  // Behind a whole word it is as much as found, the first time as well as later.
  return learned === ODD && entryOf(from, learned) === LOOK ? lookAtOdd(from) : step(from, learned)
}

/** The way on with a character of this column; FOUND where it would have to be looked at. */
function step(from: i32, column: u32): i32 {
  const next = entryOf(from, column)
  if (next >= FOUND) return next === LOOK ? FOUND : next
  const isFirst = !hasReached
  hasReached = true
  return reach(FOUND - next, isFirst)
}

/** The same with several that are listed. */
function stepAll(from: i32, count: i32): i32 {
  if (count < 0) return FOUND
  let next = from
  for (let i = 0; i < count && next >= 0; i++) next = step(next, listed(i))
  return next
}

function lists(column: u32, count: i32): bool {
  for (let i = 0; i < count; i++) if (listed(i) === column) return true
  return false
}

function lookAtReference(ampersand: usize, from: i32): i32 {
  let level: i32 = 1
  let at = ampersand
  while (true) {
    if (at === ampersand && from >= firstNode && load<u32>(at) === 0x3b746c26) {
      last = at + 3
      return lookAtTag(at + 4, from, escapedLess)
    }
    const nameStart = at + 1
    const isClosed = isClosedName(nameStart)
    const to = nameEnd
    if (!isClosed && mayJoin(to, to === nameStart)) return FOUND
    const count = to > nameStart ? readReference(nameStart, to, isClosed) : 0
    if (count < 0 || level > roundsMax) return FOUND
    // "AT&T": what stood there was none, and what follows may be a word.
    if (count === 0) {
      last = at
      return step(from, OTHER)
    }
    // Escaped: what follows may make another.
    if (listed(0) === AMPERSAND) {
      at = to
      level++
      continue
    }
    last = to
    // A stored text is not cut inside a word, but it may be cut in front of a sign that becomes letters.
    if (entryOf(from, OTHER) === FOUND) return FOUND
    if (count === 1 && listed(0) === DOT) return lookAtDot(ampersand, from)
    if (!lists(LESS, count)) return stepAll(from, count)
    if (from >= firstNode) return FOUND
    doubtTag(to + 1, level)
    return BETWEEN
  }
}

/** Behind "<" or "&lt;" in what could become a probe. A tag stands for a space, or for nothing at all. */
function lookAtTag(at: usize, from: i32, tag: i32): i32 {
  const effect = effectOfTag(at, tag)
  const mayEndAnother = at < doubtedUntil && levelOf(tag) >= doubtedLevel
  if (effect === HIDES || mayEndAnother) return FOUND
  last = tagEnd - 1
  return effect === PARTS ? step(from, SPACE) : from
}

/** Outside probes, where a tag or reference is not as most are. */
function lookAtMarkup(at: usize, from: i32): i32 {
  const kind = kindOf(from)
  if (kind === NO_TAG) {
    const isCdataStart = isCdata(at - 1)
    if (isCdataStart)
      doubtedLevel-- // inside, what is escaped once less is read in the same round
    else doubtTag(at, levelOf(from))
    last = isCdataStart ? at + CDATA_LENGTH - 2 : at - 1
    return BETWEEN
  }
  if (kind === HIDING_TAG) {
    doubt(UNCERTAIN, 0)
    return isLetter(load<u8>(at)) ? goesOn(from) : FOUND
  }
  if (kind === REFERENCE) return lookAtReference(ampersandBefore(at), BETWEEN)
  if (kind === REFERENCE_IN_TAG) return lookAtReferenceInTag(ampersandBefore(at), goesOn(from))
  return FOUND
}

function ampersandBefore(at: usize): usize {
  let before = at - 1
  while (load<u8>(before) !== AMPERSAND) before--
  return before
}

/** Behind a "<" that is part of a tag at most once other tags are removed: of what follows so much may be hidden. */
function doubtTag(from: usize, level: i32): void {
  if (enough >= UNCERTAIN && level >= doubtedLevel) return
  const length = lengthOfTag(from, level)
  if (from >= doubtedUntil) doubtedLevel = level // whatever was doubted before has ended
  if (length > 0) doubt(length, level)
}

/** A tag of which the "<" is so often escaped may hide so many characters; if that is certain, it ends at nextEnd. */
function doubt(chars: i32, level: i32): void {
  enough = min(UNCERTAIN, enough + chars)
  doubtedUntil = max(doubtedUntil, chars < UNCERTAIN ? nextEnd : usize.MAX_VALUE)
  doubtedLevel = min(doubtedLevel, level)
}

/** @param tag the row of the tag that it stands in, or FOUND */
function lookAtReferenceInTag(at: usize, tag: i32): i32 {
  const isClosed = isClosedName(at + 1)
  const to = nameEnd
  // What is no reference, or becomes a sign of markup, in a round or another, is a long story.
  if (!isClosed || readReference(at + 1, to, true) !== 1 || listed(0) < QUESTION) return FOUND
  last = to
  doubt(UNCERTAIN, 0) // it may be a letter of the element's name
  return tag
}

/** "U.S.": a dot between single capitals does not count (matching/normalise.ts). */
function lookAtDot(at: usize, from: i32): i32 {
  const next = nextUnit(last + 1)
  const afterNext = nextEnd
  if (next !== HIDDEN && (!hasTrait(next, IS_CAPITAL) || leadsNowhere(from, next))) return step(from, OTHER)
  const previous = unitBefore(at)
  if (hasTrait(previous, IS_LETTER) && !hasTrait(previous, IS_CAPITAL)) return step(from, OTHER)
  const before = previous === HIDDEN ? HIDDEN : unitBefore(at - lengthOf(previous))
  if (before === HIDDEN || !hasTrait(previous, IS_LETTER)) return FOUND
  if (hasTrait(before, IS_LETTER)) return step(from, OTHER)
  const after = next === HIDDEN ? HIDDEN : nextUnit(afterNext)
  if (after === HIDDEN) return FOUND
  return hasTrait(after, IS_LETTER) ? step(from, OTHER) : from
}

/** Whether a word that went on with this letter would be no probe; then it does not matter where it ends. */
function leadsNowhere(from: i32, unit: u32): bool {
  const next = entryOf(from, unit < ASCII ? unit : columnOf(unit))
  return next >= 0 && next < firstNode
}

function hasTrait(unit: i32, trait: u32): bool {
  return unit >= 0 && (traitsOf(unit) & trait) !== 0
}

/** The character of several bytes that ends at `last`. */
function lookAtOdd(from: i32): i32 {
  const char = codePoint
  if (!hasTrait(char, IS_LEAD)) return stepAll(from, listColumns(char))
  const repaired = repairMojibake(char)
  if (repaired === HIDDEN) return FOUND
  return stepAll(from, listColumns(repaired === NONE ? char : repaired))
}

/** The character that was read wrongly as several, up to `last` then; NONE where none was, HIDDEN if it is not certain. */
function repairMojibake(lead: u32): i32 {
  const secondAt = pastRemoved(last + 1)
  const second = codePointAt(secondAt)
  if (mayHide(second)) return HIDDEN
  if (second < <i32>ASCII) return NONE
  const thirdAt = pastRemoved(secondAt + lengthOf(second))
  const third = codePointAt(thirdAt)
  const repaired = repair(lead, second, third)
  if (repaired === 0) return second === SOFT_HYPHEN || (lead === LONG_LEAD && mayHide(third)) ? HIDDEN : NONE
  const isLong = repaired >> 24 === 3
  const isApart = secondAt !== last + 1 || (isLong && thirdAt !== secondAt + lengthOf(second))
  if (isApart) return HIDDEN
  last = (isLong ? thirdAt + lengthOf(third) : secondAt + lengthOf(second)) - 1
  return repaired & 0xffffff
}

/** Whether behind what could begin a wrongly read character this could hide the rest of it. */
function mayHide(char: i32): bool {
  if (char < 0) return char === HIDDEN
  const code = <u32>char
  if (code === AMPERSAND || code === LESS || code === CLOSING_BRACKET) return true // that of a CDATA section
  return code < SPACE ? !isSpace(code) : code === 0x7f
}

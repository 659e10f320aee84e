// Cuts a feed into its items without parsing it, and finds the texts of each where it is built as simply as nearly all
// are. Every byte is looked at a bounded number of times, whatever is left open: what was not found is not sought again.
import {
  APOSTROPHE,
  BANG,
  CDATA_END_LENGTH,
  CDATA_LENGTH,
  CLOSING_BRACKET,
  DASH,
  endsName,
  feedEnd,
  findByte,
  findPast,
  GREATER,
  isCdata,
  isSame,
  LESS,
  QUOTE,
  SLASH,
  setFeedEnd,
  skipName,
  skipSpace,
} from './bytes'

/** What an element is to an item: 0 nothing, 1 an item itself, 2 its title, from 3 on what may be its summary. */
declare function roleOfName(start: usize, end: usize): u32
const ITEM: u32 = 1
const TITLE: u32 = 2

/** Whether a text, of which the start tag has "xhtml", is xhtml: 1, or not: 0; 2 where it is not understood. */
declare function readsXhtml(nameStart: usize, nameEnd: usize, tagEnd: usize): u32
const IS_XHTML: u32 = 1
const IS_UNCLEAR: u32 = 2

/** Elements within elements that are followed. */
const DEPTH_MAX: u32 = 100
/** Of a start tag's attributes; parse-feed.ts does not look for xhtml in longer ones. */
const ATTRIBUTES_MAX: usize = 400
const TEXTS_MAX: u32 = 16

/** Of a text: 32 bits each for role, start, end, whether it is xhtml. */
const TEXT_SIZE: u32 = 16
/** The item that was found: 32 bits each for start, end, whether it was understood, how many texts it has; then these. */
export const found: usize = memory.data(16 + TEXTS_MAX * TEXT_SIZE)
const TEXTS: usize = found + 16
let textCount: u32 = 0

/** By depth, where the names of the elements stand that are open: 32 bits each for start and length. */
const OPEN: usize = memory.data(DEPTH_MAX * 8)
/** A byte each, by the last two letters of a name in either case (endingOf): 0 where it has no role. */
export const endings: usize = memory.data(1 << 10)

/** By a hash of the name, the one that was met last: 32 bits each for start, length, role. */
const NAMES_SIZE: i32 = 256 * 16
const NAMES: usize = memory.data(NAMES_SIZE)

/** From where the end of a comment, or of a CDATA section, was sought last, and what was found. */
let commentSought: usize = 0
let commentPast: usize = 0
let cdataSought: usize = 0
let cdataPast: usize = 0

/** From where the next item is sought; and where the one begins that we are in, or 0. */
let rest: usize = 0
let begun: usize = 0
/** Of the tag of an item that was found last. */
let isEndTag: bool = false
let tagNameEnd: usize = 0

/** The feed's items are between these addresses. */
export function begin(start: usize, end: usize): void {
  setFeedEnd(end)
  memory.fill(NAMES, 0, NAMES_SIZE)
  commentSought = cdataSought = usize.MAX_VALUE
  commentPast = cdataPast = 0
  rest = start
  begun = 0
}

/** Whether there is another item, which then is in `found`. */
export function nextItem(): bool {
  for (let tag = findItemTag(rest); tag < feedEnd; tag = findItemTag(rest)) {
    const close = findByte(GREATER, tagNameEnd)
    if (close === feedEnd) break
    const start = begun
    rest = close + 1
    begun = 0
    if (isEndTag) {
      if (start > 0) return give(start, rest, false)
    } else if (load<u8>(close - 1) === SLASH) {
      if (start === 0) return give(tag, rest, false)
      begun = start
    } else if (start > 0) {
      // Items do not nest: where one begins inside another, the end of that one is missing.
      rest = tag
      return give(start, tag, false)
    } else {
      const past = walkItem(tag)
      if (past > 0) {
        rest = past
        return give(tag, past, true)
      }
      begun = tag
    }
  }
  rest = feedEnd
  const start = begun
  begun = 0
  return start > 0 && give(start, feedEnd, false)
}

function give(start: usize, end: usize, isUnderstood: bool): bool {
  store<u32>(found, <u32>start)
  store<u32>(found, <u32>end, 4)
  store<u32>(found, isUnderstood ? 1 : 0, 8)
  store<u32>(found, textCount, 12)
  return true
}

/** The next tag of an item; comments and CDATA hide any. */
function findItemTag(from: usize): usize {
  for (let at = findByte(LESS, from); at < feedEnd; at = findByte(LESS, at)) {
    const sign: u32 = load<u8>(at + 1)
    if (sign === BANG) {
      const past = pastHidden(at)
      at = past > 0 ? past : at + 2 // one that never ends hides nothing
      continue
    }
    isEndTag = sign === SLASH
    const start = at + (isEndTag ? 2 : 1)
    tagNameEnd = skipName(start)
    if (tagNameEnd > start && endsName(tagNameEnd) && roleOf(start, tagNameEnd) === ITEM) return at
    at = tagNameEnd
  }
  return feedEnd
}

/** Past the end tag of the item that begins here; 0 where it is not understood. */
function walkItem(start: usize): usize {
  let depth: u32 = 0
  let xhtmlRole: u32 = 0 // of the element of type xhtml that we are in, and where its content starts
  let xhtmlStart: usize = 0
  textCount = 0
  let at = start
  while (true) {
    const less = findByte(LESS, at)
    if (less === feedEnd) return 0
    const sign: u32 = load<u8>(less + 1)
    if (sign === SLASH) {
      if (depth === 0) return 0
      depth--
      at = pastEndTag(less, depth)
      if (at === 0 || depth === 0) return at
      if (depth === 1 && xhtmlRole > 0) {
        if (!keep(xhtmlRole, xhtmlStart, less, true)) return 0
        xhtmlRole = 0
      }
      continue
    }
    if (sign === BANG) {
      at = pastHidden(less)
      // In xhtml it could hide what looks like the end tag.
      if (at === 0 || (xhtmlRole > 0 && findByte(LESS, less + 1) < at)) return 0
      continue
    }
    const nameStart = less + 1
    const nameEnd = skipName(nameStart)
    if (nameEnd === nameStart) return 0
    at = pastStartTag(nameEnd)
    if (at === 0) return 0
    const role = roleOf(nameStart, nameEnd)
    const isEmpty = load<u8>(at - 2) === SLASH
    if (role === ITEM && depth > 0 && !(isEmpty && findByte(GREATER, nameEnd) === at - 1)) return 0
    if (isEmpty) {
      if (depth === 0) return 0
      // It says nothing, but being the first of its name it counts.
      if (depth === 1 && role > TITLE && !keep(role, at, at, false)) return 0
      continue
    }
    if (depth === DEPTH_MAX) return 0
    store<u32>(OPEN + (depth << 3), <u32>nameStart)
    store<u32>(OPEN + (depth << 3), <u32>(nameEnd - nameStart), 4)
    if (xhtmlRole > 0 && isOpenName(nameStart, 1)) return 0
    if (depth === 1 && role >= TITLE) {
      if (at - nameEnd > ATTRIBUTES_MAX) return 0
      const reading = hasXhtml(nameEnd, at) ? readsXhtml(nameStart, nameEnd, at) : 0
      if (reading === IS_UNCLEAR) return 0
      if (reading !== IS_XHTML) {
        const textEnd = endOfText(at)
        if (textEnd === 0 || !keep(role, at, textEnd, false)) return 0
        at = pastEndTag(textEnd, depth)
        if (at === 0) return 0
        continue
      }
      xhtmlRole = role
      xhtmlStart = at
    }
    depth++
  }
}

/** Whether there was room for it. */
function keep(role: u32, start: usize, end: usize, isXhtml: bool): bool {
  if (textCount === TEXTS_MAX) return false
  const text = TEXTS + textCount * TEXT_SIZE
  store<u32>(text, role)
  store<u32>(text, <u32>start, 4)
  store<u32>(text, <u32>end, 8)
  store<u32>(text, isXhtml ? 1 : 0, 12)
  textCount++
  return true
}

/** Where the content ends; 0 where there are elements or comments in it. */
function endOfText(start: usize): usize {
  let at = start
  while (true) {
    const less = findByte(LESS, at)
    const sign: u32 = load<u8>(less + 1)
    if (sign === SLASH) return less
    if (sign !== BANG || load<u8>(less + 2) === DASH) return 0
    at = pastHidden(less)
    if (at === 0) return 0
  }
}

/** Past the comment or CDATA section that stands here; 0 where there is none, or none that ends. */
function pastHidden(at: usize): usize {
  if (load<u8>(at + 2) === DASH) {
    if (load<u8>(at + 3) !== DASH) return 0
    const from = at + 4
    if (isUnsought(from, commentSought, commentPast)) {
      commentSought = from
      commentPast = findPast(DASH, from)
    }
    return commentPast
  }
  if (!isCdata(at)) return 0
  const from = at + CDATA_LENGTH
  if (isUnsought(from, cdataSought, cdataPast)) {
    cdataSought = from
    cdataPast = findPast(CLOSING_BRACKET, from)
  }
  return cdataPast
}

/** The end that was found last may be the next one still; and where there was none, there is none. */
function isUnsought(from: usize, sought: usize, past: usize): bool {
  return from < sought || (past > 0 && past < from + CDATA_END_LENGTH)
}

/** Past the end tag here of the element that is open at this depth; 0 where something else stands here. */
function pastEndTag(less: usize, depth: u32): usize {
  const start = less + 2
  if (!isOpenName(start, depth)) return 0
  const at = skipSpace(start + load<u32>(OPEN + (depth << 3), 4))
  return load<u8>(at) === GREATER ? at + 1 : 0
}

/** Whether what stands here begins with the name of the element that is open at this depth. */
function isOpenName(at: usize, depth: u32): bool {
  return isSame(at, load<u32>(OPEN + (depth << 3)), load<u32>(OPEN + (depth << 3), 4))
}

/** Past the ">" of a start tag, of which the name is read; 0 where it is none. Quoted values may hold ">". */
function pastStartTag(from: usize): usize {
  if (!endsName(from)) return 0
  for (let at = from; at < feedEnd; at++) {
    const byte: u32 = load<u8>(at)
    if (byte === GREATER) return at + 1
    if (byte === LESS) return 0
    if (byte === QUOTE || byte === APOSTROPHE) {
      for (at++; at < feedEnd && load<u8>(at) !== byte; at++) if (load<u8>(at) === LESS) return 0
    }
  }
  return 0
}

/** Whether "xhtml" stands there, in either case. */
function hasXhtml(start: usize, end: usize): bool {
  for (let at = start; at + 5 < end; at++) {
    if ((load<u32>(at) | 0x20202020) === XHTM && (load<u8>(at + 4) | 0x20) === L) return true
  }
  return false
}

/** "xhtm" and "l". */
const XHTM: u32 = 0x6d746878
const L: u32 = 0x6c

function endingOf(last2: u32, last: u32): u32 {
  return ((last2 & 0x1f) << 5) | (last & 0x1f)
}

function roleOf(start: usize, end: usize): u32 {
  if (load<u8>(endings + endingOf(load<u8>(end - 2), load<u8>(end - 1))) === 0) return 0
  const length = <u32>(end - start)
  let hash = length
  for (let at = start; at < end; at++) hash = hash * 31 + load<u8>(at)
  const name = NAMES + (((hash ^ (hash >> 8)) & 0xff) << 4)
  if (load<u32>(name, 4) === length && isSame(load<u32>(name), start, length)) return load<u32>(name, 8)
  const role = roleOfName(start, end)
  store<u32>(name, <u32>start)
  store<u32>(name, length, 4)
  store<u32>(name, role, 8)
  return role
}

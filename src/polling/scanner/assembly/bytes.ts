// The bytes of the feed that is being cut, and looking for things in them. Where something stands is its address in the
// memory; what "past" something is returned as 0 where it is not there.

export const SPACE: u32 = 0x20
export const HASH: u32 = 0x23
export const AMPERSAND: u32 = 0x26
export const DOT: u32 = 0x2e
export const SEMICOLON: u32 = 0x3b
export const QUESTION: u32 = 0x3f
export const OPENING_BRACKET: u32 = 0x5b
export const LESS: u32 = 0x3c
export const GREATER: u32 = 0x3e
export const SLASH: u32 = 0x2f
export const BANG: u32 = 0x21
export const DASH: u32 = 0x2d
export const CLOSING_BRACKET: u32 = 0x5d
export const QUOTE: u32 = 0x22
export const APOSTROPHE: u32 = 0x27

/** Bytes that are looked at together; as many zeros stand behind the feed. */
const BLOCK: usize = 16

/** Behind the last byte of the feed. */
export let feedEnd: usize = 0

export function setFeedEnd(end: usize): void {
  feedEnd = end
}

/** White space of XML (section 2.3). */
export function isSpace(byte: u32): bool {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d
}

/** Whether it can be part of a name: a letter, digit, or one of "_", ":", "-", "."; of other names we know none. */
function isInName(byte: u32): bool {
  return isAlphanumeric(byte) || byte === 0x3a || byte === DASH || byte === DOT || byte === 0x5f
}

/** Where the byte is, from an address on; the end of the feed where it is nowhere. */
export function findByte(byte: u32, from: usize): usize {
  const wanted = i8x16.splat(<i8>byte)
  for (let at = from; at < feedEnd; at += BLOCK) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), wanted))
    if (found !== 0) return min(at + <usize>ctz(found), feedEnd)
  }
  return feedEnd
}

/** Past the first "]]>" or "-->", told by its first byte, from an address on. */
export function findPast(first: u32, from: usize): usize {
  for (let at = findByte(first, from); at < feedEnd; at = findByte(first, at + 1)) {
    if (load<u8>(at + 1) === first && load<u8>(at + 2) === GREATER) return at + 3
  }
  return 0
}

/** Behind the name that stands here; where none does, here. */
export function skipName(from: usize): usize {
  let at = from
  while (isInName(load<u8>(at))) at++
  return at
}

/** Behind the white space that stands here; where none does, here. */
export function skipSpace(from: usize): usize {
  let at = from
  while (isSpace(load<u8>(at))) at++
  return at
}

/** Whether what may stand behind the name in a tag stands here. */
export function endsName(at: usize): bool {
  const byte: u32 = load<u8>(at)
  return byte === GREATER || byte === SLASH || isSpace(byte)
}

export function isLetter(byte: u32): bool {
  return (byte | 0x20) - 0x61 < 26
}

export function isAlphanumeric(byte: u32): bool {
  return isLetter(byte) || byte - 0x30 < 10
}

/** Whether "<![CDATA[" stands here. */
export function isCdata(at: usize): bool {
  return load<u32>(at) === LESS_BANG_C && load<u32>(at + 4) === DATA && load<u8>(at + 8) === OPENING_BRACKET
}

export const CDATA_LENGTH: usize = 9
export const CDATA_END_LENGTH: usize = 3
/** "<![C" and "DATA" as numbers: the first byte is the lowest. */
const LESS_BANG_C: u32 = 0x435b213c
const DATA: u32 = 0x41544144

/** Whether the same bytes stand at both addresses. */
export function isSame(a: usize, b: usize, length: usize): bool {
  for (let i: usize = 0; i < length; i++) if (load<u8>(a + i) !== load<u8>(b + i)) return false
  return true
}

// Looking for things in UTF-8. Feeds are read as the bytes they come in, because nearly all of one is thrown away:
// decoding it would take longer than everything else. What XML and HTML are made of is ASCII, and in UTF-8 an ASCII
// byte is never a part of anything else.
import { SIGN } from '../matching/ascii.ts'

/** White space of XML (section 2.3); HTML's form feed is removed from what is stored, or becomes a space. */
export const isSpace = (byte: number): boolean => byte === SIGN.space || byte === 0x09 || byte === 0x0a || byte === 0x0d
/** What may stand behind the name in a tag. */
export const endsName = (byte: number): boolean => byte === SIGN.greater || byte === SIGN.slash || isSpace(byte)

/** What is near is found faster by looking than by calling the engine. */
const NEAR_BYTES = 16

/** Where the byte is, from an offset on; the length where it is nowhere. */
export function findByte(bytes: Uint8Array, byte: number, from: number): number {
  const end = bytes.length
  const near = Math.min(from + NEAR_BYTES, end)
  let at = from
  while (at < near) {
    if (bytes[at] === byte) return at
    at++
  }
  if (at >= end) return end
  const found = bytes.indexOf(byte, at)
  return found < 0 ? end : found
}

/** Past the first "]]>" or "-->", told by its first byte, from an offset on; 0 where there is none. */
export function findPast(bytes: Uint8Array, first: number, from: number): number {
  const last = bytes.length - 3
  for (let at = findByte(bytes, first, from); at <= last; at = findByte(bytes, first, at + 1)) {
    if (bytes[at + 1] === first && bytes[at + 2] === SIGN.greater) return at + 3
  }
  return 0
}

/** Whether this ASCII text stands here. */
export function standsAt(bytes: Uint8Array, text: string, at: number): boolean {
  if (at + text.length > bytes.length) return false
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false
  return true
}

/** The ASCII text of some bytes. */
export function readAscii(bytes: Uint8Array, start: number, end: number): string {
  let text = ''
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] as number)
  return text
}

/** Past the white space that stands here. */
export function pastSpace(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && isSpace(bytes[at] as number)) at++
  return at
}

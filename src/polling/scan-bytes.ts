// Looking for things in UTF-8. Feeds are read as the bytes they come in, because nearly all of one is thrown away:
// decoding it would take longer than everything else. What XML and HTML are made of is ASCII, and in UTF-8 an ASCII
// byte is never a part of anything else.
import { SIGN } from '../matching/ascii.ts'

/** White space of XML (section 2.3); HTML's form feed is removed from what is stored, or becomes a space. */
export const isSpace = (byte: number): boolean => byte === SIGN.space || byte === 0x09 || byte === 0x0a || byte === 0x0d

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

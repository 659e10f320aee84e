// Bytes → UTF-8 or text. The candidates are tried in the order BOM, Content-Type, XML declaration; one that meets bytes it
// cannot read gives way to the next (RFC 7303, section 3.2 gives the order; feeds often lie in the header).

import { SIGN } from '../matching/ascii.ts'
import { readAscii } from './scan-bytes.ts'

export interface DecodedText {
  readonly text: string
  /** WHATWG name of the encoding used. */
  readonly encoding: string
}

/** How far into the body an XML declaration is looked for. */
const DECLARATION_BYTES = 256

/**
 * Decodes a feed's body. Never throws: where no candidate reads the bytes, the first one is used with U+FFFD for what
 * it could not read.
 */
export function decodeBody(body: Uint8Array, contentType: string | null): DecodedText {
  const candidates = listCandidates(body, contentType)
  for (const label of candidates) {
    // A single-byte encoding reads any bytes. What is valid UTF-8 is none, whatever a server's default says.
    const decoded = (isSingleByte(label) && tryDecode(body, 'utf-8', true)) || tryDecode(body, label, true)
    if (decoded) return decoded
  }
  for (const label of [...candidates, 'utf-8']) {
    const decoded = tryDecode(body, label, false)
    if (decoded) return decoded
  }
  return { text: '', encoding: 'utf-8' }
}

/**
 * A feed's body as UTF-8, without decoding it where it seems to be that already: nearly all feeds are, and nearly
 * nothing of a feed is ever decoded. What is read of it then has to be checked, and where it is not UTF-8 after all,
 * `decodeBody` says what it is.
 */
export function asUtf8(body: Uint8Array, contentType: string | null): Uint8Array {
  const [label] = listCandidates(body, contentType)
  return /^utf-?8$/i.test(label) ? body : new TextEncoder().encode(decodeBody(body, contentType).text)
}

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Some of a body that should be UTF-8; a character that is cut where the body ends is left out.
 * @throws TypeError where it is not
 */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  const part = bytes.subarray(start, end)
  if (end < bytes.length || (bytes[end - 1] ?? 0) < 0x80) return STRICT.decode(part)
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(part, { stream: true })
}

/** Labels of encodings, the most trusted first. */
function listCandidates(body: Uint8Array, contentType: string | null): readonly [string, ...string[]] {
  const said = [encodingOfBom(body), encodingOfHeader(contentType, body), encodingOfDeclaration(body)]
  const [first = 'utf-8', ...others] = said.filter((label) => label !== undefined)
  return [first, ...others, 'utf-8']
}

function encodingOfBom([a, b, c]: Uint8Array): string | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return undefined
}

function encodingOfHeader(contentType: string | null, body: Uint8Array): string | undefined {
  const label = /charset\s*=\s*["']?([\w:-]+)/i.exec(contentType ?? '')?.[1]
  return label && isWide(label) && !looksWide(body) ? undefined : label
}

/** The declaration is ASCII in every encoding but UTF-16, whose "<?" or "<r" shows by the zero bytes. */
function encodingOfDeclaration(body: Uint8Array): string | undefined {
  if (looksWide(body)) return body[0] === 0 ? 'utf-16be' : 'utf-16le'
  const end = body.subarray(0, DECLARATION_BYTES).indexOf(SIGN.greater)
  if (end < 0) return undefined
  const head = readAscii(body, 0, end)
  const label = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w:-]+)/i.exec(head)?.[1]
  // Read as bytes, so it is not UTF-16 whatever it says.
  return label && isWide(label) ? undefined : label
}

const isWide = (label: string): boolean => /^(?:utf-?16|ucs-?2|iso-10646)/i.test(label)

const isSingleByte = (label: string): boolean =>
  /^(?:iso-?8859|windows-125|cp-?125|latin|koi8|us-ascii|ascii)/i.test(label)

/** Two bytes a character: the "<" at the start has a zero byte beside it. */
function looksWide([a, b]: Uint8Array): boolean {
  return (a === 0x3c && b === 0) || (a === 0 && b === 0x3c)
}

function tryDecode(body: Uint8Array, label: string, fatal: boolean): DecodedText | undefined {
  try {
    const decoder = new TextDecoder(label, { fatal, ignoreBOM: false })
    // As a stream: a body cut in the middle of a character still decodes.
    return { text: decoder.decode(body, { stream: true }), encoding: decoder.encoding }
  } catch {
    return undefined // an unknown label, or bytes it cannot read
  }
}

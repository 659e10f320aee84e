// Bytes → text. The candidates are tried in the order BOM, Content-Type, XML declaration; one that meets bytes it
// cannot read gives way to the next (RFC 7303, section 3.2 gives the order; feeds often lie in the header).

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
  const candidates = [encodingOfBom(body), encodingOfHeader(contentType), encodingOfDeclaration(body), 'utf-8']
    .filter((label) => label !== undefined)
    // Any even number of bytes reads as UTF-16, so it would never give way.
    .filter((label) => !UTF_16.test(label) || isUtf16(body))
  for (const label of candidates) {
    const decoded = tryDecode(body, label, true)
    if (decoded) return decoded
  }
  for (const label of [...candidates, 'utf-8']) {
    const decoded = tryDecode(body, label, false)
    if (decoded) return decoded
  }
  return { text: '', encoding: 'utf-8' }
}

function encodingOfBom([a, b, c]: Uint8Array): string | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return undefined
}

function encodingOfHeader(contentType: string | null): string | undefined {
  return /charset\s*=\s*["']?([\w:-]+)/i.exec(contentType ?? '')?.[1]
}

/** The declaration is ASCII in every encoding but UTF-16, whose "<?" or "<r" shows by the zero bytes. */
function encodingOfDeclaration(body: Uint8Array): string | undefined {
  if (body[0] === 0x3c && body[1] === 0) return 'utf-16le'
  if (body[0] === 0 && body[1] === 0x3c) return 'utf-16be'
  const head = String.fromCharCode(...body.subarray(0, DECLARATION_BYTES))
  return /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w:-]+)/i.exec(head)?.[1]
}

const UTF_16 = /^(?:utf-?16|ucs-?2|iso-10646|unicode)/i

/** A feed begins with a BOM or with "<", perhaps after white space: half of its first bytes are zero in UTF-16. */
function isUtf16(body: Uint8Array): boolean {
  return encodingOfBom(body)?.startsWith('utf-16') || body.subarray(0, 4).includes(0)
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

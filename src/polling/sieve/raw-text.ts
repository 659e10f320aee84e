// The content of a title or summary as the parser would give it, without the parser.
import { decodeHTML } from 'entities/decode'
import type { RawText } from '../cut-items.ts'
import { decodeUtf8 } from '../decode.ts'
import { isAlphanumeric, isSpace, standsAt } from '../scan-bytes.ts'

const CDATA = '<![CDATA['
const PARAGRAPHS = ['<p>', '&lt;p&gt;']

/** Whether it certainly says something: a letter in front of which there is at most the mark of a CDATA section, or the tag of a paragraph. */
export function saysSomething(bytes: Uint8Array, { start, end }: RawText): boolean {
  let at = pastSpace(bytes, start)
  if (standsAt(bytes, CDATA, at)) at = pastSpace(bytes, at + CDATA.length)
  for (const tag of PARAGRAPHS) if (standsAt(bytes, tag, at)) at = pastSpace(bytes, at + tag.length)
  return at < end && isAlphanumeric(bytes[at] as number)
}

function pastSpace(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && isSpace(bytes[at] as number)) at++
  return at
}

/** CDATA verbatim, references decoded elsewhere. @throws TypeError where it is not UTF-8 */
export function readContent(bytes: Uint8Array, { start, end, isXhtml }: RawText): string {
  const raw = decodeUtf8(bytes, start, end)
  if (isXhtml) return raw
  let read = ''
  let at = 0
  for (let open = raw.indexOf(CDATA); open >= 0; open = raw.indexOf(CDATA, at)) {
    const close = raw.indexOf(']]>', open)
    read += decodeReferences(raw.slice(at, open)) + raw.slice(open + CDATA.length, close)
    at = close + 3
  }
  return read + decodeReferences(raw.slice(at))
}

/** Nearly all there are. */
const COMMON: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&apos;': "'",
}

/** Once, and only those that end in ";": what the parser does, or what is mended for it. */
function decodeReferences(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#\d+|#x[\da-f]+|[a-z]\w*);/gi, (reference) => COMMON[reference] ?? decodeHTML(reference))
}

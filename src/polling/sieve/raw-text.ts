// The content of a title or summary as the parser would give it, without the parser.
import { decodeHTML } from 'entities/decode'
import type { RawText } from '../cut-items.ts'
import { decodeUtf8 } from '../decode.ts'
import { MARKUP_MAX_CHARS } from '../read-item.ts'
import { isAlphanumeric, isSpace, standsAt } from '../scan-bytes.ts'
import { differsInXml } from './references.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/
const CDATA = '<![CDATA['
const PARAGRAPHS = ['<p>', '&lt;p&gt;']

/** Whether it certainly says something: a letter in front of which there is at most the mark of a CDATA section, or the tag of a paragraph. */
export function saysSomething(bytes: Uint8Array, { start, end }: RawText): boolean {
  let at = pastSpace(bytes, start)
  if (standsAt(bytes, CDATA, at)) at = pastSpace(bytes, at + CDATA.length)
  for (const tag of PARAGRAPHS) if (standsAt(bytes, tag, at)) at = pastSpace(bytes, at + tag.length)
  return at < Math.min(end, start + MARKUP_MAX_CHARS) && isAlphanumeric(bytes[at] as number)
}

function pastSpace(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && isSpace(bytes[at] as number)) at++
  return at
}

/**
 * CDATA verbatim, references decoded elsewhere.
 * @returns undefined where the parser may be given, or make of it, something else
 * @throws TypeError where it is not UTF-8
 */
export function readContent(bytes: Uint8Array, { start, end, isXhtml }: RawText): string | undefined {
  const raw = decodeUtf8(bytes, start, end)
  if (FORBIDDEN.test(raw)) return undefined // removed where the item has to be mended, before anything is read
  if (isXhtml) return raw
  if (raw.includes('xhtml')) return undefined // parse-feed.ts may escape what stands in a CDATA section, too
  let read = ''
  let at = 0
  for (let open = raw.indexOf(CDATA); open >= 0; open = raw.indexOf(CDATA, at)) {
    const close = raw.indexOf(']]>', open)
    const before = decodeReferences(raw.slice(at, open))
    if (before === undefined) return undefined
    read += before + raw.slice(open + CDATA.length, close)
    at = close + 3
  }
  const rest = decodeReferences(raw.slice(at))
  return rest === undefined ? undefined : read + rest
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
function decodeReferences(text: string): string | undefined {
  if (!text.includes('&')) return text
  let isCertain = true
  const decoded = text.replace(/&(?:#\d+|#x[\da-f]+|[a-z]\w*);/gi, (reference) => {
    const common = COMMON[reference]
    if (common !== undefined) return common
    if (differsInXml(reference.slice(1, -1))) isCertain = false
    return decodeHTML(reference)
  })
  return isCertain ? decoded : undefined
}

// The content of a title or summary as the parser would give it, without the parser.
import { decodeHTML } from 'entities/decode'
import { isAlphanumeric } from '../../matching/ascii.ts'
import type { RawText } from '../cut-items.ts'
import { decodeUtf8 } from '../decode.ts'
import { MARKUP_MAX_CHARS } from '../read-item.ts'
import { pastSpace, standsAt } from '../scan-bytes.ts'
import { CDATA, FORBIDDEN, splitCdata } from '../xml-text.ts'
import { differsInXml } from './references.ts'

const PARAGRAPHS = ['<p>', '&lt;p&gt;']

/** Whether it certainly says something: a letter in front of which there is at most the mark of a CDATA section, or the tag of a paragraph. */
export function saysSomething(bytes: Uint8Array, { start, end }: RawText): boolean {
  let at = pastSpace(bytes, start)
  if (standsAt(bytes, CDATA, at)) at = pastSpace(bytes, at + CDATA.length)
  for (const tag of PARAGRAPHS) if (standsAt(bytes, tag, at)) at = pastSpace(bytes, at + tag.length)
  return at < Math.min(end, start + MARKUP_MAX_CHARS) && isAlphanumeric(bytes[at] as number)
}

/**
 * CDATA verbatim, references decoded elsewhere; as much of it as is ever looked at.
 * @returns undefined where the parser may be given, or make of it, something else
 * @throws TypeError where it is not UTF-8
 */
export function readContent(bytes: Uint8Array, { start, end, isXhtml }: RawText): string | undefined {
  const raw = decodeUtf8(bytes, start, end)
  if (FORBIDDEN.test(raw)) return undefined // removed where the item has to be mended, before anything is read
  if (isXhtml) return raw
  if (raw.includes('xhtml')) return undefined // parse-feed.ts may escape what stands in a CDATA section, too
  let read = ''
  for (const { text, isCdata } of splitCdata(raw)) {
    if (read.length >= MARKUP_MAX_CHARS) break
    const content = isCdata ? text : beginReferences(text)
    if (content === undefined) return undefined
    read += content
  }
  return read
}

/** Nearly all there are. */
const COMMON = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&amp;', '&'],
  ['&quot;', '"'],
  ['&apos;', "'"],
])

/** Decoded once, and only those that end in ";": what the parser does, or what is mended for it. */
function beginReferences(text: string): string | undefined {
  let decoded = ''
  let done = 0
  for (let at = text.indexOf('&'); at >= 0 && decoded.length < MARKUP_MAX_CHARS; at = text.indexOf('&', at + 1)) {
    REFERENCE.lastIndex = at
    if (!REFERENCE.test(text)) continue
    const reference = text.slice(at, REFERENCE.lastIndex)
    const common = COMMON.get(reference)
    if (common === undefined && differsInXml(reference.slice(1, -1))) return undefined
    decoded += text.slice(done, at) + (common ?? decodeHTML(reference))
    done = REFERENCE.lastIndex
  }
  return decoded + text.slice(done)
}

const REFERENCE = /&(?:#\d+|#x[\da-f]+|[a-z]\w*);/iy

// Finds title and summary of an item in its raw text, without parsing it. Only where the item is built as simply as
// nearly all are; of any other it says so, and that one goes to the parser unseen.
import { decodeHTML } from 'entities/decode'
import { DEPTH_MAX } from '../bound-segments.ts'
import type { NameMap } from '../element-names.ts'
import type { Span } from '../segments.ts'

/** The content of an element: references, CDATA sections and no elements; or, of type xhtml, markup as it stands. */
export interface RawText extends Span {
  readonly isXhtml: boolean
}

export interface ItemTexts {
  /** Of each the first that says anything counts, as in read-item.ts. */
  readonly titles: readonly RawText[]
  readonly summaries: readonly RawText[]
}

/** A start tag; quoted values may hold ">". Linear: every part of it stops at another character. */
const START_TAG = /<([^\s<>/!?"'=&]+)(\s[^<>"']*(?:"[^<"]*"[^<>"']*|'[^<']*'[^<>"']*)*)?\/?>/y
const XHTML = /\stype\s*=\s*["'](?:xhtml|application\/xhtml\+xml)["']/i
const SUMMARY_NAMES = ['raw-summary', 'raw-description', 'raw-content', 'raw-encoded']
const SLASH = 0x2f

/** Finds the next place of a text at or behind an offset; -1 where there is none. */
type Find = (what: string, from: number) => number

/** For searches in order: however often the same is looked for, the text is gone through once. */
export function findIn(text: string): Find {
  const known = new Map<string, { from: number; found: number }>()
  return (what, from) => {
    const last = known.get(what)
    if (last && from >= last.from && (from <= last.found || last.found < 0)) return last.found
    const found = text.indexOf(what, from)
    known.set(what, { from, found })
    return found
  }
}

/** @returns undefined where the item is not understood */
export function findTexts(
  text: string,
  { start, end }: Span,
  mapName: NameMap,
  find: Find = findIn(text),
): ItemTexts | undefined {
  const titles: RawText[] = []
  const summaries: (RawText | undefined)[] = [undefined, undefined, undefined, undefined]
  const open: string[] = []
  for (let at = start; at < end; ) {
    const less = text.indexOf('<', at)
    if (less < 0 || less >= end) return undefined
    const sign = text.charCodeAt(less + 1)
    if (sign === SLASH) {
      const name = open.pop()
      at = name === undefined ? 0 : pastEndTag(text, less, name)
      if (at === 0) return undefined
      if (open.length > 0) continue
      return at === end ? { titles, summaries: summaries.filter((raw) => raw !== undefined) } : undefined
    }
    if (sign === 0x21 || sign === 0x3f) {
      at = pastHidden(text, less, find)
      if (at === 0) return undefined
      continue
    }
    START_TAG.lastIndex = less
    const tag = START_TAG.exec(text)
    if (!tag) return undefined
    at = START_TAG.lastIndex
    if (text.charCodeAt(at - 2) === SLASH) {
      if (open.length === 0) return undefined
      continue
    }
    const name = tag[1] as string
    if (open.length === 1) {
      const mapped = mapName(name)
      const rank = mapped === 'title' ? -1 : SUMMARY_NAMES.indexOf(mapped)
      if (mapped === 'title' || rank >= 0) {
        const raw = findContent(text, at, name, tag[2] ?? '', find)
        if (!raw) return undefined
        if (rank < 0) titles.push(raw)
        else summaries[rank] ??= raw
        at = pastEndTag(text, raw.end, name)
        if (at === 0) return undefined
        continue
      }
    }
    if (open.push(name) > DEPTH_MAX) return undefined
  }
  return undefined
}

/** Where the content ends; undefined where there are elements or comments in it. */
function findContent(text: string, start: number, name: string, attributes: string, find: Find): RawText | undefined {
  if (XHTML.test(attributes)) {
    if (name.toLowerCase().endsWith('description')) return undefined
    const end = find(`</${name}`, start)
    return end < 0 ? undefined : { start, end, isXhtml: true }
  }
  for (let at = start; ; ) {
    const less = text.indexOf('<', at)
    if (less < 0) return undefined
    if (text.charCodeAt(less + 1) === SLASH) return { start, end: less, isXhtml: false }
    if (!text.startsWith('<![CDATA[', less)) return undefined
    const close = find(']]>', less)
    if (close < 0) return undefined
    at = close + 3
  }
}

/** Past the end tag of this name that stands here; 0 where something else does. */
function pastEndTag(text: string, less: number, name: string): number {
  if (!text.startsWith(name, less + 2)) return 0
  let at = less + 2 + name.length
  while (text.charCodeAt(at) <= 0x20) at++
  return text.charCodeAt(at) === 0x3e ? at + 1 : 0
}

/** Past a comment, CDATA section or processing instruction; 0 where it is something else. */
function pastHidden(text: string, less: number, find: Find): number {
  const ending = text.startsWith('<!--', less) ? '-->' : text.startsWith('<![CDATA[', less) ? ']]>' : '?>'
  if (ending === '?>' && text.charCodeAt(less + 1) !== 0x3f) return 0
  const end = find(ending, less + 2)
  return end < 0 ? 0 : end + ending.length
}

/** Content as the parser would give it: CDATA verbatim, references decoded elsewhere. */
export function readContent(text: string, { start, end, isXhtml }: RawText): string {
  const raw = text.slice(start, end)
  if (isXhtml) return raw
  let read = ''
  let at = 0
  for (let open = raw.indexOf('<![CDATA['); open >= 0; open = raw.indexOf('<![CDATA[', at)) {
    const close = raw.indexOf(']]>', open)
    read += decodeReferences(raw.slice(at, open)) + raw.slice(open + 9, close)
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

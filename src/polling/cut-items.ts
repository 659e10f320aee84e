// Cuts a feed into its items without parsing it, and finds title and summary of each where it is built as simply as
// nearly all are. Of any other item only the bounds are known, and it goes to the parser unseen.
import { SIGN } from '../matching/ascii.ts'
import { DEPTH_MAX } from './bound-segments.ts'
import { type NameMap, namesMappedTo } from './element-names.ts'
import { endsName, findByte, findPast, pastSpace, readAscii, standsAt } from './scan-bytes.ts'
import { CDATA, CDATA_END } from './xml-text.ts'

/** Offsets into the bytes of the feed, half-open. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The content of an element: references, CDATA sections and no elements; or, of type xhtml, markup as it stands. */
export interface RawText extends Span {
  readonly isXhtml: boolean
}

/** An item, from its "<" to its ">"; the last one may be cut where the feed ends. */
export interface ItemSpan extends Span {
  /** Undefined where the item was not understood. Of each the first that says anything counts, as in read-item.ts. */
  readonly texts: { readonly titles: readonly RawText[]; readonly summaries: readonly RawText[] } | undefined
}

/** What an element is to an item: nothing, an item itself, its title, or from SUMMARY on what may be its summary. */
const ROLE = { none: 0, item: 1, title: 2, summary: 3 } as const
const SUMMARY_NAMES = ['raw-summary', 'raw-description', 'raw-content', 'raw-encoded']

/** What the names of elements with a role end in, as two letters of either case: most elements of a feed have none. */
const ENDINGS_WITH_ROLE = new Uint8Array(1 << 10)
for (const name of ['item', 'entry', 'title', ...SUMMARY_NAMES.flatMap(namesMappedTo)]) {
  ENDINGS_WITH_ROLE[endingOf(name.charCodeAt(name.length - 2), name.charCodeAt(name.length - 1))] = 1
}

function endingOf(last2: number, last: number): number {
  return ((last2 & 0x1f) << 5) | (last & 0x1f)
}

/** By byte, whether it can be part of a name; of other names we know none. */
const IN_NAMES = Uint8Array.from({ length: 256 }, (_, byte) => Number(/[\w.:-]/.test(String.fromCharCode(byte))))

const COMMENT = '<!--'
const XHTML = /\stype\s*=\s*["'](?:xhtml|application\/xhtml\+xml)["']/i
/** Of a start tag's attributes; parse-feed.ts does not look for xhtml in longer ones. */
const ATTRIBUTES_MAX_BYTES = 400

/** @param itemNames names of the items' element in lower case */
export function cutItems(
  bytes: Uint8Array,
  from: number,
  itemNames: ReadonlySet<string>,
  mapName: NameMap,
): readonly ItemSpan[] {
  return new ItemCutter(bytes, itemNames, mapName).cut(from)
}

/** Every byte is looked at a bounded number of times, whatever is left open: what was not found is not sought again. */
class ItemCutter {
  readonly #bytes: Uint8Array
  readonly #itemNames: ReadonlySet<string>
  readonly #mapName: NameMap
  /** By a hash of the name, the place where it was met first. */
  readonly #names = new Map<number, { readonly start: number; readonly role: number }>()
  /** Elements that are open: where their names stand. */
  readonly #openStarts = new Int32Array(DEPTH_MAX)
  readonly #openEnds = new Int32Array(DEPTH_MAX)
  readonly #comments = { mark: COMMENT, end: SIGN.dash, sought: Infinity, past: 0 }
  readonly #cdata = { mark: CDATA, end: SIGN.closingBracket, sought: Infinity, past: 0 }
  /** Of the tag of an item that was found last. */
  #isEndTag = false
  #nameEnd = 0
  #titles: RawText[] = []
  #summaries: (RawText | undefined)[] = []

  constructor(bytes: Uint8Array, itemNames: ReadonlySet<string>, mapName: NameMap) {
    this.#bytes = bytes
    this.#itemNames = itemNames
    this.#mapName = mapName
  }

  cut(from: number): readonly ItemSpan[] {
    const bytes = this.#bytes
    const items: ItemSpan[] = []
    let open = -1 // where the item began that we are in
    let past = from
    for (let tag = this.#findItemTag(past); tag < bytes.length; tag = this.#findItemTag(past)) {
      const close = findByte(bytes, SIGN.greater, this.#nameEnd)
      if (close === bytes.length) break
      past = close + 1
      if (this.#isEndTag) {
        if (open >= 0) items.push({ start: open, end: past, texts: undefined })
        open = -1
      } else if (bytes[close - 1] === SIGN.slash) {
        if (open < 0) items.push({ start: tag, end: past, texts: undefined })
      } else {
        // Items do not nest: where one begins inside another, the end of that one is missing.
        if (open >= 0) items.push({ start: open, end: tag, texts: undefined })
        const end = this.#walkItem(tag)
        if (end > 0) {
          items.push({ start: tag, end, texts: { titles: this.#titles, summaries: this.#summaries.filter(isKnown) } })
          past = end
        }
        open = end > 0 ? -1 : tag
      }
    }
    if (open >= 0) items.push({ start: open, end: bytes.length, texts: undefined })
    return items
  }

  /** The next tag of an item; comments and CDATA hide any. */
  #findItemTag(from: number): number {
    const bytes = this.#bytes
    const last = bytes.length - 1
    for (let at = findByte(bytes, SIGN.less, from); at < last; at = findByte(bytes, SIGN.less, at)) {
      if (bytes[at + 1] === SIGN.bang) {
        at = this.#pastHidden(at) || at + 2 // one that never ends hides nothing
        continue
      }
      this.#isEndTag = bytes[at + 1] === SIGN.slash
      const start = at + (this.#isEndTag ? 2 : 1)
      this.#nameEnd = this.#pastName(start)
      if (this.#nameEnd > start && this.#endsName(this.#nameEnd) && this.#roleOf(start, this.#nameEnd) === ROLE.item) {
        return at
      }
      at = this.#nameEnd
    }
    return bytes.length
  }

  /** @returns past the end tag of the item that begins here; 0 where it is not understood */
  #walkItem(start: number): number {
    const bytes = this.#bytes
    this.#titles = []
    this.#summaries = [undefined, undefined, undefined, undefined]
    let depth = 0
    let xhtml: number = ROLE.none // what the element of type xhtml is that we are in, and where its content starts
    let xhtmlStart = 0
    for (let at = start; ; ) {
      const less = findByte(bytes, SIGN.less, at)
      if (less + 1 >= bytes.length) return 0
      const sign = bytes[less + 1] as number
      if (sign === SIGN.slash) {
        depth--
        at = this.#pastEndTag(less, depth)
        if (at === 0 || depth === 0) return at
        if (depth === 1 && xhtml !== ROLE.none) {
          this.#keep(xhtml, { start: xhtmlStart, end: less, isXhtml: true })
          xhtml = ROLE.none
        }
        continue
      }
      if (sign === SIGN.bang) {
        at = this.#pastHidden(less)
        // In xhtml it could hide what looks like the end tag.
        if (at === 0 || (xhtml !== ROLE.none && findByte(bytes, SIGN.less, less + 1) < at)) return 0
        continue
      }
      const nameStart = less + 1
      const nameEnd = this.#pastName(nameStart)
      if (nameEnd === nameStart) return 0
      at = this.#pastStartTag(nameEnd)
      if (at === 0) return 0
      const role = this.#roleOf(nameStart, nameEnd)
      const isEmpty = bytes[at - 2] === SIGN.slash
      if (role === ROLE.item && depth > 0 && !(isEmpty && findByte(bytes, SIGN.greater, nameEnd) === at - 1)) return 0
      if (isEmpty) {
        if (depth === 0) return 0
        // It says nothing, but being the first of its name it counts.
        if (depth === 1 && role > ROLE.title) this.#keep(role, { start: at, end: at, isXhtml: false })
        continue
      }
      if (depth === DEPTH_MAX) return 0
      this.#openStarts[depth] = nameStart
      this.#openEnds[depth] = nameEnd
      if (xhtml !== ROLE.none && this.#continuesName(nameStart, 1)) return 0
      if (depth === 1 && role >= ROLE.title) {
        if (at - nameEnd > ATTRIBUTES_MAX_BYTES) return 0
        if (at - nameEnd > 'type=xhtml'.length && XHTML.test(readAscii(bytes, nameEnd, at))) {
          if (!XHTML_ELEMENTS.test(readAscii(bytes, nameStart, nameEnd))) return 0
          if (findByte(bytes, SIGN.greater, nameEnd) !== at - 1) return 0
          xhtml = role
          xhtmlStart = at
        } else {
          const end = this.#endOfText(at)
          if (end === 0) return 0
          this.#keep(role, { start: at, end, isXhtml: false })
          at = this.#pastEndTag(end, depth)
          if (at === 0) return 0
          continue
        }
      }
      depth++
    }
  }

  #keep(role: number, raw: RawText): void {
    if (role === ROLE.title) this.#titles.push(raw)
    else this.#summaries[role - ROLE.summary] ??= raw
  }

  /** Where the content ends; 0 where there are elements or comments in it. */
  #endOfText(start: number): number {
    const bytes = this.#bytes
    for (let at = start; ; ) {
      const less = findByte(bytes, SIGN.less, at)
      if (less + 1 >= bytes.length) return 0
      if (bytes[less + 1] === SIGN.slash) return less
      if (!standsAt(bytes, CDATA, less)) return 0
      at = this.#pastHidden(less)
      if (at === 0) return 0
    }
  }

  /** Past the comment or CDATA section that stands here; 0 where there is none, or none that ends. */
  #pastHidden(at: number): number {
    const kind = this.#bytes[at + 2] === SIGN.dash ? this.#comments : this.#cdata
    if (!standsAt(this.#bytes, kind.mark, at)) return 0
    const from = at + kind.mark.length
    // The end that was found last may be the next one still; and where there was none, there is none.
    if (from < kind.sought || (kind.past > 0 && kind.past < from + CDATA_END.length)) {
      kind.sought = from
      kind.past = findPast(this.#bytes, kind.end, from)
    }
    return kind.past
  }

  /** Past the end tag here of the element that is open at this depth; 0 where something else stands here. */
  #pastEndTag(less: number, depth: number): number {
    if (depth < 0 || !this.#continuesName(less + 2, depth)) return 0
    const bytes = this.#bytes
    const nameEnd = less + 2 + (this.#openEnds[depth] as number) - (this.#openStarts[depth] as number)
    const at = pastSpace(bytes, nameEnd)
    return at < bytes.length && bytes[at] === SIGN.greater ? at + 1 : 0
  }

  /** Whether what stands here begins with the name of the element that is open at this depth. */
  #continuesName(at: number, depth: number): boolean {
    const bytes = this.#bytes
    const start = this.#openStarts[depth] as number
    const length = (this.#openEnds[depth] as number) - start
    if (at + length > bytes.length) return false
    for (let i = 0; i < length; i++) if (bytes[at + i] !== bytes[start + i]) return false
    return true
  }

  /** Past the ">" of a start tag, of which the name is read; 0 where it is none. Quoted values may hold ">". */
  #pastStartTag(from: number): number {
    const bytes = this.#bytes
    if (!this.#endsName(from)) return 0
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] as number
      if (byte === SIGN.greater) return at + 1
      if (byte === SIGN.less) return 0
      if (byte === SIGN.quote || byte === SIGN.apostrophe) {
        at++
        while (at < bytes.length && bytes[at] !== byte) if (bytes[at++] === SIGN.less) return 0
      }
    }
    return 0
  }

  #pastName(start: number): number {
    const bytes = this.#bytes
    let at = start
    while (at < bytes.length && IN_NAMES[bytes[at] as number] === 1) at++
    return at
  }

  #endsName(at: number): boolean {
    return at < this.#bytes.length && endsName(this.#bytes[at] as number)
  }

  #roleOf(start: number, end: number): number {
    const bytes = this.#bytes
    if (ENDINGS_WITH_ROLE[endingOf(bytes[end - 2] as number, bytes[end - 1] as number)] === 0) return ROLE.none
    let hash = end - start
    for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + (bytes[at] as number)) | 0
    const known = this.#names.get(hash)
    if (known === undefined) {
      const role = this.#nameRole(start, end)
      this.#names.set(hash, { start, role })
      return role
    }
    for (let i = 0; i < end - start; i++)
      if (bytes[start + i] !== bytes[known.start + i]) return this.#nameRole(start, end)
    return this.#endsName(known.start + end - start) ? known.role : this.#nameRole(start, end)
  }

  #nameRole(start: number, end: number): number {
    const name = readAscii(this.#bytes, start, end)
    if (this.#itemNames.has(name.toLowerCase())) return ROLE.item
    const mapped = this.#mapName(name)
    if (mapped === 'title') return ROLE.title
    const rank = SUMMARY_NAMES.indexOf(mapped)
    return rank < 0 ? ROLE.none : ROLE.summary + rank
  }
}

/** Of which parse-feed.ts takes xhtml as a text. */
const XHTML_ELEMENTS = /^(?:[^:]{1,50}:)?(?:title|summary|content)$/i

const isKnown = <T>(value: T | undefined): value is T => value !== undefined

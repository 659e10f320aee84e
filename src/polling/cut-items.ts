// Cuts a feed into its items without parsing it, and finds title and summary of each where it is built as simply as
// nearly all are. Of any other item only the bounds are known, and it goes to the parser unseen.
import { type NameMap, namesMappedTo } from './element-names.ts'
import { readAscii } from './scan-bytes.ts'
import { beginItems, bytesInMemory, scanner, words } from './scanner/scanner.ts'

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

/**
 * What an element is to an item: nothing, an item itself, its title, or from `summary` on what may be its summary. These
 * numbers and those of READ are known to scanner/assembly/cut.ts as well.
 */
const ROLE = { none: 0, item: 1, title: 2, summary: 3 } as const
const SUMMARY_NAMES = ['raw-summary', 'raw-description', 'raw-content', 'raw-encoded']

/** Most elements of a feed have no role, as the last two letters of their names tell; the scanner does not ask for those. */
for (const name of ['item', 'entry', 'title', ...SUMMARY_NAMES.flatMap(namesMappedTo)]) {
  const [last2, last] = [name.charCodeAt(name.length - 2), name.charCodeAt(name.length - 1)]
  bytesInMemory[scanner.endings.value + (((last2 & 0x1f) << 5) | (last & 0x1f))] = 1
}

/** How a text is to be read of which the start tag has "xhtml". */
const READ = { asText: 0, asXhtml: 1, unclear: 2 } as const
const XHTML = /\stype\s*=\s*["'](?:xhtml|application\/xhtml\+xml)["']/i
/** Of which parse-feed.ts takes xhtml as a text. */
const XHTML_ELEMENTS = /^(?:[^:]{1,50}:)?(?:title|summary|content)$/i

/** Of the scanner: where it says what it found, and the texts behind it. */
const FOUND: number = scanner.found.value / Int32Array.BYTES_PER_ELEMENT
const TEXTS = FOUND + 4
const TEXT_SIZE = 4

/** @param itemNames names of the items' element in lower case */
export function cutItems(
  bytes: Uint8Array,
  from: number,
  itemNames: ReadonlySet<string>,
  mapName: NameMap,
): readonly ItemSpan[] {
  const offset = beginItems(bytes, from, {
    roleOfName(start, end) {
      const name = readAscii(bytes, start, end)
      if (itemNames.has(name.toLowerCase())) return ROLE.item
      const mapped = mapName(name)
      if (mapped === 'title') return ROLE.title
      const rank = SUMMARY_NAMES.indexOf(mapped)
      return rank < 0 ? ROLE.none : ROLE.summary + rank
    },
    readsXhtml(start, end, tagEnd) {
      const attributes = readAscii(bytes, end, tagEnd)
      if (!XHTML.test(attributes)) return READ.asText
      const isKnown =
        XHTML_ELEMENTS.test(readAscii(bytes, start, end)) && attributes.indexOf('>') === attributes.length - 1
      return isKnown ? READ.asXhtml : READ.unclear
    },
  })
  const items: ItemSpan[] = []
  while (scanner.nextItem()) items.push(readItem(offset))
  return items
}

/** What the scanner found. */
function readItem(feed: number): ItemSpan {
  const word = (at: number) => words[at] as number
  const [start, end] = [word(FOUND) - feed, word(FOUND + 1) - feed]
  if (word(FOUND + 2) === 0) return { start, end, texts: undefined }
  const titles: RawText[] = []
  const summaries: (RawText | undefined)[] = [undefined, undefined, undefined, undefined]
  const count = word(FOUND + 3)
  for (let at = TEXTS; at < TEXTS + count * TEXT_SIZE; at += TEXT_SIZE) {
    const role = word(at)
    const text = { start: word(at + 1) - feed, end: word(at + 2) - feed, isXhtml: word(at + 3) === 1 }
    if (role === ROLE.title) titles.push(text)
    else summaries[role - ROLE.summary] ??= text
  }
  return { start, end, texts: { titles, summaries: summaries.filter((text) => text !== undefined) } }
}

// The first look at an item: whether its raw text could have one of a few words or designators. Here the table is made
// along which a text is walked, and what the table does not say is answered; the walk itself, and what it looks at on its
// way, is scanner/assembly/glance.ts.
import { SUMMARY_MAX_CHARS } from '../../entries/entry.ts'
import { SIGN } from '../../matching/ascii.ts'
import { classOf, fold, isLead, isUpper } from '../../matching/fold.ts'
import { repairMojibake } from '../../matching/mojibake.ts'
import { isWordClass } from '../../matching/normalise.ts'
import { effectOfTag, ROUNDS_MAX } from '../../matching/plain-text.ts'
import { MARKUP_MAX_CHARS } from '../read-item.ts'
import { bytesInMemory, type GlanceReader, lookAtText, place, writeList } from '../scanner/scanner.ts'
import { Alphabet, FORBIDDEN_BYTES } from './alphabet.ts'
import { buildMarkup, type Markup, type MarkupKind } from './markup-rows.ts'
import { BETWEEN, buildProbeRows, FOUND, LOOK } from './probe-rows.ts'
import type { Probe } from './probes.ts'
import { References } from './references.ts'

// The block in the scanner's memory: a header, columns by character, rows of markup, entries.
/** Rows are named by the bytes in front of them. */
const ENTRY_BYTES = 4
const COLUMN_BYTES = 2
const COLUMNS_AT = 64
const MARKUP_ROW_BYTES = 8

/** What scanner/assembly/table.ts has as numbers. */
const KINDS: readonly MarkupKind[] = ['in tag', 'no tag', 'hidden', 'reference', 'reference in tag']
const EFFECTS: readonly ReturnType<typeof effectOfTag>[] = ['vanishes', 'parts', 'hides']
const TRAIT = { letter: 1, capital: 2, lead: 4 } as const

export class Glance {
  readonly #block: number
  readonly #reader: GlanceReader

  /** @param probes one of which a text must have */
  constructor(probes: readonly Probe[]) {
    const alphabet = new Alphabet(probes)
    const references = new References(alphabet)
    const { width } = alphabet
    const { entries, inWord, inOther, firstNode, parts, partners } = buildProbeRows(probes, alphabet)
    const markup = buildMarkup({
      firstEntry: entries.length,
      width,
      between: BETWEEN,
      look: LOOK,
      references: references.listPlain(),
    })
    const table = new Int32Array(entries.length + markup.rows.length * width)
    table.set(entries)
    for (const { entry, entries } of markup.rows) table.set(entries, entry)
    for (let row = 0; row < table.length; row += width) {
      for (const byte of FORBIDDEN_BYTES) table[row + byte] = FOUND
    }
    for (const row of [BETWEEN, inWord, inOther]) {
      table[row + SIGN.less] = markup.less.entry
      table[row + SIGN.ampersand] = markup.ampersand.entry
    }

    const block = place(writeBlock(table, markup, alphabet, firstNode))
    this.#block = block

    /** By part of a phrase, whether it was found. */
    const found = new Uint8Array(partners.length)
    this.#reader = {
      learn(char) {
        const column = alphabet.learn(char)
        const at = block + COLUMNS_AT + char * COLUMN_BYTES
        bytesInMemory.set([column & 0xff, column >> 8], at)
        return column
      },
      traitsOf(char) {
        const folded = fold(char)
        const isLetter = isWordClass(classOf(folded))
        const isCapital = isLetter && isUpper(folded)
        return (isLetter ? TRAIT.letter : 0) + (isCapital ? TRAIT.capital : 0) + (isLead(folded) ? TRAIT.lead : 0)
      },
      reach(row, isFirst) {
        const part = parts.get(row / ENTRY_BYTES)
        if (part === undefined) return FOUND
        if (isFirst) found.fill(0)
        found[part] = 1
        return partners[part]?.some((partner) => found[partner] === 1) ? FOUND : row
      },
      readReference: (feed, from, to, isClosed) => writeList(references.read(feed, from, to, isClosed)),
      listColumns: (char) => writeList(alphabet.columnsOf(char)),
      repair(lead, second, third) {
        const read = String.fromCodePoint(lead, second, third < 0 ? SIGN.space : third)
        const repaired = repairMojibake(read, 0)
        // A no-break space that stands for a byte has become a space before anything is matched.
        if (!repaired || /[\s\u0085]/.test(read.slice(0, repaired.length))) return 0
        return (repaired.length << 24) | repaired.codePoint
      },
      effectOfName: (name) => EFFECTS.indexOf(effectOfTag(name)),
    }
  }

  /** Whether the raw text from `start` to `end`, which is UTF-8, could have one of the probes. */
  look(feed: Uint8Array, start: number, end: number): boolean {
    return lookAtText(this.#block, this.#reader, feed, start, end)
  }
}

/** As scanner/assembly/table.ts reads it. */
function writeBlock(
  table: Int32Array,
  { rows, less, escapedLess }: Markup,
  { width, columns }: Alphabet,
  firstNode: number,
): Uint8Array {
  const markupAt = COLUMNS_AT + columns.length * COLUMN_BYTES
  const entriesAt = markupAt + rows.length * MARKUP_ROW_BYTES
  const bytes = new Uint8Array(entriesAt + table.length * ENTRY_BYTES)
  const scaled = (entry: number) =>
    entry >= 0 ? entry * ENTRY_BYTES : entry < FOUND ? FOUND + (entry - FOUND) * ENTRY_BYTES : entry
  const firstMarkup = table.length - rows.length * width
  const header = [width, firstMarkup, firstNode, less.entry, escapedLess.entry].map(scaled)
  header.push(MARKUP_MAX_CHARS, SUMMARY_MAX_CHARS, ROUNDS_MAX, rows.length)
  new Int32Array(bytes.buffer).set(header)
  new Uint16Array(bytes.buffer, COLUMNS_AT).set(columns)
  for (const [i, { kind, level, goesOn = FOUND }] of rows.entries()) {
    const at = markupAt + i * MARKUP_ROW_BYTES
    bytes.set([KINDS.indexOf(kind), level], at)
    new Int32Array(bytes.buffer, at)[1] = scaled(goesOn)
  }
  new Int32Array(bytes.buffer, entriesAt).set(table.map(scaled))
  return bytes
}

// The rows of the glance's table that walk over tags and references outside probes, escaped or not: most of a feed's
// texts is markup, and looking at each tag would take longer than reading the words.
import { isAlphanumeric, isLetter, SIGN } from '../../matching/ascii.ts'

/** What it is that has to be looked at, where the table says so. */
export type MarkupKind = 'no tag' | 'hidden' | 'in tag' | 'reference' | 'reference in tag'

export interface MarkupRow {
  readonly kind: MarkupKind
  /** What an entry of the table says to get here. */
  readonly entry: number
  readonly entries: Int32Array
  /** In a tag, the entry of the row that goes on with it where what is looked at changes nothing. */
  readonly goesOn: number | undefined
  /** How often the "<" in front is escaped. */
  readonly level: number
}

export interface Markup {
  readonly rows: readonly MarkupRow[]
  /** Behind "<", behind "&lt;" and behind "&". */
  readonly less: MarkupRow
  readonly escapedLess: MarkupRow
  readonly ampersand: MarkupRow
}

interface Builder {
  readonly firstEntry: number
  readonly width: number
  /** Entry of the row outside words; that a character has to be looked at. */
  readonly between: number
  readonly look: number
  /** References that stand for no letter and for no sign of markup. */
  readonly references: readonly string[]
}

const ASCII_BYTES = Array.from({ length: 0x80 }, (_, byte) => byte)
const LETTERS = ASCII_BYTES.filter(isLetter)
const QUOTES = new Map([
  [SIGN.quote, ['quot', '#34', '#034']],
  [SIGN.apostrophe, ['apos', '#39', '#039']],
] as const)

export function buildMarkup({ firstEntry, width, between, look, references }: Builder): Markup {
  const rows: MarkupRow[] = []
  const addRow = (kind: MarkupKind, fill?: number, goesOn?: number, level = 0): MarkupRow => {
    const entry = firstEntry + rows.length * width
    const row = { kind, entry, entries: new Int32Array(width).fill(fill ?? entry), goesOn, level }
    rows.push(row)
    return row
  }
  const lead = (from: MarkupRow, bytes: readonly number[], entry: number) => {
    for (const byte of bytes) from.entries[byte] = entry
  }
  /** Behind "&": these names lead somewhere, all others have to be looked at. */
  const addReferences = (names: ReadonlyMap<string, number>, kind: MarkupKind, goesOn?: number): MarkupRow => {
    const root = addRow(kind, look, goesOn)
    const known = new Map([['', root]])
    for (const [name, entry] of names) {
      let row = root
      for (let length = 1; length <= name.length; length++) {
        const begun = name.slice(0, length)
        const next = known.get(begun) ?? addRow(kind, look, goesOn)
        known.set(begun, next)
        row.entries[name.charCodeAt(length - 1)] = next.entry
        row = next
      }
      row.entries[SIGN.semicolon] = entry
    }
    return root
  }
  /** Behind "<": a tag where a letter follows. */
  const addTag = (isEscaped: boolean): MarkupRow => {
    const open = addRow('in tag')
    const quoted = new Map([...QUOTES.keys()].map((sign) => [sign, addRow('in tag')]))
    lead(open, [SIGN.less, SIGN.closingBracket], look) // "]]>" ends a CDATA section
    open.entries[SIGN.greater] = isEscaped ? look : between
    for (const [sign, row] of quoted) {
      lead(row, [SIGN.less, SIGN.greater], look)
      lead(open, [sign], row.entry)
      lead(row, [sign], open.entry)
    }
    if (isEscaped) {
      const inOpen = new Map([
        ['gt', between],
        ['amp', open.entry],
      ])
      for (const [sign, names] of QUOTES) for (const name of names) inOpen.set(name, quoted.get(sign)?.entry ?? look)
      lead(open, [SIGN.ampersand], addReferences(inOpen, 'reference in tag', open.entry).entry)
      for (const [sign, row] of quoted) {
        const inQuoted = new Map([['amp', row.entry]])
        for (const [other, names] of QUOTES)
          for (const name of names) inQuoted.set(name, other === sign ? open.entry : row.entry)
        lead(row, [SIGN.ampersand], addReferences(inQuoted, 'reference in tag', row.entry).entry)
      }
    }
    // Elements that hide their text: "script" and "style".
    const st = addRow('hidden', undefined, open.entry)
    st.entries.set(open.entries)
    lead(st, [...'yY'].map(codeOf), look)
    const s = addRow('hidden', undefined, open.entry)
    s.entries.set(open.entries)
    lead(s, [...'cC'].map(codeOf), look)
    lead(s, [...'tT'].map(codeOf), st.entry)
    const level = isEscaped ? 1 : 0
    const close = addRow('no tag', look, undefined, level)
    lead(close, LETTERS, open.entry)
    const start = addRow('no tag', look, undefined, level)
    lead(start, LETTERS, open.entry)
    lead(start, [...'sS'].map(codeOf), s.entry)
    lead(start, [SIGN.slash], close.entry)
    return start
  }

  const less = addTag(false)
  const escapedLess = addTag(true)
  const escaped = addRow('reference', look)
  // What follows may be removed, so that it makes a reference with what is behind that.
  const mayJoin: readonly number[] = [SIGN.hash, SIGN.less, SIGN.ampersand, SIGN.closingBracket]
  const isOther = (byte: number) => !isAlphanumeric(byte) && !mayJoin.includes(byte)
  lead(escaped, ASCII_BYTES.filter(isOther), between)
  const names = new Map(references.map((name) => [name, between]))
  const ampersand = addReferences(names.set('lt', escapedLess.entry).set('amp', escaped.entry), 'reference')
  // What is escaped again stands for the same, unless it makes a tag or is escaped once more.
  for (const byte of references.map(codeOf)) {
    if (byte !== codeOf('l') && byte !== codeOf('a')) escaped.entries[byte] = ampersand.entries[byte] as number
  }
  return { rows, less, escapedLess, ampersand }
}

const codeOf = (char: string): number => char.charCodeAt(0)

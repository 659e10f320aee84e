// What references in raw text stand for, as columns of the glance's table.
import { decodeHTML } from 'entities/decode'
import { SIGN } from '../../matching/ascii.ts'
import { fold, isLead } from '../../matching/fold.ts'
import { readAscii } from '../scan-bytes.ts'
import { type Alphabet, isCleaned, isNoLetter } from './alphabet.ts'

/** Those that most references in feeds are, but for "lt" and "amp". */
const COMMON = (
  'gt quot apos nbsp rsquo lsquo rdquo ldquo ndash mdash hellip #34 #39 #034 #039 #160 #8211 #8212 #8216 #8217 #8220 #8221 ' +
  '#8230 #x9 #xA #xa #x27 #x2019'
).split(' ')
const NAME = /^(?:#\d+|#[xX][\da-fA-F]+|[a-zA-Z][a-zA-Z\d]*)$/
/** What XML and HTML read differently (HTML Standard, 13.2.5.80). */
const CONTROLS = /^#(?:0*(?:12[7-9]|1[345]\d)|[xX]0*(?:7[fF]|[89][0-9a-fA-F]))$/
const KEY_BYTES = 6
const KNOWN_MAX = 4_096

export class References {
  readonly #alphabet: Alphabet
  readonly #known = new Map<number, readonly number[] | undefined>()

  constructor(alphabet: Alphabet) {
    this.#alphabet = alphabet
  }

  /** @returns nothing where it is no reference, undefined where it is not certain what it is */
  read(bytes: Uint8Array, from: number, to: number, isClosed: boolean): readonly number[] | undefined {
    if (to - from > KEY_BYTES) return this.#decode(readAscii(bytes, from, to), isClosed)
    let key = isClosed ? 1 : 0 // with six bytes behind it still an exact number
    for (let at = from; at < to; at++) key = key * 0x100 + (bytes[at] as number)
    const known = this.#known.get(key)
    if (known !== undefined || this.#known.has(key)) return known
    const columns = this.#decode(readAscii(bytes, from, to), isClosed)
    if (this.#known.size < KNOWN_MAX) this.#known.set(key, columns)
    return columns
  }

  /** Names of common ones that stand for no letter and for no sign of markup. */
  listPlain(): readonly string[] {
    return COMMON.filter((name) => {
      const columns = this.#decode(name, true) ?? []
      return columns.length > 0 && columns.every((column) => !isMarkup(column) && isNoLetter(column))
    })
  }

  #decode(name: string, isClosed: boolean): readonly number[] | undefined {
    const written = `&${name}${isClosed ? ';' : ''}`
    const decoded = decodeHTML(written)
    if (!NAME.test(name)) return undefined
    if (isClosed && differsInXml(name)) return undefined
    if (decoded === written) return []
    if (!isClosed) return undefined
    const codePoints = Array.from(decoded, (char) => char.codePointAt(0) ?? 0)
    // What could begin a letter that was read wrongly is not certain, nor what is gone before anything is matched.
    if (codePoints.some((codePoint) => isLead(fold(codePoint)) || isCleaned(codePoint))) return undefined
    const columns = codePoints.flatMap((codePoint) => this.#alphabet.columnsOf(codePoint))
    // "&ltb;", which begins with one that need not end in ";".
    return columns.length > 1 && columns.some(isMarkup) ? undefined : columns
  }
}

/** Whether the parser reads it differently than HTML does: of XML's five names it takes "Lt" for "lt". */
export function differsInXml(name: string): boolean {
  if (CONTROLS.test(name)) return true
  const lower = name.toLowerCase()
  return XML_NAMES.includes(lower) && decodeHTML(`&${name};`) !== decodeHTML(`&${lower};`)
}

const XML_NAMES: readonly string[] = ['amp', 'lt', 'gt', 'quot', 'apos']

const isMarkup = (column: number): boolean => column === SIGN.less || column === SIGN.ampersand

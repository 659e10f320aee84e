import { decodeHTML } from 'entities/decode'
import { isAlphanumeric, isLetter, SIGN } from './ascii.ts'

/** Tags that stand inside words without parting them; every other tag counts as a space. */
const INLINE_TAGS = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp small span ' +
    'strike strong sub sup time tt u var wbr'
  ).split(' '),
)
const HIDDEN_TAGS = new Set(['script', 'style'])

/** What a tag of this name does to the words around it; one that hides takes what follows up to its end tag with it. */
export function effectOfTag(name: string): 'vanishes' | 'parts' | 'hides' {
  const lower = name.toLowerCase()
  if (INLINE_TAGS.has(lower)) return 'vanishes'
  return HIDDEN_TAGS.has(lower) ? 'hides' : 'parts'
}

/** Feeds escape once or twice; what is still escaped after this many rounds is left as it stands. */
export const ROUNDS_MAX = 4

/**
 * The text of an HTML fragment: tags, comments, CDATA marks, scripts and styles removed, entities decoded (also those
 * escaped twice), runs of white space made one space. Text with neither `<` nor `&` is returned unchanged. Never
 * throws; takes time in proportion to the text, whatever is left open in it.
 */
export function toPlainText(html: string): string {
  return beginPlainText(html, html.length).text
}

export interface PlainText {
  readonly text: string
  /** Whether nothing was left out at the end. */
  readonly isWhole: boolean
}

/**
 * What `toPlainText` makes of it, or only how that begins: what comes after some `enough` characters may be left out.
 * Their number is that of before references are decoded and white space is folded.
 */
export function beginPlainText(html: string, enough: number): PlainText {
  let text = html
  let isWhole = true
  if (!hasMarkup(html)) return { text, isWhole }
  for (let round = 0; round < ROUNDS_MAX && hasMarkup(text); round++) {
    const bare = removeTags(text, enough)
    // That end may be in what was left out before. (The end of a reference is not: where a text is cut, there is a space.)
    if (!isWhole && bare.lacksEnd) return beginPlainText(html, html.length)
    if (!bare.isWhole) isWhole = false
    const next = decodeHTML(bare.text)
    if (next === text) break
    text = next
  }
  return { text: text.replace(UNEVEN_SPACE, ' ').trim(), isWhole }
}

/** White space but single spaces: nearly all are, and putting a space in the place of each takes long. */
const UNEVEN_SPACE = /\s{2,}|[^\S ]/g

function hasMarkup(text: string): boolean {
  return text.includes('<') || text.includes('&')
}

interface BareText extends PlainText {
  /** Whether the end of anything was looked for in vain. */
  readonly lacksEnd: boolean
}

/** Up to the first tag between words behind `enough` characters of text. */
function removeTags(html: string, enough: number): BareText {
  const seeker = new Seeker(html)
  let text = ''
  let done = 0
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', done)) {
    const tag = readTag(html, at, seeker)
    if (!tag) {
      // No tag starts here ("a < b"): the sign is text.
      text += html.slice(done, at + 1)
      done = at + 1
      continue
    }
    text += html.slice(done, at) + tag.stands
    done = tag.end
    if (text.length > enough && tag.stands === ' ') return { text, isWhole: false, lacksEnd: seeker.lacksEnd() }
  }
  return { text: text + html.slice(done), isWhole: true, lacksEnd: seeker.lacksEnd() }
}

interface Tag {
  /** What takes its place. */
  readonly stands: string
  readonly end: number
}

function readTag(html: string, at: number, seeker: Seeker): Tag | undefined {
  if (at + 1 === html.length) return undefined
  const next = html.charCodeAt(at + 1)
  if (next === SIGN.bang || next === SIGN.question) return readDeclaration(html, at, seeker)
  const nameStart = next === SIGN.slash ? at + 2 : at + 1
  const name = readName(html, nameStart)
  if (name === '') return undefined
  const end = seeker.endOfTag(nameStart + name.length)
  if (end < 0) return undefined
  const effect = effectOfTag(name)
  if (effect === 'hides' && next !== SIGN.slash) return { stands: ' ', end: seeker.endOfElement(name, end) }
  return { stands: effect === 'vanishes' ? '' : ' ', end }
}

/** What starts with "<!" or "<?". */
function readDeclaration(html: string, at: number, seeker: Seeker): Tag | undefined {
  if (html.startsWith('<![CDATA[', at)) return readCdata(html, at + '<![CDATA['.length, seeker)
  const isComment = html.startsWith('<!--', at)
  const end = isComment ? seeker.find('-->', at + 4) : seeker.find('>', at)
  if (end < 0) return undefined
  return isComment ? { stands: '', end: end + 3 } : { stands: ' ', end: end + 1 }
}

/** The marks go, the content stays as text. */
function readCdata(html: string, start: number, seeker: Seeker): Tag {
  const end = seeker.find(']]>', start)
  return end < 0 ? { stands: '', end: start } : { stands: html.slice(start, end), end: end + ']]>'.length }
}

/** The tag's name in lower case without a namespace's prefix; empty where no letter follows. */
function readName(html: string, start: number): string {
  // Never asks for a code behind the end: that would be NaN, and have the engine compile anew what reckons with it.
  if (start >= html.length || !isLetter(html.charCodeAt(start))) return ''
  const limit = Math.min(start + 40, html.length)
  let end = start + 1
  while (end < limit && isNamePart(html.charCodeAt(end))) end++
  return html.slice(start, end).toLowerCase()
}

/** Codes, not characters or patterns: this is asked of each character of each tag's name. */
const isNamePart = (code: number): boolean => isAlphanumeric(code) || code === SIGN.colon || code === SIGN.dash

/** indexOf that remembers what does not come again, so that many openings without an end cost one search. */
class Seeker {
  readonly #html: string
  readonly #gone = new Set<string>()
  #quotesAreBroken = false

  constructor(html: string) {
    this.#html = html
  }

  lacksEnd(): boolean {
    return this.#quotesAreBroken || this.#gone.size > 0
  }

  find(what: string, from: number): number {
    if (this.#gone.has(what)) return -1
    const at = this.#html.indexOf(what, from)
    if (at < 0) this.#gone.add(what)
    return at
  }

  /** Past the closing tag of an element whose content starts at `from`; `from` where it is never closed. */
  endOfElement(name: string, from: number): number {
    if (this.#gone.has(name)) return from
    for (let at = this.find('</', from); at >= 0; at = this.find('</', at + 2)) {
      const isIt = this.#html.slice(at + 2, at + 2 + name.length).toLowerCase() === name
      const end = isIt ? this.find('>', at) : -1
      if (end >= 0) return end + 1
    }
    this.#gone.add(name)
    return from
  }

  /** Past the `>` that ends a tag, quoted attribute values skipped; -1 where none does. */
  endOfTag(from: number): number {
    const plain = this.find('>', from)
    if (plain < 0 || this.#quotesAreBroken) return plain < 0 ? -1 : plain + 1
    for (let at = from; at < this.#html.length; at++) {
      const code = this.#html.charCodeAt(at)
      if (code === SIGN.greater) return at + 1
      if (code !== SIGN.quote && code !== SIGN.apostrophe) continue
      at = this.#html.indexOf(code === SIGN.quote ? '"' : "'", at + 1)
      if (at < 0) break
    }
    this.#quotesAreBroken = true
    return plain + 1
  }
}

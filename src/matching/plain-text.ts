import { decodeHTML } from 'entities/decode'

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
const MAX_ROUNDS = 4

/**
 * The text of an HTML fragment: tags, comments, CDATA marks, scripts and styles removed, entities decoded (also those
 * escaped twice), runs of white space made one space. Text with neither `<` nor `&` is returned unchanged. Never
 * throws; takes time in proportion to the text, whatever is left open in it.
 */
export function toPlainText(html: string): string {
  if (!hasMarkup(html)) return html
  let text = html
  for (let round = 0; round < MAX_ROUNDS && hasMarkup(text); round++) {
    const next = decodeHTML(removeTags(text))
    if (next === text) break
    text = next
  }
  return text.replace(/\s+/g, ' ').trim()
}

function hasMarkup(text: string): boolean {
  return text.includes('<') || text.includes('&')
}

function removeTags(html: string): string {
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
  }
  return text + html.slice(done)
}

interface Tag {
  /** What takes its place. */
  readonly stands: string
  readonly end: number
}

function readTag(html: string, at: number, seeker: Seeker): Tag | undefined {
  if (html.startsWith('<![CDATA[', at)) return readCdata(html, at + '<![CDATA['.length, seeker)
  if (html.startsWith('<!--', at)) {
    const end = seeker.find('-->', at + 4)
    return end < 0 ? undefined : { stands: '', end: end + 3 }
  }
  const next = html.charAt(at + 1)
  if (next === '!' || next === '?') {
    const end = seeker.find('>', at)
    return end < 0 ? undefined : { stands: ' ', end: end + 1 }
  }
  const nameStart = next === '/' ? at + 2 : at + 1
  const name = readName(html, nameStart)
  if (name === '') return undefined
  const end = seeker.endOfTag(nameStart + name.length)
  if (end < 0) return undefined
  const effect = effectOfTag(name)
  if (effect === 'hides' && next !== '/') return { stands: ' ', end: seeker.endOfElement(name, end) }
  return { stands: effect === 'vanishes' ? '' : ' ', end }
}

/** The marks go, the content stays as text. */
function readCdata(html: string, start: number, seeker: Seeker): Tag {
  const end = seeker.find(']]>', start)
  return end < 0 ? { stands: '', end: start } : { stands: html.slice(start, end), end: end + ']]>'.length }
}

/** The tag's name in lower case without a namespace's prefix; empty where no letter follows. */
function readName(html: string, start: number): string {
  let end = start
  while (end < html.length && end - start < 40 && /[A-Za-z0-9:-]/.test(html.charAt(end))) end++
  if (!/[A-Za-z]/.test(html.charAt(start))) return ''
  return html.slice(start, end).toLowerCase()
}

/** indexOf that remembers what does not come again, so that many openings without an end cost one search. */
class Seeker {
  readonly #html: string
  readonly #gone = new Set<string>()
  #quotesAreBroken = false

  constructor(html: string) {
    this.#html = html
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
      const char = this.#html.charAt(at)
      if (char === '>') return at + 1
      if (char !== '"' && char !== "'") continue
      at = this.#html.indexOf(char, at + 1)
      if (at < 0) break
    }
    this.#quotesAreBroken = true
    return plain + 1
  }
}

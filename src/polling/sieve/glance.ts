// The first look at an item: whether its raw text could have one of a few words or designators. A table is walked one
// character at a time. References are decoded on the way; where anything that may vanish or hide a letter stands within
// what could become a probe, the answer is yes: whoever asks looks again at what the text really says.
import { decodeHTML } from 'entities/decode'
import { CLASS, classOf, expands, expansion, type Folded, fold, isLead, isUpper, unitOf } from '../../matching/fold.ts'
import { repairMojibake } from '../../matching/mojibake.ts'
import { effectOfTag } from '../../matching/plain-text.ts'
import type { Probe } from './probes.ts'

/** Kinds of characters. Letters and digits of probes have numbers from FIRST_LETTER on. */
const KIND = {
  /** Not met yet. */
  unseen: 0,
  ampersand: 1,
  less: 2,
  bracket: 3,
  /** Becomes several letters, lies outside the basic plane, or could begin a letter in UTF-8 that was read wrongly. */
  odd: 4,
  dot: 5,
  /** Neither seen nor compared: soft hyphen, accent, control character. */
  nothing: 6,
  /** A space, dash or underscore: may stand in a designator. */
  separator: 7,
  other: 8,
  /** A letter or digit of no probe; and one in a script that runs on into Latin words without a space. */
  letter: 9,
  otherLetter: 10,
} as const
const FIRST_LETTER = 11

/**
 * Entries of the table that are no row: the character has to be looked at; a probe was found. Below them, one word of a
 * phrase was found: the row to go on with is then `FOUND - entry`.
 */
const LOOK = -1
const FOUND = -2

/** A reference with the ampersands that escape it. */
const REFERENCE = /&(?:(?:amp|AMP|#0*38|#[xX]0*26);)*(#[xX][0-9a-fA-F]+|#[0-9]+|[a-zA-Z][a-zA-Z0-9]{0,40})?(;?)/y
/** A tag behind its "<", and one behind "&lt;", where it is certain which ">" ends it. */
const TAG = /\/?([a-zA-Z][a-zA-Z0-9:-]{0,30})(?:\/|\s[^<>"'&]*(?:"[^<>"]*"[^<>"'&]*|'[^<>']*'[^<>"'&]*)*)?>/y
const ESCAPED_TAG =
  /\/?([a-zA-Z][a-zA-Z0-9:-]{0,30})(?:\/|\s[^<>"'&]*(?:"[^<>"'&]*"[^<>"'&]*|&quot;[^<>"'&]*(?:&amp;[^<>"'&]*)*&quot;[^<>"'&]*)*)?&gt;/y
/** What XML and HTML read differently (HTML Standard, 13.2.5.80). */
const CONTROLS = /^#(?:0*(?:12[7-9]|1[345]\d)|[xX]0*(?:7[fF]|[89][0-9a-fA-F]))$/

/** Characters that nearly every feed has, looked up when the glance is made. */
const COMMON = [
  [0x09, 0x180],
  [0x391, 0x3d0],
  [0x410, 0x452],
  [0x2010, 0x2030],
] as const

interface Node {
  readonly children: Map<number, Node>
  readonly isOther: boolean
  /** Found here, whatever follows; or if the word ends here. */
  isStem: boolean
  isWord: boolean
  /** Of a phrase of two words, whatever follows it. */
  part: number | undefined
  /** Where a separator leads, behind the letters of a designator. */
  separated: Node | undefined
  row: number
}

export class Glance {
  readonly #kinds = new Uint16Array(0x10000)
  readonly #letters = new Map<number, number>()
  readonly #otherLetters = new Set<number>([KIND.otherLetter])
  readonly #width: number
  readonly #between = 0
  readonly #inWord: number
  readonly #inOther: number
  readonly #table: Int32Array
  /** By row of a node, the part found there; by part, whether it was found; by part, the other words of its phrases. */
  readonly #parts = new Map<number, number>()
  readonly #found: Uint8Array
  readonly #partners: number[][] = []
  readonly #references = new Map<string, readonly number[] | undefined>()

  /** @param probes one of which a text must have */
  constructor(probes: readonly Probe[]) {
    for (const probe of probes) {
      const words = probe.kind === 'phrase' ? probe.words.map(({ units }) => units) : [probe.letters, probe.digits]
      for (const unit of words.flat()) this.#addLetter(unit)
    }
    this.#width = FIRST_LETTER + this.#letters.size
    this.#inWord = this.#width
    this.#inOther = 2 * this.#width
    const root = this.#plant(probes)
    this.#found = new Uint8Array(this.#partners.length)
    const nodes = this.#number(root)
    this.#table = new Int32Array((3 + nodes.length) * this.#width)
    this.#fill(root, nodes)
    for (const [from, to] of COMMON) for (let code = from; code < to; code++) this.#learn(code)
  }

  /** Whether the raw text from `start` to `end` could have one of the probes. */
  look(text: string, start: number, end: number): boolean {
    const table = this.#table
    const kinds = this.#kinds
    let state = this.#between
    this.#start = start
    this.#end = end
    this.#found.fill(0)
    for (let at = start; at < end; at++) {
      const next = table[state + (kinds[text.charCodeAt(at)] as number)] as number
      if (next >= 0) {
        state = next
        continue
      }
      this.#at = at
      state = next === LOOK ? this.#lookAt(text, at, state) : this.#reach(next)
      if (state < 0) return true
      at = this.#at
    }
    return (table[state + KIND.other] as number) === FOUND // the last word ends here
  }

  /** The last character that was looked at, and where the text begins and ends. */
  #at = 0
  #start = 0
  #end = 0

  /** @returns the row to go on with; FOUND where a phrase has all its parts */
  #reach(entry: number): number {
    const row = FOUND - entry
    const part = this.#parts.get(row)
    if (part === undefined) return FOUND
    this.#found[part] = 1
    return this.#partners[part]?.some((partner) => this.#found[partner] === 1) ? FOUND : row
  }

  /** @returns the state behind the character at `at`; FOUND also where it is not certain */
  #lookAt(text: string, at: number, state: number): number {
    const code = text.charCodeAt(at)
    if (this.#kinds[code] === KIND.unseen) {
      const next = this.#entry(state, this.#learn(code))
      return next === LOOK ? this.#lookAt(text, at, state) : next < 0 ? this.#reach(next) : next
    }
    switch (this.#kinds[code]) {
      case KIND.ampersand:
        return this.#lookAtReference(text, at, state)
      case KIND.less:
        return this.#lookAtTag(text, at + 1, state, TAG)
      case KIND.bracket:
        return text.startsWith(']]>', at) && at + 3 < this.#end ? FOUND : this.#step(state, KIND.other)
      case KIND.dot:
        return this.#lookAtDot(text, at, state)
      default:
        return this.#lookAtOdd(text, at, state)
    }
  }

  /** The way on with a character of this kind, which may be LOOK. */
  #entry(state: number, kind: number): number {
    return this.#table[state + kind] as number
  }

  /** The same where there is nothing to look at. */
  #step(state: number, kind: number): number {
    const next = this.#entry(state, kind)
    return next >= 0 ? next : next === LOOK ? FOUND : this.#reach(next)
  }

  #lookAtReference(text: string, at: number, state: number): number {
    // "&lt;" and "&gt;" are nearly all there are.
    const sign = text.charCodeAt(at + 1)
    if ((sign === 0x6c || sign === 0x67) && text.charCodeAt(at + 2) === 0x74 && text.charCodeAt(at + 3) === 0x3b) {
      this.#at = at + 3
      return sign === 0x6c ? this.#lookAtTag(text, at + 4, state, ESCAPED_TAG) : this.#step(state, KIND.other)
    }
    REFERENCE.lastIndex = at
    const [whole, name, semicolon] = REFERENCE.exec(text) ?? ['&']
    this.#at = at + whole.length - 1
    if (name === undefined) return this.#step(state, KIND.other)
    const kinds = this.#readReference(name, semicolon === ';')
    if (kinds === undefined) return FOUND
    let next = state
    for (const kind of kinds) {
      if (kind === KIND.less) return this.#lookAtTag(text, at + whole.length, next, undefined)
      next = this.#step(next, kind)
      if (next < 0) return FOUND
    }
    // "AT&T": what stood there was none, and what followed may be a word.
    if (kinds.length === 0) {
      this.#at = at + whole.length - 1 - name.length - (semicolon?.length ?? 0)
      return this.#step(state, KIND.other)
    }
    return next
  }

  /** The kinds of what a reference stands for: none where it is no reference, undefined where it is not certain. */
  #readReference(name: string, isClosed: boolean): readonly number[] | undefined {
    const key = isClosed ? name : `${name} `
    if (this.#references.has(key)) return this.#references.get(key)
    const written = `&${name}${isClosed ? ';' : ''}`
    const decoded = decodeHTML(written)
    let kinds: readonly number[] | undefined = []
    if (decoded !== written) {
      kinds = Array.from(decoded).flatMap((char) => this.#kindsOf(char.codePointAt(0) ?? 0))
      const isCertain = isClosed && !CONTROLS.test(name) && !kinds.includes(KIND.odd) && !kinds.includes(KIND.ampersand)
      if (!isCertain) kinds = undefined
    }
    if (this.#references.size < 4_096) this.#references.set(key, kinds)
    return kinds
  }

  /** Behind "<". A tag stands for a space, or for nothing at all. */
  #lookAtTag(text: string, at: number, state: number, pattern: RegExp | undefined): number {
    if (state === this.#between || state === this.#inWord || state === this.#inOther) return this.#between
    if (!pattern) return FOUND
    pattern.lastIndex = at
    const name = pattern.exec(text)?.[1]
    const effect = name === undefined ? 'hides' : effectOfTag(name)
    if (effect === 'hides') return FOUND
    this.#at = pattern.lastIndex - 1
    return effect === 'parts' ? this.#step(state, KIND.separator) : state
  }

  /** "U.S.": a dot between single capitals does not count (matching/normalise.ts). */
  #lookAtDot(text: string, at: number, state: number): number {
    const isLetter = (place: number) => this.#kindOfFolded(fold(text.charCodeAt(place))) >= KIND.letter
    const isCapital = (place: number) => isLetter(place) && isUpper(fold(text.charCodeAt(place)))
    const isInside = (place: number) => place >= this.#start && place < this.#end
    if (!isInside(at + 1) || (this.#isPlain(text, at + 1) && !isCapital(at + 1))) return this.#step(state, KIND.other)
    if (!isLetter(at - 1) || !this.#isPlain(text, at - 2)) return FOUND
    const isAlone = !isInside(at - 2) || !isLetter(at - 2)
    if (!isAlone || !isCapital(at - 1)) return this.#step(state, KIND.other)
    if (!this.#isPlain(text, at + 1) || !this.#isPlain(text, at + 2)) return FOUND
    return isInside(at + 2) && isLetter(at + 2) ? this.#step(state, KIND.other) : state
  }

  /** Whether the character stands for itself, and next to what it seems to stand next to. */
  #isPlain(text: string, at: number): boolean {
    if (at < this.#start || at >= this.#end) return true
    const code = text.charCodeAt(at)
    const kind = this.#learn(code)
    return kind >= KIND.dot && kind !== KIND.nothing && code !== 0x3b && code !== 0x3e
  }

  #lookAtOdd(text: string, at: number, state: number): number {
    const codePoint = text.codePointAt(at) ?? 0
    if (codePoint > 0xffff) this.#at = at + 1
    const folded = fold(codePoint)
    if (isLead(folded)) {
      const after = this.#learn(text.charCodeAt(at + 1))
      if (after === KIND.ampersand || after === KIND.less) return FOUND
      const repaired = repairMojibake(text, at)
      // A no-break space that stands for a byte has become a space before anything is matched.
      if (repaired && !/\s/.test(text.slice(at, at + repaired.length))) {
        this.#at = at + repaired.length - 1
        return this.#stepAll(state, this.#kindsOf(repaired.codePoint))
      }
      if (after === KIND.nothing) return FOUND
    }
    const units = expands(folded) ? expansion(codePoint) : [folded]
    return this.#stepAll(
      state,
      units.map((unit) => this.#kindOfFolded(unit)),
    )
  }

  #stepAll(state: number, kinds: readonly number[]): number {
    let next = state
    for (const kind of kinds) {
      next = this.#step(next, kind)
      if (next < 0) return FOUND
    }
    return next
  }

  /** Those of the units that a character becomes; `odd` where that depends on what follows. */
  #kindsOf(codePoint: number): readonly number[] {
    const folded = fold(codePoint)
    if (isLead(folded) || !expands(folded)) return [this.#learn(codePoint)]
    return expansion(codePoint).map((unit) => this.#kindOfFolded(unit))
  }

  #addLetter(unit: number): void {
    if (this.#letters.has(unit)) return
    const kind = FIRST_LETTER + this.#letters.size
    this.#letters.set(unit, kind)
    if (classOf(fold(unit)) === CLASS.otherLetter) this.#otherLetters.add(kind)
  }

  /** The kind of a UTF-16 unit. */
  #learn(code: number): number {
    if (Number.isNaN(code)) return KIND.other
    this.#kinds[code] ||= this.#kindOf(code)
    return this.#kinds[code] as number
  }

  #kindOf(code: number): number {
    if (code === 0x26) return KIND.ampersand
    if (code === 0x3c) return KIND.less
    if (code === 0x5d) return KIND.bracket
    if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d) ? KIND.separator : KIND.nothing
    if ((code >= 0x7f && code < 0xa0 && code !== 0x85) || (code >= 0xfdd0 && code <= 0xfdef) || code >= 0xfffe) {
      return KIND.nothing // removed before the text is stored
    }
    if (code >= 0xd800 && code < 0xe000) return KIND.odd
    if (code === 0xfeff) return KIND.separator // white space to those who fold white space
    const folded = fold(code)
    return isLead(folded) || expands(folded) ? KIND.odd : this.#kindOfFolded(folded)
  }

  #kindOfFolded(folded: Folded): number {
    switch (classOf(folded)) {
      case CLASS.ignorable:
      case CLASS.mark:
        return KIND.nothing
      case CLASS.letter:
      case CLASS.digit:
        return this.#letters.get(unitOf(folded)) ?? KIND.letter
      case CLASS.otherLetter:
        return this.#letters.get(unitOf(folded)) ?? KIND.otherLetter
      case CLASS.space:
      case CLASS.dash:
      case CLASS.underscore:
        return KIND.separator
      case CLASS.dot:
        return KIND.dot
      default:
        return KIND.other
    }
  }

  #plant(probes: readonly Probe[]): Node {
    const root = createNode(false)
    const below = (from: Node, units: readonly number[]): Node => {
      let node = from
      for (const unit of units) {
        const kind = this.#letters.get(unit) as number
        let child = node.children.get(kind)
        if (!child) {
          child = createNode(this.#otherLetters.has(kind))
          node.children.set(kind, child)
        }
        node = child
      }
      return node
    }
    for (const probe of probes) {
      if (probe.kind === 'phrase') {
        const nodes = probe.words.map(({ units }) => below(root, units))
        const [first, second] = nodes
        if (first && second && first !== second) this.#plantPair(first, second)
        // In scripts without spaces the end of a word says nothing: a stored text may be cut anywhere.
        else if (first) first[probe.words[0]?.stem || first.isOther ? 'isStem' : 'isWord'] = true
      } else {
        const letters = below(root, probe.letters)
        letters.separated ??= createNode(false)
        below(letters, probe.digits).isStem = true
        below(letters.separated, probe.digits).isStem = true
      }
    }
    return root
  }

  #plantPair(...nodes: readonly [Node, Node]): void {
    for (const node of nodes) node.part ??= this.#partners.push([]) - 1
    const [a, b] = nodes.map((node) => node.part as number) as [number, number]
    this.#partners[a]?.push(b)
    this.#partners[b]?.push(a)
  }

  /** Gives every node a row behind those of BETWEEN, in a word and in a word of another script. */
  #number(root: Node): readonly Node[] {
    const nodes: Node[] = []
    const visit = (node: Node): void => {
      for (const child of [...node.children.values(), ...(node.separated ? [node.separated] : [])]) {
        child.row = (3 + nodes.length) * this.#width
        nodes.push(child)
        visit(child)
      }
    }
    visit(root)
    return nodes
  }

  #fill(root: Node, nodes: readonly Node[]): void {
    const width = this.#width
    const rowAt = (from: number) => this.#table.subarray(from, from + width)
    const rowOfWord = (kind: number) => (this.#otherLetters.has(kind) ? this.#inOther : this.#inWord)
    const entryOf = (node: Node) => (node.isStem ? FOUND : node.part === undefined ? node.row : FOUND - node.row)

    const between = rowAt(this.#between)
    for (const kind of [KIND.unseen, KIND.ampersand, KIND.odd]) between[kind] = LOOK
    for (let kind: number = KIND.letter; kind < width; kind++) {
      const child = root.children.get(kind)
      between[kind] = child ? entryOf(child) : rowOfWord(kind)
    }
    // In a word it goes on with it, unless the script changes.
    for (const from of [this.#inWord, this.#inOther]) {
      const row = rowAt(from)
      row.set(between)
      row[KIND.nothing] = from
      for (let kind: number = KIND.letter; kind < width; kind++) if (rowOfWord(kind) === from) row[kind] = from
    }
    for (const node of nodes) {
      const row = rowAt(node.row)
      if (node.part !== undefined) this.#parts.set(node.row, node.part)
      row.set(rowAt(node.isOther ? this.#inOther : this.#inWord))
      row.fill(LOOK, KIND.unseen, KIND.dot)
      row[KIND.nothing] = node.row
      row[KIND.dot] = LOOK
      if (node.isWord) {
        for (const kind of [KIND.odd, KIND.dot, KIND.separator, KIND.other, ...this.#otherLetters]) row[kind] = FOUND
      }
      if (node.separated && row[KIND.separator] !== FOUND) row[KIND.separator] = node.separated.row
      for (const [kind, child] of node.children) row[kind] = entryOf(child)
    }
    for (const node of nodes) {
      if (!node.separated) continue
      // Behind the separator any word may begin as well.
      const row = rowAt(node.separated.row)
      row.set(between)
      row.fill(LOOK, KIND.unseen, KIND.dot)
      row[KIND.nothing] = row[KIND.separator] = node.separated.row
      for (const [kind, child] of node.separated.children) row[kind] = root.children.has(kind) ? FOUND : entryOf(child)
    }
  }
}

function createNode(isOther: boolean): Node {
  return {
    children: new Map(),
    isOther,
    isStem: false,
    isWord: false,
    part: undefined,
    separated: undefined,
    row: 0,
  }
}

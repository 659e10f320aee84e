// The rows of the glance's table that the probes make: from each what was read so far, by column what comes next.
import { SIGN } from '../../matching/ascii.ts'
import { type Alphabet, COLUMN } from './alphabet.ts'
import type { Probe } from './probes.ts'

/**
 * Entries of the table that are no row: the character has to be looked at; a probe was found. Below them, one word of a
 * phrase was found: the row to go on with is then `FOUND - entry`.
 */
export const LOOK = -1
export const FOUND = -2

/** The row outside words. */
export const BETWEEN = 0

interface ProbeRows {
  /** All rows, one behind the other. */
  readonly entries: Int32Array
  /** In a word that is no probe: of letters, and of those of other scripts. */
  readonly inWord: number
  readonly inOther: number
  readonly firstNode: number
  /** By row, the part of a phrase found there; by part, the other parts of its phrases. */
  readonly parts: ReadonlyMap<number, number>
  readonly partners: readonly (readonly number[])[]
}

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

/** What has to be looked at where a probe has begun. */
const LOOKED_AT = [COLUMN.unseen, COLUMN.odd, SIGN.ampersand, SIGN.less, SIGN.closingBracket, SIGN.dot]

export function buildProbeRows(probes: readonly Probe[], alphabet: Alphabet): ProbeRows {
  const { width, otherLetters } = alphabet
  const { root, partners } = plantProbes(probes, alphabet)
  const [inWord, inOther, firstNode] = [width, 2 * width, 3 * width]
  const nodes = numberNodes(root, firstNode, width)
  const entries = new Int32Array(firstNode + nodes.length * width)
  const rowAt = (from: number) => entries.subarray(from, from + width)
  const rowOfWord = (column: number) => (otherLetters.has(column) ? inOther : inWord)
  const entryOf = (node: Node) => (node.isStem ? FOUND : node.part === undefined ? node.row : FOUND - node.row)

  const between = rowAt(BETWEEN)
  for (const column of [COLUMN.unseen, COLUMN.odd]) between[column] = LOOK
  for (let column: number = COLUMN.letter; column < width; column++) {
    const child = root.children.get(column)
    alphabet.setEntry(between, column, child ? entryOf(child) : rowOfWord(column))
  }
  // In a word it goes on with it, unless the script changes.
  for (const from of [inWord, inOther]) {
    const row = rowAt(from)
    row.set(between)
    alphabet.setEntry(row, COLUMN.nothing, from)
    for (let column: number = COLUMN.letter; column < width; column++) {
      if (rowOfWord(column) === from) alphabet.setEntry(row, column, from)
    }
  }
  const parts = new Map<number, number>()
  for (const node of nodes) {
    const row = rowAt(node.row)
    if (node.part !== undefined) parts.set(node.row, node.part)
    row.set(rowAt(node.isOther ? inOther : inWord))
    for (const column of LOOKED_AT) row[column] = LOOK
    alphabet.setEntry(row, COLUMN.nothing, node.row)
    if (node.isWord) {
      for (const column of [COLUMN.odd, SIGN.dot, COLUMN.separator, COLUMN.other, ...otherLetters]) {
        alphabet.setEntry(row, column, FOUND)
      }
    } else if (node.separated) alphabet.setEntry(row, COLUMN.separator, node.separated.row)
    for (const [column, child] of node.children) alphabet.setEntry(row, column, entryOf(child))
  }
  for (const { separated } of nodes) {
    if (!separated) continue
    // Behind the separator any word may begin as well.
    const row = rowAt(separated.row)
    row.set(between)
    for (const column of LOOKED_AT) if (column !== SIGN.dot) row[column] = LOOK
    for (const column of [COLUMN.nothing, COLUMN.separator]) alphabet.setEntry(row, column, separated.row)
    for (const [column, child] of separated.children) {
      alphabet.setEntry(row, column, root.children.has(column) ? FOUND : entryOf(child))
    }
  }
  return { entries, inWord, inOther, firstNode, parts, partners }
}

/** The probes as a tree of their letters. */
function plantProbes(probes: readonly Probe[], alphabet: Alphabet): { root: Node; partners: number[][] } {
  const root = createNode(false)
  const partners: number[][] = []
  const below = (from: Node, units: readonly number[]): Node => {
    let node = from
    for (const unit of units) {
      const column = alphabet.columnOfLetter(unit)
      let child = node.children.get(column)
      if (!child) {
        child = createNode(alphabet.otherLetters.has(column))
        node.children.set(column, child)
      }
      node = child
    }
    return node
  }
  const partOf = (node: Node): number => {
    node.part ??= partners.push([]) - 1
    return node.part
  }
  for (const probe of probes) {
    if (probe.kind === 'phrase') {
      const [first, second] = probe.words.map(({ units }) => below(root, units))
      if (first && second && first !== second) {
        const [a, b] = [partOf(first), partOf(second)]
        partners[a]?.push(b)
        partners[b]?.push(a)
        // In scripts without spaces the end of a word says nothing: a stored text may be cut anywhere.
      } else if (first) first[probe.words[0]?.stem || first.isOther ? 'isStem' : 'isWord'] = true
    } else {
      const letters = below(root, probe.letters)
      letters.separated ??= createNode(false)
      below(letters, probe.digits).isStem = true
      below(letters.separated, probe.digits).isStem = true
    }
  }
  return { root, partners }
}

/** Gives every node a row. */
function numberNodes(root: Node, firstRow: number, width: number): readonly Node[] {
  const nodes: Node[] = []
  const visit = (node: Node): void => {
    for (const child of [...node.children.values(), ...(node.separated ? [node.separated] : [])]) {
      child.row = firstRow + nodes.length * width
      nodes.push(child)
      visit(child)
    }
  }
  visit(root)
  return nodes
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

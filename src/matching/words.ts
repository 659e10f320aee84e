import { CLASS } from './fold.ts'
import { isWordClass, type NormalisedText } from './normalise.ts'

/** Stored texts have fewer. */
const ROOM = 2_048

/** The words of a normalised text: runs of letters and digits. Buffers are reused like those of NormalisedText. */
export class Words {
  length = 0
  /** Units, half-open. */
  from: Int32Array
  to: Int32Array
  /** 1 where only spaces, dashes, quotation marks and the like stand between the word and the one before it. */
  joins: Uint8Array
  /** 1 where the word is an ending set off by an apostrophe: "S-400'lerin", "Turkey's". */
  endings: Uint8Array
  /** The word's number, endings not counted. Distances are differences of numbers. */
  numbers: Int32Array

  /** @param room for as many words; more take new buffers, as in NormalisedText */
  constructor(room = ROOM) {
    this.from = new Int32Array(room)
    this.to = new Int32Array(room)
    this.joins = new Uint8Array(room)
    this.endings = new Uint8Array(room)
    this.numbers = new Int32Array(room)
  }

  reserve(size: number): void {
    if (size <= this.from.length) return
    const grow = (old: Int32Array) => {
      const grown = new Int32Array(size * 2)
      grown.set(old)
      return grown
    }
    const growFlags = (old: Uint8Array) => {
      const grown = new Uint8Array(size * 2)
      grown.set(old)
      return grown
    }
    this.from = grow(this.from)
    this.to = grow(this.to)
    this.numbers = grow(this.numbers)
    this.joins = growFlags(this.joins)
    this.endings = growFlags(this.endings)
  }
}

/** Cuts a normalised text into words. */
export function splitWords(text: NormalisedText, into: Words = new Words()): Words {
  const { classes, length } = text
  into.length = 0
  let number = 0
  let joins = 0
  for (let i = 0; i < length; ) {
    const kind = classes[i] as number
    if (!isWordClass(kind)) {
      if (kind > CLASS.underscore) joins = 0
      i++
      continue
    }
    const from = i
    let before = kind
    for (i++; i < length; i++) {
      const next = classes[i] as number
      if (next !== before && !runsOn(before, next)) break
      before = next
    }
    const isEnding = from > 1 && classes[from - 1] === CLASS.apostrophe && isWordClass(classes[from - 2] as number)
    const n = into.length
    into.reserve(n + 1)
    if (!isEnding) number++
    into.from[n] = from
    into.to[n] = i
    into.joins[n] = joins
    into.endings[n] = isEnding ? 1 : 0
    into.numbers[n] = number
    into.length = n + 1
    joins = 1
  }
  return into
}

function runsOn(before: number, kind: number): boolean {
  if (!isWordClass(kind)) return false
  return before === kind || (before !== CLASS.otherLetter && kind !== CLASS.otherLetter)
}

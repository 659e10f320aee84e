// The table of a glance in the memory, as sieve/glance.ts has put it there, and what it is asked that no table says.
import { isAlphanumeric } from './bytes'

/** Columns of sieve/alphabet.ts. */
export const UNSEEN: u32 = 0x80
export const ODD: u32 = 0x81
export const NOTHING: u32 = 0x82
export const OTHER: u32 = 0x84
const LETTER: u32 = 0x85

/** Characters below it are their own columns. */
export const ASCII: u32 = 0x80

/** Entries that are no row (sieve/probe-rows.ts): what is below FOUND is the row where a part of a phrase was found. */
export const LOOK: i32 = -1
export const FOUND: i32 = -2
/** The row outside words. */
export const BETWEEN: i32 = 0

/** What a row of markup is of (sieve/markup-rows.ts). */
export const NO_TAG: i32 = 1
export const HIDING_TAG: i32 = 2
export const REFERENCE: i32 = 3
export const REFERENCE_IN_TAG: i32 = 4

/** What a tag does to the words around it (matching/plain-text.ts), unless it vanishes: 0. */
export const PARTS: i32 = 1
export const HIDES: i32 = 2

/** Learns the column of a character of the basic plane. */
declare function learn(char: u32): u32
/** The traits of a character: the sum of those below. */
export declare function traitsOf(char: u32): u32
export const IS_LETTER: u32 = 1
export const IS_CAPITAL: u32 = 2
export const IS_LEAD: u32 = 4
/** @returns the row to go on with; FOUND where a phrase has all its parts */
export declare function reach(row: i32, isFirst: bool): i32
/** Columns that a reference stands for, in `list`. @returns how many; 0 where it is none, below 0 where it is not certain */
export declare function readReference(nameStart: usize, nameEnd: usize, isClosed: bool): i32
/** Columns that a character becomes, in `list`. @returns how many; below 0 where they have no room */
export declare function listColumns(char: u32): i32
/** What three characters were before they were read wrongly, and behind 24 bits how many of them; 0 where they were not. */
export declare function repair(lead: u32, second: u32, third: i32): i32
/** PARTS, HIDES or 0. */
export declare function effectOfName(start: usize, end: usize): i32

/** 32 bits each. */
export const list: usize = memory.data(32 * 4)

export function listed(i: i32): u32 {
  return load<u32>(list + ((<usize>i) << 2))
}

/** The parts of the block: 16 bits by character of the basic plane, 32 bits by row and column. */
let columns: usize = 0
let entries: usize = 0
/** Rows from here on are of markup; from firstNode on of what could become a probe. */
export let firstMarkup: i32 = 0
export let firstNode: i32 = 0
let rowSize: i32 = 0
/** Rows behind "<" and "&lt;". */
export let less: i32 = 0
export let escapedLess: i32 = 0
/** What is looked at and stored of a text at most, and the rounds in which markup is removed. */
export let charsMax: usize = 0
export let storedMax: i32 = 0
export let roundsMax: i32 = 0

/** The block of a glance; its header has 32 bits each. */
export function useBlock(address: usize): void {
  columns = address + 64
  entries = columns + 0x20000 + ((<usize>load<i32>(address, 32)) << 3)
  rowSize = load<i32>(address)
  firstMarkup = load<i32>(address, 4)
  firstNode = load<i32>(address, 8)
  less = load<i32>(address, 12)
  escapedLess = load<i32>(address, 16)
  charsMax = load<i32>(address, 20)
  storedMax = load<i32>(address, 24)
  roundsMax = load<i32>(address, 28)
}

export function entryOf(row: i32, column: u32): i32 {
  return load<i32>(entries + (column << 2) + row)
}

export function columnOf(char: u32): u32 {
  return load<u16>(columns + (char << 1))
}

/** The column of a character of the basic plane that is not ASCII. */
export function learnedColumnOf(char: u32): u32 {
  const column = columnOf(char)
  return column === UNSEEN ? learn(char) : column
}

/** Whether it is none of a letter or digit, wherever it stands. */
export function isNoLetter(column: u32): bool {
  if (column < ASCII) return !isAlphanumeric(column)
  return column !== UNSEEN && column !== ODD && column < LETTER
}

/** Of a row of markup; how often the "<" in front of it is escaped; the row that goes on with the tag, or FOUND. */
export function kindOf(row: i32): i32 {
  return load<u8>(markupOf(row))
}

export function levelOf(row: i32): i32 {
  return load<u8>(markupOf(row), 1)
}

export function goesOn(row: i32): i32 {
  return load<i32>(markupOf(row), 4)
}

function markupOf(row: i32): usize {
  return columns + 0x20000 + ((<usize>((row - firstMarkup) / rowSize)) << 3)
}

// The loops in which reading feeds would spend nearly all its time, compiled to WebAssembly from assembly/: they are as
// fast the first time as later, and a Worker is young most of the time. This file keeps their memory.
import module from '#scanner'
import { readAscii } from '../scan-bytes.ts'

/** What assembly/cut.ts asks of names; these are offsets into the bytes of the feed. */
export interface NameReader {
  roleOfName(start: number, end: number): number
  readsXhtml(nameStart: number, nameEnd: number, tagEnd: number): number
}

/** What assembly/table.ts asks of a glance; rows are named by the bytes in front of them. */
export interface GlanceReader {
  learn(char: number): number
  traitsOf(char: number): number
  reach(row: number, isFirst: number): number
  readReference(feed: Uint8Array, nameStart: number, nameEnd: number, isClosed: boolean): number
  listColumns(char: number): number
  repair(lead: number, second: number, third: number): number
  effectOfName(name: string): number
}

/** What assembly/index.ts exports. */
interface Scanner {
  readonly endings: WebAssembly.Global
  readonly found: WebAssembly.Global
  readonly list: WebAssembly.Global
  begin(start: number, end: number): void
  nextItem(): number
  look(block: number, start: number, end: number): number
}

const PAGE_BYTES = 65_536
/** At the start: the tables as shipped and a feed of usual size have room. */
const PAGES = 96
const ALIGNMENT = 16
/** Zeros behind the feed (assembly/bytes.ts). */
const ZEROS = 16

const memory = new WebAssembly.Memory({ initial: PAGES })
export let bytesInMemory = new Uint8Array(memory.buffer)
/** The memory as 32-bit words. */
export let words = new Int32Array(memory.buffer)

let names: NameReader
let glance: GlanceReader
export const scanner = new WebAssembly.Instance(module, {
  env: { memory },
  cut: {
    roleOfName: (start: number, end: number) => names.roleOfName(start - top, end - top),
    readsXhtml: (start: number, end: number, tagEnd: number) => names.readsXhtml(start - top, end - top, tagEnd - top),
  },
  table: {
    learn: (char: number) => glance.learn(char),
    traitsOf: (char: number) => glance.traitsOf(char),
    reach: (row: number, isFirst: number) => glance.reach(row, isFirst),
    readReference: (start: number, end: number, isClosed: number) =>
      glance.readReference(loaded, start - top, end - top, isClosed === 1),
    listColumns: (char: number) => glance.listColumns(char),
    repair: (lead: number, second: number, third: number) => glance.repair(lead, second, third),
    effectOfName: (start: number, end: number) => glance.effectOfName(readAscii(bytesInMemory, start, end)),
  },
}).exports as unknown as Scanner

/** Behind all that was placed, and behind the scanner's own data in the first page: where the feed is. */
let top = PAGE_BYTES
const NOTHING = new Uint8Array(0)
/** The feed that is there. */
let loaded: Uint8Array = NOTHING

/** Sees to it that the scanner has these bytes. @returns their address */
function load(feed: Uint8Array): number {
  if (loaded !== feed) {
    const end = top + feed.length
    makeRoom(end + ZEROS)
    bytesInMemory.set(feed, top)
    bytesInMemory.fill(0, end, end + ZEROS)
    loaded = feed
  }
  return top
}

/** Begins with the items of a feed, from an offset on. @returns the address of the feed */
export function beginItems(feed: Uint8Array, from: number, reader: NameReader): number {
  const address = load(feed)
  names = reader
  scanner.begin(address + from, address + feed.length)
  return address
}

/**
 * Puts something into the memory, for good: what a process makes once.
 * @returns its address
 */
export function place(bytes: Uint8Array): number {
  const address = top
  top += Math.ceil(bytes.length / ALIGNMENT) * ALIGNMENT
  loaded = NOTHING
  makeRoom(top)
  bytesInMemory.set(bytes, address)
  return address
}

/** Whether the raw text of a feed could have what the table at this address is made for (assembly/glance.ts). */
export function lookAtText(block: number, reader: GlanceReader, feed: Uint8Array, start: number, end: number): boolean {
  const at = load(feed)
  glance = reader
  return scanner.look(block, at + start, at + end) !== 0
}

const LIST = scanner.list.value / Int32Array.BYTES_PER_ELEMENT
const LIST_MAX = 32

/** Gives the scanner a list, or none. @returns its length; below 0 where there is none or it is too long */
export function writeList(list: readonly number[] | undefined): number {
  if (list === undefined || list.length > LIST_MAX) return -1
  for (let i = 0; i < list.length; i++) words[LIST + i] = list[i] as number
  return list.length
}

function makeRoom(bytes: number): void {
  const missing = bytes - memory.buffer.byteLength
  if (missing <= 0) return
  memory.grow(Math.ceil(missing / PAGE_BYTES))
  bytesInMemory = new Uint8Array(memory.buffer)
  words = new Int32Array(memory.buffer)
}

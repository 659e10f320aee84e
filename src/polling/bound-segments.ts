// Bounds on what is read of a feed, and on what of it is given to the XML parser, which would build a tree of whatever
// a stranger sends. The feeds that we know stay far below all of them.

/** Items of one feed that are read, in the order they are listed. */
export const ITEMS_MAX = 1_000
/** One item; full articles with markup are some tens of thousands of bytes. */
export const ITEM_MAX_BYTES = 256 * 1024
/** All items of one feed together that are parsed. */
export const SEGMENTS_MAX_CHARS = 2 * 1024 * 1024
/** Elements within elements in one item that is parsed. */
export const DEPTH_MAX = 100

export interface BoundedSegments<S> {
  readonly kept: readonly S[]
  /** Items left out, by what they are. */
  readonly left: Readonly<Record<string, number>>
}

/** What is read at all. */
export function boundListed<S extends { readonly start: number; readonly end: number }>(
  segments: readonly S[],
): BoundedSegments<S> {
  const first = segments.slice(0, ITEMS_MAX)
  const kept = first.filter(({ start, end }) => end - start <= ITEM_MAX_BYTES)
  return {
    kept,
    left: { 'beyond the first 1,000': segments.length - first.length, 'too large': first.length - kept.length },
  }
}

/** What of it is parsed. */
export function boundParsed(segments: readonly string[]): BoundedSegments<string> {
  const kept: string[] = []
  const left = { 'too large': 0, 'too deep': 0 }
  let chars = 0
  for (const segment of segments) {
    if (chars + segment.length > SEGMENTS_MAX_CHARS) left['too large']++
    else if (isDeeperThan(DEPTH_MAX, segment)) left['too deep']++
    else {
      kept.push(segment)
      chars += segment.length
    }
  }
  return { kept, left }
}

/** How many items were left out of those listed, and why, as a sentence; undefined where none was. */
export function describeLeft(
  listed: number,
  counts: readonly Readonly<Record<string, number>>[],
): { count: number; problem?: string } {
  const left = new Map<string, number>()
  let count = 0
  for (const reasons of counts) {
    for (const reason in reasons) {
      const n = reasons[reason] ?? 0
      if (n > 0) left.set(reason, (left.get(reason) ?? 0) + n)
      count += n
    }
  }
  if (count === 0) return { count }
  const reasons = Array.from(left, ([reason, n]) => `${n} ${reason}`).join(', ')
  return { count, problem: `${count} of ${listed} items not read: ${reasons}` }
}

const TAG = /<(\/?)[a-z_][^<>]*?(\/?)>/gi

/** Counts tags alone; comments and CDATA may make it err, in an item that holds hundreds of unclosed tags. */
function isDeeperThan(max: number, segment: string): boolean {
  if (segment.length < max * 3) return false
  let depth = 0
  for (const [, end, empty] of segment.matchAll(TAG)) {
    if (end) depth = Math.max(0, depth - 1)
    else if (!empty && ++depth > max) return true
  }
  return false
}

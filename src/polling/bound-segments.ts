// Bounds on what is given to the XML parser, which would build a tree of whatever a stranger sends. The feeds that we
// know stay far below all of them.

/** Items of one feed that are read, in the order they are listed. */
export const ITEMS_MAX = 1_000
/** One item; full articles with markup are some tens of thousands of characters. */
export const SEGMENT_MAX_CHARS = 256 * 1024
/** All items of one feed together. */
export const SEGMENTS_MAX_CHARS = 2 * 1024 * 1024
/** Elements within elements in one item. */
export const DEPTH_MAX = 100

export interface BoundedSegments {
  readonly kept: readonly string[]
  /** What was left out and why, as a sentence; undefined where nothing was. */
  readonly problem?: string
}

export function boundSegments(segments: readonly string[]): BoundedSegments {
  const kept: string[] = []
  const left = { 'beyond the first 1,000': Math.max(0, segments.length - ITEMS_MAX), 'too large': 0, 'too deep': 0 }
  let chars = 0
  for (const segment of segments.slice(0, ITEMS_MAX)) {
    if (segment.length > SEGMENT_MAX_CHARS || chars + segment.length > SEGMENTS_MAX_CHARS) left['too large']++
    else if (isDeeperThan(DEPTH_MAX, segment)) left['too deep']++
    else {
      kept.push(segment)
      chars += segment.length
    }
  }
  const reasons = Object.entries(left).flatMap(([reason, count]) => (count > 0 ? [`${count} ${reason}`] : []))
  if (reasons.length === 0) return { kept }
  return {
    kept,
    problem: `${segments.length - kept.length} of ${segments.length} items not read: ${reasons.join(', ')}`,
  }
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

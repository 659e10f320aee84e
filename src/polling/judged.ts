// Which items of a source were judged before, so that none is parsed twice. Remembered by a hash of their raw text,
// under one rule version: storage/state.ts forgets them with it.

/** Of one source. What a longer feed has beyond them is judged again in every poll. */
export const JUDGED_MAX = 500

/**
 * Names an item's raw text: 53 bits (two rounds of 32-bit multiplicative hashing), in base 36.
 * @param seed what else the judgement rests on
 */
export function hashSegment(segment: string, seed: string): string {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (const text of [seed, segment]) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      high = Math.imul(high ^ unit, 0x9e3779b1)
      low = Math.imul(low ^ unit, 0x5f356495)
    }
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35)
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35)
  return ((high & 0x1fffff) * 2 ** 32 + (low >>> 0)).toString(36)
}

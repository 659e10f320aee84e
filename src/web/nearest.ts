// What was probably meant.

/** Further apart, two names are not one misspelt. */
const EDITS_MAX = 2

/** '; did you mean "s-400"?', or nothing where no known name is near. */
export function suggest(name: string, known: readonly string[]): string {
  const folded = name.toLowerCase()
  let nearest: string | undefined
  let least = Math.min(EDITS_MAX, Math.floor(folded.length / 2)) + 1
  for (const candidate of known) {
    const edits = countEdits(folded, candidate.toLowerCase())
    if (edits < least) [nearest, least] = [candidate, edits]
  }
  return nearest === undefined ? '' : `; did you mean "${nearest}"?`
}

/** Levenshtein distance; of what differs much in length, only that it is more than EDITS_MAX. */
function countEdits(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > EDITS_MAX) return EDITS_MAX + 1
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

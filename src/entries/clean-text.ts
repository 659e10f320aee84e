// Text as it is stored: what XML 1.0 and JSON can carry, on one line.

// Everything outside Char of XML 1.0 (section 2.2), and the permanent non-characters.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\uFDD0-\uFDEF\uFFFE\uFFFF]/g

// White space but single spaces: nearly all are, and putting a space in the place of each takes long. NEL too: XML 1.1
// and readers take it for the end of a line.
const UNEVEN_SPACE = /[\s\u0085]{2,}|[^\S ]|\u0085/g

/** Removes characters that no feed can carry, mends lone surrogates to U+FFFD and folds white space. */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(FORBIDDEN, '').replace(UNEVEN_SPACE, ' ').trim()
}

/** What is longer is no word that anybody looks for, and may be cut. */
const WORD_MAX_CHARS = 40
const WORD_END = /[\p{L}\p{N}\p{M}\p{Cf}]+$/u
const INSIDE_WORD = /^[\p{L}\p{N}\p{M}\p{Cf}]{2}$/u

/**
 * Cuts to at most `max` UTF-16 units, never inside a surrogate pair and not inside a word, of which the beginning may
 * be another one; a cut text ends in "…".
 */
export function truncateText(text: string, max: number): string {
  if (text.length <= max) return text
  const at = max - 1
  const cut = text.slice(0, at)
  if (INSIDE_WORD.test(text.slice(at - 1, at + 1))) {
    const begun = WORD_END.exec(cut.slice(-WORD_MAX_CHARS))?.[0].length ?? 0
    if (begun < Math.min(WORD_MAX_CHARS, at)) return `${cut.slice(0, at - begun).trimEnd()}…`
  }
  return `${cut.replace(/[\uD800-\uDBFF]$/, '')}…`
}

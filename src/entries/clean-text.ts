// Text as it is stored: what XML 1.0 and JSON can carry, on one line.

// Everything outside Char of XML 1.0 (section 2.2), and the permanent non-characters.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\uFDD0-\uFDEF\uFFFE\uFFFF]/g

/** Removes characters that no feed can carry, mends lone surrogates to U+FFFD and folds white space. */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(FORBIDDEN, '').replace(/\s+/g, ' ').trim()
}

/** Cuts to at most `max` UTF-16 units, never inside a surrogate pair; a cut text ends in "…". */
export function truncateText(text: string, max: number): string {
  if (text.length <= max) return text
  const cut = text.slice(0, max - 1)
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`
}

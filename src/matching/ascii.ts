// ASCII by name, for code that reads text by its codes, or UTF-8 by its bytes.

export const SIGN = {
  space: 0x20,
  bang: 0x21,
  quote: 0x22,
  hash: 0x23,
  ampersand: 0x26,
  apostrophe: 0x27,
  dash: 0x2d,
  dot: 0x2e,
  slash: 0x2f,
  colon: 0x3a,
  semicolon: 0x3b,
  less: 0x3c,
  greater: 0x3e,
  question: 0x3f,
  openingBracket: 0x5b,
  closingBracket: 0x5d,
} as const

/** Of the Latin alphabet. */
export const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a
export const isAlphanumeric = (code: number): boolean => isLetter(code) || (code >= 0x30 && code <= 0x39)

/**
 * UTF-8 that was read as windows-1252 or windows-1254 ("TÃ¼rkiye", "yaptÄ±rÄ±m", "Ð¡-400"). Feeds with it exist, and
 * the words in it are as good as any other. Only sequences that no language writes are undone: one of a few accented
 * capitals (or â), followed by the symbols that stand for continuation bytes.
 */

/** What windows-1252 and -1254 show for the bytes 80 to 9F; the other bytes show as themselves. */
const HIGH_BYTES = new Map<number, number>()
for (const [i, char] of [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'].entries()) {
  HIGH_BYTES.set(char.charCodeAt(0), 0x80 + i)
}

const TURKISH_LEADS = new Map([['Ğ'.charCodeAt(0), 0xd0]])

export interface Repaired {
  readonly codePoint: number
  /** UTF-16 units of the text that were one character. */
  readonly length: number
}

/** The character that the text at `at` was before it was read wrongly; undefined where it is no such sequence. */
export function repairMojibake(text: string, at: number): Repaired | undefined {
  const unit = text.charCodeAt(at)
  const lead = TURKISH_LEADS.get(unit) ?? unit
  if (lead >= 0xc2 && lead <= 0xdf) {
    const second = continuation(text, at + 1)
    return second === undefined ? undefined : { codePoint: ((lead & 0x1f) << 6) | second, length: 2 }
  }
  if (lead === 0xe2) {
    const second = continuation(text, at + 1)
    const third = continuation(text, at + 2)
    if (second === undefined || third === undefined) return undefined
    return { codePoint: (2 << 12) | (second << 6) | third, length: 3 }
  }
  return undefined
}

/** The six bits of a continuation byte. */
function continuation(text: string, at: number): number | undefined {
  if (at >= text.length) return undefined
  const unit = text.charCodeAt(at)
  const byte = HIGH_BYTES.get(unit) ?? unit
  return byte >= 0x80 && byte <= 0xbf ? byte & 0x3f : undefined
}

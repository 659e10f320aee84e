// Feeds in a definition's own letters, for the warm-up.
import type { Definition } from '../definition/definition.ts'

const ITEMS = 10
const PARAGRAPHS = 3
const WORDS_PER_PARAGRAPH = 20

export interface FeedWords {
  /** Of the definition. */
  readonly own: readonly string[]
  /** Of the same letters, and mostly none of it. */
  readonly other: readonly string[]
  /** Those of them in ASCII. */
  readonly ascii: readonly string[]
}

export function listFeedWords({ terms }: Definition): FeedWords {
  const spellings = terms.flatMap(({ spellings = {} }) => Object.values(spellings).flat())
  const own = spellings.map((text) => text.replaceAll('*', ''))
  const other = own.map((text) => [...text].reverse().join(''))
  return { own, other, ascii: other.filter((word) => /^[\x20-\x7e]+$/.test(word)) }
}

/** The feed of a source at a time, which has one new item at each. An item is the same at all times. */
export function writeFeed({ own, other, ascii }: FeedWords, source: number, time: number): string {
  // Text of one byte a character and of two goes through machine code of its own.
  const words = source % 2 === 0 ? ascii : other
  const isAtom = source % 4 === 3
  const isEscaped = source % 3 === 0
  const [open, close, quote] = isEscaped ? ['&lt;', '&gt;', '&quot;'] : ['<', '>', '"']
  // Escaped markup and CDATA, references, links: what feeds are made of.
  const items = Array.from({ length: ITEMS }, (_, i) => {
    const n = time + ITEMS - i
    let at = source * 97 + n * 31
    const take = (count: number, from = words) =>
      Array.from({ length: count }, () => from[at++ % from.length] ?? 'word').join(' ')
    const title = `${take(1, own)} ${take(7)}`
    const link = `https://feed.example/${source}/${n}?a=1&amp;utm_source=feed`
    const paragraphs = Array.from({ length: PARAGRAPHS }, (_, p) => {
      const anchor = `${open}a href=${quote}/${p}${quote}${close}${take(3)}${open}/a${close}`
      const start = `${open}p${close}${take(2)} ${take(1, own)}&#8217;s ${anchor}`
      return `${start}, ${take(WORDS_PER_PARAGRAPH)}&amp;nbsp;s &quot;U.S.&quot; â ${open}/p${close}`
    }).join('\n')
    const body = isEscaped ? paragraphs : `<![CDATA[${paragraphs}]]>`
    const seconds = String(n % 60).padStart(2, '0')
    return isAtom
      ? `<entry><title>${title}</title><link href="${link}"/><id>${source}-${n}</id><updated>2026-01-01T00:00:${seconds}Z</updated><summary type="html">${body}</summary></entry>`
      : `<item><title>${title}</title><link>${link}</link><guid>${source}-${n}</guid><pubDate>Thu, 01 Jan 2026 00:00:${seconds} GMT</pubDate><description>${body}</description></item>`
  }).join('\n')
  return isAtom
    ? `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>${words[0]}</title>${items}</feed>`
    : `<?xml version="1.0"?><rss version="2.0"><channel><title>${words[0]}</title><ttl>20</ttl>${items}</channel></rss>`
}

// Feeds in a definition's own letters, with everything in them that feeds are made of, for the warm-up.
import type { Definition } from '../definition/definition.ts'

const ITEMS = 10

interface FeedWords {
  /** Of the definition. */
  readonly own: readonly string[]
  /** Of the same letters, and mostly none of it. */
  readonly other: readonly string[]
}

/** Those in ASCII, and all: text of one byte a character and of two goes through machine code of its own. */
export function listFeedWords({ terms }: Definition): readonly [ascii: FeedWords, all: FeedWords] {
  const own = terms.flatMap(({ spellings = {}, designators = [], acronyms = [] }) =>
    [...Object.values(spellings).flat(), ...designators, ...acronyms].map((text) => text.replaceAll('*', 'x')),
  )
  const withOther = (own: readonly string[]) => ({ own, other: own.map((text) => [...text].reverse().join('')) })
  return [withOther(own.filter((word) => /^[\x20-\x7e]+$/.test(word))), withOther(own)]
}

/** What stands between words, and in some. */
const BETWEEN =
  '<p>|<a href="/?a=1&amp;b=2">|</a>|<b>|&amp;|&amp;#39;|&nbsp;|&#8217;s|“|&amp;lt;i&amp;gt;|1,234|\n  |U.S.|…|&eacute;|Ã¼|<!-- x -->'.split(
    '|',
  )
/** Items that are not well-formed, or not as most are. */
const ODD_ITEMS =
  '<item/><item><title>a <b>b</b></title></item><item><title>a</title><x></item><item><title>a & b &nbsp;</title></item>'

/** The feed of a source at a time. Of its items few are the same at another time. */
export function writeFeed(words: ReturnType<typeof listFeedWords>, source: number, time: number): Uint8Array {
  const { own: ownWords, other: otherWords } = source % 2 === 0 ? words[0] : words[1]
  let at = 0
  const take = (count: number, words = otherWords) =>
    Array.from({ length: count }, () => words[(at++ * 7) % words.length] ?? 'word').join(' ')
  const text = (n: number, words: number) =>
    Array.from({ length: words / 5 }, (_, i) => `${take(4)} ${some(BETWEEN, n + i)}`).join(' ')
  const veiled = (n: number) => {
    const word = some(ownWords, n * 5) ?? 'word'
    const cut = 1 + (n % Math.max(1, word.length - 1))
    return `${word.slice(0, cut)}${some(BETWEEN, n)}${word.slice(cut)}`
  }
  const special = (n: number) => Array.from({ length: 8 }, (_, i) => veiled(8 * n + i)).join(' ')
  const texts = [
    (n: number) => text(n, 40),
    (n: number) => `<p>${text(n, 250)}`,
    special,
    (n: number) => `<p>${take(2, ownWords)} S 400 F-35s ${special(n)} ${take(3, ownWords)}</p>`,
  ]
  const write = (n: number, content: string) => (n % 3 ? cdata(content) : escapeMarkup(content))

  const title = (n: number) => (n % 4 ? `${take(6)} ${take(1, ownWords)}` : write(n >> 2, veiled(n)))
  /** An item of Atom or of RSS. */
  const item = (n: number, isAtom: boolean, title: string, summary: string, content: string) =>
    isAtom
      ? `<entry><title type="html">${title}</title><link href="/${source}/${n}"/><id>${source}:${n}</id><updated>2026-01-01T00:00:00Z</updated><summary>${summary}</summary>${
          n % 3 ? `<content type="html">${content}</content>` : `<content type="xhtml"><p>x</p></content>`
        }</entry>`
      : `<item>\n<title>${title}</title><link>https://feed.example/${source}/${n}?a=1&amp;b=2</link><description>${summary}</description><guid isPermaLink='false'>${source}:${n}</guid><pubDate>Thu, 01 Jan 2026 00:00:00 GMT</pubDate><content:encoded>${content}</content:encoded></item>`
  const mixed = (isAtom: boolean) => (n: number) =>
    item(n, isAtom, title(n), n % 7 ? write(n, some(texts, n)(n)) : '', cdata(text(n, 60)))
  /** As nearly all are: long, and nothing in it. */
  const dull = (isAtom: boolean) => (n: number) =>
    item(n, isAtom, take(8), write(source + time, `<p>${text(n, 60)}`), write(source + time, text(n, 200)))
  const list = (of: (n: number) => string, count = ITEMS) =>
    Array.from({ length: count }, (_, i) => of(time + count - i)).join('\n')
  const rss = (items: string, odd = '', declaration = '') =>
    `<?xml version="1.0"${declaration}?><rss version="2.0"><channel><!-- x --><title><![CDATA[x]]></title><ttl>20</ttl></item>${odd}${items}${odd && '<item><title>a &amp b <!-- x'}</channel></rss>`
  const atom = (items: string) =>
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/a/"><title>x</title>${items}</feed>`
  switch (source % 12) {
    case 1:
    case 2:
      return encode(atom(list(mixed(true))))
    case 3:
      return encode(rss(list(mixed(false)), ODD_ITEMS))
    case 5:
    case 8:
    case 11:
      return encode(rss(list(dull(false), 40)))
    case 6: // of one byte a character, whatever the server says
      return Uint8Array.from(`${rss(list(mixed(false)), '', ' encoding="windows-1254"')}\xfe`, (char) =>
        char.charCodeAt(0),
      )
    case 9:
      return encode(atom(list(dull(true), 40)))
    default:
      return encode(rss(list(mixed(false))))
  }
}

const some = <T>(list: readonly T[], n: number): T => list[n % list.length] as T
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const cdata = (content: string): string => `<![CDATA[\n${content.replaceAll(']]>', ']]')} ]x]]>`
const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

// Feeds in a definition's own letters, with everything in them that feeds are made of, for the warm-up.
import type { Definition } from '../definition/definition.ts'

const ITEMS = 10

export interface FeedWords {
  /** Of the definition. */
  readonly own: readonly string[]
  /** Of the same letters, and mostly none of it. */
  readonly other: readonly string[]
}

export function listFeedWords({ terms }: Definition): FeedWords {
  const own = terms.flatMap(({ spellings = {}, designators = [], acronyms = [] }) =>
    [...Object.values(spellings).flat(), ...designators, ...acronyms].map((text) => text.replaceAll('*', 'x')),
  )
  return { own, other: own.map((text) => [...text].reverse().join('')) }
}

/** What can stand in a word, hide a part of it, or end nowhere; and what stands between words. */
const IN_WORDS =
  '<b>x</b>|<br/>|<a href="/?a=1&b=2">x</a>|<i title=\'x\'>|<script>x</script>|</b>|<|<3|&lt;b class="x"&gt;|&lt;|&amp;|&amp;#39;|&amp;nbsp;|&#8217;s|&eacute;|&x;|&T|& |.|. |.\n|.é|é.|.A.|.a|]|-|\u00AD|’|…|é|Ã¼|Ã |Ã\u0081|â€™|😀|™|<!-- x -->|<![CDATA[x]]>|<style>x|<b x="|<!--|<? z >|&amp;lt;b&amp;gt;'.split(
    '|',
  )
const BETWEEN_WORDS =
  '<p>|</p>\n\n  <p>|<a href="/?a=1&amp;b=2" title=\'x\'>|</a>|<img alt="A &quot;b&quot;" />|<strong>|<span class=x>|&amp;|&nbsp;|&#8217;s|&#39;|&quot;|“|1,234|\n  |U.S.|…|l\'x|&eacute;|Ã¼|â€™|😀'.split(
    '|',
  )
/** More markup than is looked at. */
const MANY_TAGS = `<br/>${' '.repeat(30)}`.repeat(400)
/** What else stands in items; and items that are not well-formed, or not as most are. */
const BESIDE = [
  '<!-- c - d --><category domain="x">b</category><dc:creator>a &#8217;</dc:creator>',
  '<media:group><media:content url=\'x\' medium = "image"><x>c</x></media:content></media:group><source url="/">o</source>',
]
const ODD_ITEMS =
  '<item/><item><title>a <b>b</b></title></item><item><title>a</title><x></item><item><?x?></item><item><title>a & b &nbsp;</title></item><item><title>a<item><title>a </b></title></item><!x></item>'

/** The feed of a source at a time, which has one new item at each. An item is the same at all times. */
export function writeFeed({ own, other }: FeedWords, source: number, time: number): Uint8Array {
  // Text of one byte a character and of two goes through machine code of its own.
  const isAscii = source % 2 === 0
  const inLetters = (words: readonly string[]) =>
    isAscii ? words.filter((word) => /^[\x20-\x7e]+$/.test(word)) : words
  const [ownWords, otherWords] = [inLetters(own), inLetters(other)]
  let at = 0
  const take = (count: number, words = otherWords) =>
    Array.from({ length: count }, () => words[(at++ * 7) % words.length] ?? 'word').join(' ')
  const text = (n: number, words: number) =>
    Array.from({ length: words / 5 }, (_, i) => `${take(4)} ${some(BETWEEN_WORDS, n + i)}`).join(' ')
  const veiled = (n: number) => {
    const word = some(ownWords, n * 5) ?? 'word'
    const cut = 1 + (n % Math.max(1, word.length - 1))
    return `${word.slice(0, cut)}${some(IN_WORDS, n)}${word.slice(cut)}`
  }
  const special = (n: number) => Array.from({ length: 8 }, (_, i) => veiled(8 * n + i)).join(' ')
  const texts = [
    (n: number) => text(n, 40),
    (n: number) => `<p>${text(n, 250)}`,
    special,
    (n: number) => `<p>${take(2, ownWords)} S 400 F-35s ${special(n)} ${take(3, ownWords)}</p>`,
    (n: number) => (n % 2 ? special(n) : `${MANY_TAGS}${special(n)}`),
  ]
  const write = (n: number, content: string) => (n % 3 ? cdata(content) : escapeMarkup(content))

  const item = (n: number) =>
    `<item>\n<title>${n % 4 ? `${take(6)} ${take(1, ownWords)}` : write(n >> 2, veiled(n))}</title>
    <link>https://feed.example/${source}/${n}?a=1&amp;b=2</link>${
      n % 7 ? `<description>${write(n, some(texts, n)(n))}</description>` : ''
    }${n % 5 ? `<guid isPermaLink='false'>${source}:${n}</guid>` : ''}${
      n % 6 ? '<pubDate>Thu, 01 Jan 2026 00:00:00 GMT</pubDate>' : '<dc:date>2026-01-01T00:00:00Z</dc:date>'
    }${n % 4 ? '' : `<content:encoded>${cdata(text(n, 60))}</content:encoded>`}${some(BESIDE, n)}</item>`
  const entry = (n: number) =>
    `<entry${n % 5 ? '' : ' xml:base="/b/"'}><title type="html">${write(n, n % 2 ? take(5) : veiled(n))}</title><link rel="alternate" type="text/html" href="/${source}/${n}"/><link rel="edit" href="x" /><id>${source}:${n}</id><updated>2026-01-01T00:00:00Z</updated>${
      n % 2 ? '' : `<summary type="text">${take(9)} ${take(2, ownWords)}</summary>`
    }${
      n % 3
        ? `<content type="html">${escapeMarkup(text(n, 60))}</content></entry>`
        : `<content type="xhtml"><div><!-- x --><p>${take(5)} <b>${take(1, ownWords)}</b></p></div></content></entry>`
    }`
  const items = (of: (n: number) => string) => Array.from({ length: ITEMS }, (_, i) => of(time + ITEMS - i)).join('\n')
  const rss = (declaration = '', odd = '') =>
    `<?xml version="1.0"${declaration}?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><!-- x --><title><![CDATA[x]]></title><ttl>20</ttl></item>${odd}${items(item)}${odd && '<item><title>a &amp b <!-- x'}</channel></rss>`

  switch (source % 8) {
    case 1:
    case 2:
      return encode(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/a/"><title>x</title>${items(entry)}</feed>`)
    case 4:
      return encode(rss('', ODD_ITEMS))
    case 6: // of one byte a character, whatever the server says
      return Uint8Array.from(`${rss(' encoding="windows-1254"')}\xfe`, (char) => char.charCodeAt(0))
    default:
      return encode(rss())
  }
}

const some = <T>(list: readonly T[], n: number): T => list[n % list.length] as T
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const cdata = (content: string): string => `<![CDATA[\n${content.replaceAll(']]>', ']]')} ]x]]>`
const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

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

/** What can stand in a word, hide a part of it, or end nowhere; and what stands between words. */
const IN_WORDS =
  '<b>x</b>|<br/>|<a href="/?a=1&b=2">x</a>|<i title=\'x\'>|<script>x</script>|</b>|<|<3|&lt;b class="x"&gt;|&lt;|&amp;|&amp;#39;|&amp;nbsp;|&#8217;s|&eacute;|&x;|&T|& |.|. |.\n|.é|é.|.A.|.a|]|-|\u00AD|’|…|é|Ã¼|Ã |Ã\u0081|â€™|â€<b>|&hellip;|😀|™|<!-- x -->|<![CDATA[x]]>|<style>x|<b x="|<!--|<? z >|&amp;lt;b&amp;gt;'.split(
    '|',
  )
const BETWEEN_WORDS =
  '<p>|</p>\n\n  <p>|<a href="/?a=1&amp;b=2" title=\'x\'>|</a>|<img alt="A &quot;b&quot;" />|<strong>|<span class=x>|&amp;|&nbsp;|&#8217;s|&#39;|&quot;|“|&amp;lt;i&amp;gt;|1,234|\n  |U.S.|…|l\'x|&eacute;|Ã¼|â€™|😀'.split(
    '|',
  )
/** More markup than is looked at. */
const MANY_TAGS = `<br/>${' '.repeat(30)}`.repeat(400)
/** What nearly all items have many of. */
const TAGS = '<category>x</category><category domain="x">y z</category><media:thumbnail url="x" height="72" />'.repeat(
  15,
)
/** What else stands in items; and items that are not well-formed, or not as most are. */
const BESIDE = [
  '<!-- c - d --><category domain="x">b</category><dc:creator>a &#8217;</dc:creator>',
  '<media:group><media:content url=\'x\' medium = "image"><x>c</x></media:content></media:group><source url="/">o</source>',
]
const ODD_ITEMS =
  '<item/><item><item/></item><item><title>a <b>b</b></title></item><item><title>a</title><x></item><item><?x?></item><item><title>a & b &nbsp;</title></item><item><title>a<item><title>a </b></title></item><!x></item>'

/** The feed of a source at a time. Of its items few are the same at another time. */
export function writeFeed(words: ReturnType<typeof listFeedWords>, source: number, time: number): Uint8Array {
  const { own: ownWords, other: otherWords } = source % 2 === 0 ? words[0] : words[1]
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
      n % 2 ? '' : `<summary type="text">${take(9)} ${take(2, ownWords)} &#8217;</summary>`
    }${
      n % 3
        ? `<content type="html">${escapeMarkup(text(n, 60))}</content></entry>`
        : `<content type="xhtml"><div><!-- x --><p>${take(5)} <b>${take(1, ownWords)}</b></p></div></content></entry>`
    }`
  /** As nearly all are: long, and nothing in it. */
  const dull = (n: number) =>
    `<item>\n<title>${take(8)}</title>\n<link>https://feed.example/${n}</link><pubDate>x</pubDate><dc:creator>${cdata('x')}</dc:creator><category>x</category><guid isPermaLink="false">${n}</guid><description>${write(source + time, `<p>${text(n, 60)}`)}</description><content:encoded>${write(source + time, text(n, 200))}</content:encoded><slash:comments>0</slash:comments>${TAGS}</item>`
  const dullEntry = (n: number) =>
    `<entry><title type="html">${write(n, take(8))}</title><link rel="alternate" type="text/html" href="/${n}"/><id>${n}</id><updated>x</updated><author><name>x</name></author>${TAGS}<summary type="html">${write(n, `<p>${text(n, 40)}`)}</summary><content type="html">${escapeMarkup(text(n, 200))}</content></entry>`
  /** One by one, because nothing behind a word that may be meant is looked at. */
  const short = (n: number) =>
    `<item><title>${n % 9 ? write(time, veiled(n)) : `${some(ownWords, n)?.slice(0, 2)}]`}</title></item>`
  const items = (of: (n: number) => string, count = ITEMS) =>
    Array.from({ length: count }, (_, i) => of(time + count - i)).join('\n')
  const rss = (declaration = '', odd = '', listed = items(item)) =>
    `<?xml version="1.0"${declaration}?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><!-- x --><title><![CDATA[x]]></title><ttl>20</ttl></item>${odd}${listed}${odd && '<item><title>a &amp b <!-- x'}</channel></rss>`

  const atom = (listed: string) =>
    encode(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/a/"><title>x</title>${listed}</feed>`)
  switch (source % 12) {
    case 1:
    case 2:
      return atom(items(entry))
    case 4:
      return encode(rss('', ODD_ITEMS))
    case 3:
      return encode(rss('', ODD_ITEMS, items(short, 3 * IN_WORDS.length)))
    case 5:
    case 8:
    case 11:
      return encode(rss('', '', items(dull, 40)))
    case 9:
      return atom(items(dullEntry, 40))
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

// Feeds with everything in them that feeds are made of, well-formed or not, for the warm-up.
import type { Definition } from '../definition/definition.ts'

export interface OddFeed {
  readonly body: Uint8Array
  readonly contentType: string | null
}

/** What can stand in a word, or hide a part of it. */
const IN_WORDS = [
  ...['<b>x</b>', '<br/>', '<a href="/x?a=1&b=2">x</a>', "<i title='x'>", '<script>x</script>', '</b>', '<', '<3'],
  ...['&lt;b class="x"&gt;', '&lt;br/&gt;', '&lt;', '&gt;', '&amp;', '&amp;#39;', '&amp;nbsp;', '&quot;', '&#8217;s'],
  ...[
    '&nbsp;',
    '&eacute;',
    '&#233;',
    '&#x2019;',
    '&unknown;',
    '&T',
    '& ',
    '&#38;',
    '.',
    '. ',
    '.\n',
    '.é',
    'é.',
    '.A.',
    '.a',
    ']',
    '-',
  ],
  ...[
    '\u00AD',
    '\u0301',
    '’',
    '…',
    'é',
    'Ã¼',
    'Ã ',
    'Ã\u0081',
    'â€™',
    'â',
    'Ä',
    '😀',
    '™',
    'ı',
    '日',
    '\u00A0',
    '\u0007',
  ],
]
/** What stands between words. */
const BETWEEN_WORDS = [
  ...[
    '<p>',
    '</p>\n\n  <p>',
    '<a href="/?a=1&amp;b=2" title=\'x\'>',
    '</a>',
    '<img src="x.png" alt="A &quot;b&quot;" />',
  ],
  ...[
    '<strong>',
    '<span class=x>',
    '<h2>',
    '&amp;',
    '&nbsp;',
    '&#8217;s',
    '&#39;',
    '&quot;',
    '“',
    '”',
    '–',
    ' — ',
    '(',
    ')',
  ],
  ...['1,234', '20%', '\n  ', 'U.S.', 'p.m.', '…', "l'x", 'a[0]', '<br/>\n', '&eacute;', 'Ã¼', 'â€™', '\u00AD', '😀'],
]
/** Markup that ends nowhere, or hides text. */
const ODD_MARKUP = [
  ...[
    '<!-- x - y -->',
    '<![CDATA[x]]>',
    '<script>a<b</script>',
    '<style>x',
    '1 < 2 ',
    '<b x="',
    '<!--',
    '<? z >',
    '<q x="open',
  ],
  ...['&lt;p&gt;x&lt;/p&gt;', '&amp;lt;b&amp;gt;', '&lt;b', '<'],
]
/** More markup than is looked at. */
const MANY_TAGS = `<br/>${' '.repeat(30)}`.repeat(400)
const DESIGNATORS = ['S 400', 'F - 35A', 'F-35s', 'S-400’ler', 'C-400', 's-4000', 'S 35,6']

/** In the definition's own letters, most of whose words are none of its words. */
export function writeOddFeeds({ terms }: Definition): readonly OddFeed[] {
  const own = terms.flatMap(({ spellings = {}, designators = [], acronyms = [], except = [] }) =>
    [...Object.values(spellings).flat(), ...designators, ...acronyms, ...except].map((word) => word.replace('*', 'x')),
  )
  const other = own.map((word) => [...word].reverse().join(''))
  const inAscii = (words: readonly string[]) => words.filter((word) => /^[\x20-\x7e]+$/.test(word))
  // Text of one byte a character and of two goes through machine code of its own.
  return [
    ...writeFeeds(inAscii(own), inAscii(other)),
    ...writeFeeds(own, other),
    { body: Uint8Array.from(rss(item('\xfe &amp;'), 'encoding="windows-1254"'), codeOf), contentType: null },
    {
      body: Uint8Array.from(rss(item('\xfe'), 'encoding="utf-8"'), codeOf),
      contentType: 'text/xml; charset=iso-8859-9',
    },
  ]
}

function writeFeeds(own: readonly string[], other: readonly string[]): readonly OddFeed[] {
  let at = 0
  const take = (count: number, words: readonly string[]) =>
    Array.from({ length: count }, () => words[(at++ * 7) % words.length] ?? 'word').join(' ')
  const some = <T>(list: readonly T[], n: number) => list[n % list.length] as T
  const many = (count: number, write: (n: number) => string) =>
    Array.from({ length: count }, (_, n) => write(n)).join('\n')

  /** Text as feeds have it; of no use but for a few. */
  const text = (n: number, words: number) =>
    Array.from({ length: words / 5 }, (_, i) => `${take(4, other)} ${some(BETWEEN_WORDS, n + i)}`).join(' ')
  const odd = (n: number) =>
    `<p>${text(n, 20)} ${some(ODD_MARKUP, n)} ${some(DESIGNATORS, n)} ${take(2, own)} ${some(ODD_MARKUP, n >> 2)} ${take(3, own)}</p>`
  /** One of the definition's words with something in it. */
  const veiled = (n: number, w = n) => {
    const word = some(own, w * 5)
    const cut = 1 + (n % Math.max(1, word.length - 1))
    return `${word.slice(0, cut)}${some(IN_WORDS, n)}${word.slice(cut)}`
  }
  const manyVeiled = (n: number) => Array.from({ length: 8 }, (_, i) => veiled(n + 7 * i, 8 * n + i)).join(' ')
  const cdata = (content: string) => `<![CDATA[\n${content.replaceAll(']]>', ']]')} ]x]]>`
  const write = (n: number, content: string) => (n % 2 ? cdata(content) : escapeMarkup(content))

  const typical = (n: number) =>
    item(
      n % 3 ? `${take(6, other)} ${take(1, own)}` : escapeMarkup(text(n, 5)),
      n % 7 ? `<description>${write(n, n % 4 ? text(n, 40) : `<p>${text(n, 250)}`)}</description>` : '',
      n % 5 ? `<guid isPermaLink='false'>tag:${n}</guid>` : '<guid>https://feed.example/1</guid>',
      n % 6 ? '<pubDate>Mon, 01 Jan 2026 00:00:00 GMT</pubDate>' : '<dc:date>2026-01-01T00:00:00Z</dc:date>',
      n % 4 ? '' : `<content:encoded>${cdata(`<div>${text(n, 120)}</div>`)}</content:encoded>`,
      some(BESIDE, n),
    )
  const special = (n: number) => {
    const way = n + Math.floor(n / IN_WORDS.length) // each of them in both ways
    const summary = n % 3 ? manyVeiled(n) : odd(n)
    return item(write(way, veiled(n)), `<description>${write(way, summary)}</description>`)
  }
  const atom = (n: number) => {
    const xhtml = `<div xmlns="http://www.w3.org/1999/xhtml"><!-- x --><p>${take(5, other)} <b>${take(1, own)}</b></p></div>`
    const content =
      n % 3 ? `<content type="html">${escapeMarkup(text(n, 60))}</content>` : `<content type="xhtml">${xhtml}</content>`
    const summary = n % 2 ? '' : `<summary type="text">${take(9, other)} ${take(2, own)}</summary>`
    return `<entry${n % 5 ? '' : ' xml:base="/b/"'}><title type="html">${write(n, veiled(n))}</title><link rel="alternate" type="text/html" href="/${n}?a=1&amp;b=2"/><link rel="edit" href="x" /><id>tag:${n}</id><updated>2026-01-01T00:00:00Z</updated><author><name>a</name></author>${summary}${content}</entry>`
  }
  const encoder = new TextEncoder()
  return [
    rss(many(24, typical)),
    rss(many(3 * IN_WORDS.length, special)),
    rss(many(4, (n) => item('x', `<description>${write(n, `${MANY_TAGS}${text(n, 5)} ${odd(n)}`)}</description>`))),
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://x.example/"><title>x</title>${many(24, atom)}</feed>`,
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>x</title></channel>${many(12, (n) => typical(n).replace('<item', '<item rdf:about = "/?a=1&amp;b=2"'))}</rdf:RDF>`,
    rss(`${MALFORMED.join('\n')}${many(4, typical)}${MALFORMED.at(-1)}`),
  ].map((feed) => ({ body: encoder.encode(feed), contentType: 'application/xml; charset=utf-8' }))
}

function rss(items: string, declaration = ''): string {
  return `<?xml version="1.0" ${declaration}?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><!-- x --><title><![CDATA[x]]></title><link>https://feed.example/</link></item>${items}</channel></rss>`
}

const item = (title: string, ...elements: readonly string[]): string =>
  `<item>\n<title>${title}</title>\n\n  <link>https://feed.example/1?a=1&amp;utm_source=rss</link>${elements.join('')}</item>`

/** What else stands in items. */
const BESIDE = [
  '<!-- c - d --><category domain="x">b</category><dc:creator>a &#8217;&#160;</dc:creator>',
  '<enclosure url="https://feed.example/1.mp3" length="1" type="audio/mpeg"/><source url="https://o.example/">Outlet</source>',
  '<media:group><media:content url=\'x\' medium = "image"><media:title type="plain">c</media:title></media:content></media:group>',
  '<item />',
]
const MALFORMED = [
  ...['<item/>', '<item><title>a <b>b</b></title></item>', '<item><title>a</title><x></item>', '<item><?x?></item>'],
  ...[
    '<item><title>a & b &nbsp;</title></item>',
    '<item><title>a < b</title><description>1 <  2 && </description></item>',
  ],
  ...['<item><title>a<item><title>b</title></item>', '<item><title>a </b></title></item>', '<x><!x><!-- x --></item>'],
  ...['<item><content:encoded><p>x</p> <p>x <b>y</b></p></content:encoded></item>', '<item><title>a &amp b <!-- x'],
]

const codeOf = (char: string): number => char.charCodeAt(0) & 0xff
const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

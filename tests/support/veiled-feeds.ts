// Feeds as nasty as feeds can be: terms whose letters are written as references, split by tags, comments and CDATA
// marks, in upper case, with invisible characters; fake and nested items, garbage, prefixes, broken and cut XML.
import fc from 'fast-check'
import { all, any, defineDispute, fromSource, inTitle, near, not } from '../../src/definition/definition.ts'

/** Every combinator, every way to write a term, every script that has its own rules. */
export const veiledDefinition = defineDispute({
  id: 'veiled',
  title: 'Veiled',
  description: 'For the tests of the sieve.',
  languages: ['en', 'tr', 'ru', 'el', 'ar', 'he', 'zh'],
  facets: [{ id: 'thing', label: 'a thing' }],
  terms: [
    { id: 's-400', facet: 'thing', label: 'S-400', designators: ['S-400'] },
    { id: 'tb-2', facet: 'thing', label: 'TB-2', designators: ['TB-2'] },
    { id: 'us', facet: 'thing', label: 'US', acronyms: ['US'] },
    {
      id: 'turkey',
      facet: 'thing',
      label: 'Turkey',
      spellings: { en: ['turkey', 'turk*'], tr: ['türkiye*'], ru: ['турци*'], el: ['τουρκία'], ar: ['تركيا'] },
      except: ['cold turkey'],
      source: { countries: ['TR'], languages: ['tr'] },
    },
    {
      id: 'sanctions',
      facet: 'thing',
      label: 'sanctions',
      spellings: { en: ['sanction*'], tr: ['yaptırım*'], he: ['סנקציות'], zh: ['制裁'] },
    },
    { id: 'fighter', facet: 'thing', label: 'fighter', spellings: { en: ['joint strike fighter*', 'stealth jet'] } },
    { id: 'india', facet: 'thing', label: 'India', spellings: { en: ['india*'] } },
  ],
  rule: any(
    all('s-400', 'turkey', not('india')),
    near(4, 'tb-2', ['turkey', 'sanctions']),
    inTitle(all('fighter', 'us')),
    all(fromSource('turkey'), 'sanctions', 'us'),
  ),
  nearMiss: any('s-400', 'fighter', all('turkey', 'sanctions')),
})

const WORDS = [
  ...['S-400', 'S 400', 's400', 'С-400', 'S–400', 'S‑400', 'TB-2', 'TB2', 'S-4000', 'US', 'U.S.', 'us'],
  ...[
    'Turkey',
    'turkish',
    'Türkiye’nin',
    'TÜRKİYE',
    'Турции',
    'Τουρκία',
    'تركيا',
    'cold turkey',
    'sanctions',
    'SANCTION',
  ],
  ...[
    'yaptırımları',
    'סנקציות',
    '制裁',
    'joint strike fighters',
    'stealth jet',
    'India',
    'indian',
    'a',
    's',
    't',
    'football',
  ],
  ...['weather', 'AT&T', '<3', 'x', '400', '-400', 'S', 'Tur', 'key', '…', '™', '😀', 'ﬁne', 'â', 'Ã¼', 'Ðтак'],
]

const hex = (char: string) => (char.codePointAt(0) ?? 0).toString(16)
const decimal = (char: string) => String(char.codePointAt(0))
const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
/** UTF-8 that was read as windows-1252. */
const misread = (char: string) => new TextDecoder('windows-1252').decode(new TextEncoder().encode(char))
const fullWidth = (char: string) => (/[!-~]/.test(char) ? String.fromCharCode(char.charCodeAt(0) + 0xfee0) : char)

/** Ways to write one character, where markup is HTML's: in a CDATA section, or escaped for XML text. */
const IN_HTML: readonly ((char: string) => string)[] = [
  (char) => `&#${decimal(char)};`,
  (char) => `&#x${hex(char)};`,
  (char) => `&#0${decimal(char)};`,
  (char) => `&#${decimal(char)}`,
  (char) => `&amp;#${decimal(char)};`,
  (char) => `&amp;amp;#x${hex(char)};`,
  (char) => `<b>${char}</b>`,
  (char) => `</b>${char}<b>`,
  (char) => `<a href="?a=1&b=2" title='x'>${char}</a>`,
  (char) => `<a title="x > y">${char}</a>`,
  (char) => `<i><b>${char}</b></i>`,
  (char) => `${char}<!-- x -->`,
  (char) => `${char}<br/>`,
  (char) => `${char}<p class="a">`,
  (char) => `${char}<script>x</script>`,
  (char) => `${char}\u00AD`,
  (char) => `${char}&shy;`,
  (char) => `${char}&zwnj;`,
  (char) => `${char}\u200B`,
  (char) => `${char}\u0301`,
  (char) => `${char}\u0007`,
  (char) => `&nbsp;${char}`,
  (char) => `&nbsp${char}`,
  (char) => `\uFEFF${char}`,
  (char) => `&lt;${char}`,
  (char) => `&quot;${char}&rsquo;`,
  (char) => `<${char}`,
  (char) => `&${char}`,
  (char) => `${char}.`,
  misread,
  fullWidth,
  (char) => char.toUpperCase(),
  (char) => char.toLowerCase(),
]

/** The same where markup is XML's. */
const IN_XML: readonly ((char: string) => string)[] = [
  (char) => `<![CDATA[${char}]]>`,
  (char) => `${escapeXml(char)}<!-- <item> -->`,
  (char) => `&#${decimal(char)};`,
  (char) => `&#x${hex(char)};`,
  (char) => `&amp;#${decimal(char)};`,
  (char) => `&amp;amp;#${decimal(char)};`,
  (char) => `&eacute;${escapeXml(char)}`,
  (char) => `${escapeXml(char)}\u0007`,
]
const ELEMENTS: readonly ((char: string) => string)[] = [
  (char) => `<b>${escapeXml(char)}</b>`,
  (char) => `${escapeXml(char)}<br/>`,
  (char) => `<p>${escapeXml(char)}</p>`,
  (char) => `${escapeXml(char)}<i>400</i>`,
]

type Write = (char: string) => string

/** A text whose characters are written in one of the ways now and then. */
function veiled(ways: readonly Write[], plain: Write, rate: number): fc.Arbitrary<string> {
  const word = fc.constantFrom(...WORDS)
  const way = fc.option(fc.constantFrom(...ways), { freq: rate, nil: plain })
  const written = word.chain((text) =>
    fc
      .array(way, { minLength: [...text].length, maxLength: [...text].length })
      .map((writes) => [...text].map((char, i) => (writes[i] ?? plain)(char)).join('')),
  )
  return fc.array(written, { maxLength: 6 }).map((words) => words.join(' '))
}

const same: Write = (char) => char
const html = fc.constantFrom(2, 6, 30).chain((rate) => veiled(IN_HTML, (char) => (char === '<' ? '&lt;' : char), rate))

/** About as much as is stored of a text, or read of its markup; some of it is seen, some of it is not. */
const filler = fc.integer({ min: -40, max: 40 }).chain((more) =>
  fc.constantFrom(
    'word '.repeat(500).slice(0, 2_000 + more),
    `${'W'.repeat(1_960 + more)} `,
    ' '.repeat(3_000),
    'слово '.repeat(400).slice(0, 2_000 + more),
    '\u00AD'.repeat(2_100),
    '\u200B'.repeat(2_100),
    '\u0007'.repeat(2_100),
    '&nbsp;'.repeat(2_100),
    '&amp;'.repeat(1_960 + more),
    '<p></p>'.repeat(1_700),
    `<p>${'<img src="x.png" alt="one"/>'.repeat(440)}`,
    '&lt;p&gt;x&lt;/p&gt;'.repeat(600),
    ...[
      ['<!-- ', ' -->'],
      ['<script>', '</script>'],
      ['<Style type="x">', '</Style>'],
      ['<s&#99;ript>', '</script>'],
      ['&lt;script&gt;', '&lt;/script&gt;'],
      ['&lt;s&#99;ript&gt;', '&lt;/script&gt;'],
      ['&amp;lt;script&amp;gt;', '&amp;lt;/script&amp;gt;'],
      ['&#60;script>', '</script>'],
      ['<a title="', '">'],
      ['<a title="x > ', '">'],
      ["<a title='x > ", "'>"],
      ['<a title="', ''],
      ['<a ', ''],
      ['<a ', ' <b>'],
      ['&lt;a title="', '"&gt;'],
      ['&lt;a title=&quot;x > ', '&quot;&gt;'],
      ['&lt;a title=&#34;x &gt; ', '&#34;&gt;'],
      ['&lt;a &#62; ', '&gt;'],
      ['&lt;a &amp;gt; ', '&gt;'],
      ['&lt;a ', ''],
      ['<? ', '>'],
      ['<!x ', '>'],
      ['< ', '>'],
      ['</ ', '>'],
    ].map(([open, close]) => `${open}${'word '.repeat(600)}${close}`),
  ),
)
const textOf = fc.oneof(
  { weight: 4, arbitrary: html.map((text) => `<![CDATA[${text.replaceAll(']]>', ']]&gt;')}]]>`) },
  { weight: 4, arbitrary: html.map(escapeXml) },
  { weight: 3, arbitrary: fc.constantFrom(2, 8).chain((rate) => veiled(IN_XML, escapeXml, rate)) },
  { weight: 3, arbitrary: veiled([same], escapeXml, 9) },
  { weight: 1, arbitrary: veiled([...IN_XML, ...ELEMENTS], escapeXml, 3) },
  { weight: 1, arbitrary: html },
)

type Format = 'rss' | 'rdf' | 'atom' | 'prefixed atom' | 'upper case'

const TEXT_ELEMENTS: Record<Format, readonly string[]> = {
  rss: ['title', 'description', 'content:encoded', 'dc:title', 'media:description'],
  rdf: ['title', 'description', 'content:encoded'],
  atom: ['title', 'summary', 'content'],
  'prefixed atom': ['a:title', 'a:summary', 'a:content', 'content'],
  'upper case': ['TITLE', 'DESCRIPTION', 'Title'],
}
const ITEM: Record<Format, string> = {
  rss: 'item',
  rdf: 'item',
  atom: 'entry',
  'prefixed atom': 'a:entry',
  'upper case': 'ITEM',
}

function element(format: Format): fc.Arbitrary<string> {
  const names = fc.constantFrom(...TEXT_ELEMENTS[format])
  const attributes = fc.constantFrom('', ' type="html"', ' x="a > b"')
  const text = fc.tuple(names, textOf, attributes).map(([name, content, more]) => {
    return `<${name}${more}>${content}</${name}>`
  })
  const xhtml = html.map((content) => `<content type="xhtml"><div>${content}</div></content>`)
  const other = fc.constantFrom(
    '<link>https://n.example/S-400?a=1&amp;b=2</link>',
    '<guid>1</guid>',
    '<author><name>Turkey S-400</name></author>',
    '<!-- S-400 Turkey </item> -->',
    '<!-- <item><title>S-400 Turkey</title></item> -->',
    '<?x </item> ?>',
    '<media:group><media:title>S-400</media:title></media:group>',
    '<x y="</item>"/>',
    '<x y="<item>"/>',
    '<item><title>nested S-400 Turkey</title></item>',
    '<entry><title>nested S-400 Turkey</title></entry>',
    'S-400 in Turkey',
    '\n  ',
  )
  return fc.oneof(
    { weight: 6, arbitrary: text },
    { weight: format === 'atom' ? 1 : 0, arbitrary: xhtml },
    { weight: 1, arbitrary: other },
  )
}

const between = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('', '\n', '\n\n  ') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '<!-- <item><title>S-400 Turkey</title></item> -->',
      '<![CDATA[<item>]]>',
      '<?x <item> ?>',
      '<textInput><title>S-400</title></textInput>',
      '<x y="<item>"/>',
      'garbage',
      '</item>',
      '&',
      '<',
    ),
  },
)

function item(format: Format): fc.Arbitrary<string> {
  const name = ITEM[format]
  const start = fc.constantFrom('', '', '', ' x="1"', ' x="</item>"', " x='>'", '\n')
  return fc.tuple(start, fc.array(element(format), { maxLength: 4 }), between).map(([attributes, elements, after]) => {
    return `<${name}${attributes}>${elements.join('')}</${name}>${after}`
  })
}

const HEAD: Record<Format, readonly [string, string]> = {
  rss: [
    '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Feed</title>',
    '</channel></rss>',
  ],
  rdf: [
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Feed</title></channel>',
    '</rdf:RDF>',
  ],
  atom: ['<feed xmlns="http://www.w3.org/2005/Atom"><title><![CDATA[Feed]]></title>', '</feed>'],
  'prefixed atom': ['<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Feed</a:title>', '</a:feed>'],
  'upper case': ['<RSS VERSION="2.0"><CHANNEL><TITLE>Feed</TITLE>', '</CHANNEL></RSS>'],
}

const FORMATS = ['rss', 'rss', 'rdf', 'atom', 'prefixed atom', 'upper case'] as const

const wholeFeed = fc.constantFrom<Format>(...FORMATS).chain((format) => {
  const [head, tail] = HEAD[format]
  const items = fc.array(item(format), { minLength: 1, maxLength: 5 })
  return fc.tuple(between, items).map(([first, list]) => `${head}${first}${list.join('')}${tail}`)
})

const PUT_IN = ['<', '>', '&', '"', '</b>', '<b>', ']]>', '<![CDATA[', '<!--', '-->', '<item>', '\u0000', '&amp']
const place = fc.double({ min: 0, max: 1, noNaN: true })

/** Now and then cut, or with something put in anywhere. */
export const veiledFeed: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: wholeFeed },
  {
    weight: 1,
    arbitrary: fc.tuple(wholeFeed, place).map(([feed, part]) => feed.slice(0, Math.floor(feed.length * part))),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(wholeFeed, place, fc.constantFrom(...PUT_IN)).map(([feed, part, thing]) => {
      const at = Math.floor(feed.length * part)
      return feed.slice(0, at) + thing + feed.slice(at)
    }),
  },
)

/** Feeds of one item whose terms stand behind about as much as is stored, or read, of a text. */
export const longFeed: fc.Arbitrary<string> = fc
  .tuple(fc.option(filler, { nil: 'x' }), filler, html, fc.boolean())
  .map(([first, second, words, isEscaped]) => {
    const text = `${first} ${second} ${words}`
    const written = isEscaped ? escapeXml(text) : `<![CDATA[${text}]]>`
    return `<rss><channel><item><title>x</title><description>${written}</description></item></channel></rss>`
  })

export const veiledSource = fc.constantFrom(
  { kind: 'press', lang: 'en' } as const,
  { kind: 'press', lang: 'tr', country: 'TR' } as const,
  { kind: 'search', lang: 'en', country: 'US' } as const,
)

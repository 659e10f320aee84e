import { expect, test } from 'vitest'
import { type ParsedFeed, parseFeed } from '../../src/polling/parse-feed.ts'

const URL = 'https://feeds.example/rss.xml'

async function read(text: string) {
  const feed = await parseFeed(new TextEncoder().encode(text), URL)
  if (feed.kind === 'failed') throw new Error(feed.reason)
  return feed
}

const rss = (items: string, root = '<rss version="2.0">') =>
  `<?xml version="1.0"?>${root}<channel><title>Feed</title><link>https://feeds.example/</link>${items}</channel></rss>`

const atom = (entries: string) =>
  `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Feed</title>${entries}</feed>`

const ITEM = '<item><title>One</title><link>https://news.example/1</link><description>Text</description></item>'

test.each([
  ['RSS 2.0', rss(ITEM), 'RSS 2.0'],
  ['RSS 0.91 with a document type', `<!DOCTYPE rss PUBLIC "x" "y">${rss(ITEM, '<rss version="0.91">')}`, 'RSS 0.91'],
  ['RSS 0.92', rss(ITEM, "<rss version='0.92'>"), 'RSS 0.92'],
  ['RSS without version', rss(ITEM, '<rss>'), 'RSS without version'],
  [
    'RSS in upper case',
    rss(ITEM).replace(/(<\/?)(rss|channel|item|title|link|description)/g, (_, a, b) => a + b.toUpperCase()),
    'RSS 2.0',
  ],
  [
    'RSS 1.0',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><items><rdf:Seq/></items></channel>${ITEM}</rdf:RDF>`,
    'RSS 1.0',
  ],
  [
    'RSS 1.0 with a prefix',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:r="http://purl.org/rss/1.0/">${ITEM.replace(/(<\/?)/g, '$1r:')}</rdf:RDF>`,
    'RSS 1.0',
  ],
  [
    'RSS 0.90',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">${ITEM}</rdf:RDF>`,
    'RSS 0.90',
  ],
  [
    'RSS 0.90 with a prefix',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:r="http://my.netscape.com/rdf/simple/0.9/">${ITEM.replace(/(<\/?)/g, '$1r:')}</rdf:RDF>`,
    'RSS 0.90',
  ],
  [
    'RSS 0.90 of its other address, with a prefix',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:r="http://channel.netscape.com/rdf/simple/0.9/">${ITEM.replace(/(<\/?)/g, '$1r:')}</rdf:RDF>`,
    'RSS 0.90',
  ],
  [
    'Atom 1.0',
    atom('<entry><id>x</id><title>One</title><link href="https://news.example/1"/><summary>Text</summary></entry>'),
    'Atom 1.0',
  ],
  [
    'Atom 1.0 with a prefix',
    '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>One</a:title><a:link rel="alternate" href="https://news.example/1"/><a:summary>Text</a:summary></a:entry></a:feed>',
    'Atom 1.0',
  ],
  [
    'Atom 0.3',
    '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="escaped">One</title><link rel="alternate" type="text/html" href="https://news.example/1"/><content mode="escaped">Text</content></entry></feed>',
    'Atom 0.3',
  ],
])('%s', async (_, text, format) => {
  const feed = await read(text)
  expect(feed).toMatchObject({ format, seen: 1, refused: 0 })
  expect(feed.items).toMatchObject([{ title: 'One', link: 'https://news.example/1', summary: 'Text' }])
})

test.each<[string, string, Record<string, unknown>]>([
  ['nothing at all', '<item></item>', { title: '', summary: '' }],
  ['an empty element', '<item/>', { title: '', summary: '' }],
  ['a title with attributes', '<item><title type="x">One</title></item>', { title: 'One' }],
  ['a title with elements', '<item><title>One <b>two</b></title></item>', { title: 'One two' }],
  ['an object for a title', '<item><title><b x="1"/></title></item>', { title: '' }],
  ['HTML in a title', '<item><title>&lt;b&gt;One&lt;/b&gt; &amp;amp; two</title></item>', { title: 'One & two' }],
  ['CDATA', '<item><title><![CDATA[One & <i>two</i>]]></title></item>', { title: 'One & two' }],
  ['an entity escaped twice', '<item><title>S&amp;#8209;400</title></item>', { title: 'S\u2011400' }],
  [
    "HTML's entities without their document type",
    '<item><title>T&uuml;rkiye&nbsp;x</title></item>',
    { title: 'Türkiye x' },
  ],
  ['a bare ampersand', '<item><title>Q & A</title></item>', { title: 'Q & A' }],
  ['characters that XML forbids', '<item><title>One\u0000\u0007</title></item>', { title: 'One' }],
  ['a lone surrogate', '<item><title>One \uD800</title></item>', { title: 'One \uFFFD' }],
  ['the end of a CDATA section', '<item><title>One ]]&gt; two</title></item>', { title: 'One ]]> two' }],
  ['a guid that is an address', '<item><guid>https://news.example/1</guid></item>', { link: 'https://news.example/1' }],
  [
    'a guid that says it is none',
    '<item><guid isPermaLink="false">https://news.example/1</guid></item>',
    { guid: 'https://news.example/1' },
  ],
  ['content in place of a description', '<item><content:encoded>Text</content:encoded></item>', { summary: 'Text' }],
  [
    'a date',
    '<item><pubDate> Thu, 02 Jul 2026 10:00:00 GMT </pubDate></item>',
    { date: 'Thu, 02 Jul 2026 10:00:00 GMT' },
  ],
  ['a date with attributes', '<item><pubDate x="1">2026-07-02</pubDate></item>', { date: '2026-07-02' }],
  ['the outlet of a search', '<item><source url="https://o.example">Outlet</source></item>', { outlet: 'Outlet' }],
])('an RSS item with %s', async (_, item, expected) => {
  const { items } = await read(rss(item))
  expect(items).toMatchObject([expected])
})

test.each<[string, string, Record<string, unknown>]>([
  ['an impossible date', '<entry><updated>soon</updated></entry>', { date: 'soon' }],
  [
    'a link without attributes',
    '<entry><link>https://news.example/1</link></entry>',
    { link: 'https://news.example/1' },
  ],
  [
    'several links',
    '<entry><link rel="self" href="/s"/><link rel="enclosure" href="/e"/><link rel="alternate" type="text/html" href="/a"/></entry>',
    { link: '/a' },
  ],
  [
    'no link but an id that is one',
    '<entry><id>https://news.example/1</id></entry>',
    { link: 'https://news.example/1' },
  ],
  [
    'xhtml, its words in order',
    '<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">The <b>S-<i>400</i></b> deal</div></title></entry>',
    { title: 'The S-400 deal' },
  ],
  [
    'a base of its own',
    '<entry xml:base="https://other.example/x/"><link href="1"/></entry>',
    { base: 'https://other.example/x/' },
  ],
])('an Atom entry with %s', async (_, entry, expected) => {
  const { items } = await read(atom(entry))
  expect(items).toMatchObject([expected])
})

test('a guid that says it is no address is not taken for one', async () => {
  const { items } = await read(rss('<item><guid isPermaLink="false">https://news.example/1</guid></item>'))
  expect(items[0]?.link).toBeUndefined()
})

test('the base of the feed', async () => {
  const feed = await read(
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/news/"><entry><link href="1"/></entry></feed>',
  )
  expect(feed.items[0]?.base).toBe('https://feeds.example/news/')
})

test('a malformed item costs itself', async () => {
  const feed = await read(rss(`${ITEM}<item><title>Two</wrong></item>${ITEM}`))
  expect(feed).toMatchObject({ seen: 3, refused: 1 })
  expect(feed.items).toHaveLength(2)
})

test('an item whose end is missing costs itself', async () => {
  const feed = await read(rss(`${ITEM}${ITEM.replace('</item>', '')}${ITEM}${ITEM}`))
  expect(feed).toMatchObject({ seen: 4, refused: 1 })
  expect(feed.items).toHaveLength(3)
})

test('a feed cut in the middle gives the items before', async () => {
  const text = rss(ITEM.repeat(3))
  const feed = await read(text.slice(0, text.lastIndexOf('Text')))
  expect(feed).toMatchObject({ seen: 3, refused: 1 })
})

test('items in comments, CDATA and other items are none', async () => {
  const text = rss(
    `<!-- ${ITEM} --><description><![CDATA[${ITEM}]]></description>${ITEM.replace('Text', `<![CDATA[${ITEM}]]>`)}`,
  )
  expect((await read(text)).seen).toBe(1)
})

test.each([
  ['', 'the answer is empty'],
  ['  \n', 'the answer is empty'],
  ['<!DOCTYPE html><html><body>Are you human?</body></html>', 'an HTML page, not a feed'],
  ['<html>', 'an HTML page, not a feed'],
  ['{"items": []}', 'JSON, not an XML feed'],
  ['<?xml version="1.0"?><opml version="2.0"/>', 'not a feed: the root element is <opml>'],
  ['404', 'not XML: no element was found'],
])('%j is refused', async (text, reason) => {
  expect(await parseFeed(new TextEncoder().encode(text), URL)).toEqual({ kind: 'failed', reason } satisfies ParsedFeed)
})

test('a feed without items is a feed', async () => {
  expect(await read(rss(''))).toMatchObject({ seen: 0, items: [] })
})

test('an entity bomb and an external entity are not followed', async () => {
  const text = `<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>${rss('<item><title>One &b; &x;</title></item>')}`
  expect((await read(text)).items[0]?.title).toBe('One &b; &x;')
})

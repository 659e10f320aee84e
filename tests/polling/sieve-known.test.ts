// Feeds of which the sieve could lose something, each for a reason of its own: what generated feeds seldom meet.
import { expect, test } from 'vitest'
import { any, defineDispute } from '../../src/definition/definition.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import { parseFeed } from '../../src/polling/parse-feed.ts'
import { judgeItem } from '../../src/polling/read-source.ts'
import { createSieve } from '../../src/polling/sieve.ts'

const definition = defineDispute({
  id: 'known',
  title: 'Known',
  description: 'For the tests of the sieve.',
  languages: ['en'],
  facets: [{ id: 'thing', label: 'a thing' }],
  terms: [
    { id: 's-400', facet: 'thing', label: 'S-400', designators: ['S-400'] },
    { id: 'tb-2', facet: 'thing', label: 'TB-2', designators: ['TB-2'] },
    { id: 'turkey', facet: 'thing', label: 'Turkey', spellings: { en: ['turkey'] } },
  ],
  rule: any('s-400', 'tb-2', 'turkey'),
  nearMiss: any('s-400'),
})
const matcher = createMatcher(definition)
const source = { kind: 'press', lang: 'en' } as const
const isOfUse = createSieve(definition, matcher).forSource(source)

const inItem = (elements: string) =>
  `<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><title>x</title>${elements}</item></channel></rss>`
const asText = (text: string) => inItem(`<description>${text}</description>`)
const asCdata = (html: string) => asText(`<![CDATA[${html}]]>`)
const asEscaped = (html: string) => asText(html.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))
/** More than is stored. */
const long = 'word '.repeat(600)

async function countMatches(text: string, options: object): Promise<number> {
  const feed = await parseFeed(new TextEncoder().encode(text), 'https://f.example/', options)
  if (feed.kind === 'failed') throw new Error(feed.reason)
  return feed.items.filter((item) => judgeItem(item, source, matcher).match.matched).length
}

test.each<[string, string]>([
  ['a form feed, which is removed', asText('S-4\f00')],
  ['a vertical tab, likewise', asText('Tur\vkey')],
  ['a form feed that becomes a space', asCdata('<p>x\fTurkey\fx</p>')],
  [
    'a form feed that is removed before there is a word',
    inItem('<link>&</link><description>S-4\f00 &amp;</description>'),
  ],
  [
    'a control character in a reference',
    inItem('<link>&</link><description><![CDATA[&Sc\u0007aron;-400]]></description>'),
  ],
  ['next line, which becomes a space', asText('S\u0085400')],
  ['next line, which is no half of a letter', asText('Ã\u0085S-400')],
  ['a reference to what becomes a space', asText('Turkey&#xFEFF;x')],
  ['a reference to what is removed', asText('S-4&#xFDD0;00')],
  ['a reference to a control character, which is removed', asText('Tur&#150;key')],
  ['a reference to next line', asText('S&#133;400')],
  ['an ellipsis between capitals', asText('T…B-2')],
  ['an ellipsis as a reference', asText('T&#8230;B-2')],
  ['"&Lt;", which XML reads as "&lt;"', asText('S&Lt;b&Gt;-400')],
  ['"&lT;", which HTML does not know', asText('S&lT;b>-400')],
  ['"&Amp;"', asText('&Amp;#83;-400')],
  [
    'an empty element, which is the first',
    inItem('<description/><description>x</description><content:encoded>S-400</content:encoded>'),
  ],
  [
    'more white space than is read',
    inItem(`<description>${' '.repeat(12_001)}x</description><content:encoded>S-400</content:encoded>`),
  ],
  ['a script that begins where tags are removed', asCdata(`&lt;<b></b>script&gt;${long}&lt;/script&gt; S-400`)],
  ['a script that begins in front of CDATA', asText(`&lt;<![CDATA[script>${long}</script> S-400]]>`)],
  ['a script that begins behind CDATA', asText(`<![CDATA[<]]>script>${long}&lt;/script> S-400`)],
  ['a reference with tags in it', asCdata('&Sc<b></b>aron;-400')],
  ['a reference with escaped tags in it', asEscaped('&Sc<b></b>aron;-400')],
  ['an ampersand with tags behind it', asCdata('&<b></b>Scaron;-400')],
  ['an escaped ampersand with tags behind it', asCdata('&amp;<b></b>Scaron;-400')],
  ['an escaped ampersand with escaped tags behind it', asCdata('&amp;&lt;b&gt;&lt;/b&gt;Scaron;-400')],
  ['a reference that CDATA goes on with', asText('&amp;Sc<![CDATA[aron;-400]]>')],
  ['a reference that goes on behind CDATA', asText('<![CDATA[&Sc]]>aron;-400')],
  ['a tag that does not end before the CDATA section', asCdata('S<b turkey')],
  ['what looks like xhtml within CDATA', asCdata('<content type="xhtml"><script>S-400 </content></script>')],
  ['a word cut where no more is read', asCdata(`<!-- -->${' '.repeat(11_986)}turkeyish`)],
  ['a reference cut where no more is read', asCdata(`<!-- -->${' '.repeat(11_983)}turkey&#115;`)],
  ['a word cut in front of a sign', asCdata(`${'w'.repeat(1_992)} turkeyⓢ x`)],
  ['a word cut in front of a sign, as a reference', asCdata(`${'w'.repeat(1_992)} turkey&#9442; x`)],
])('%s', async (_, text) => {
  expect(await countMatches(text, {})).toBe(1)
  expect(await countMatches(text, { isOfUse })).toBe(1)
})

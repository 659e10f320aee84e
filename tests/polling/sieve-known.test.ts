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
    { id: 'int', facet: 'thing', label: 'a word that is the name of a reference', spellings: { en: ['int'] } },
    { id: 'turkey', facet: 'thing', label: 'Turkey', spellings: { en: ['turkey'] } },
  ],
  rule: any('s-400', 'tb-2', 'turkey', 'int'),
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
/** Behind it, six characters are stored. */
const filling = 'w'.repeat(1_994)
/** More than is stored. */
const long = 'word '.repeat(600)

async function countMatches(text: string, options: object): Promise<number> {
  const feed = await parseFeed(new TextEncoder().encode(text), 'https://f.example/', options)
  if (feed.kind === 'failed') throw new Error(feed.reason)
  return feed.items.filter((item) => judgeItem(item, source, matcher).match.matched).length
}

test.each<[string, string]>([
  ['characters of three bytes, one fewer than are stored in front', asText(`${'한'.repeat(1_993)} S-400`)],
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
  ['an empty comment in front of as much as is stored', asCdata(`<!---->${filling} S-400`)],
  ['a comment in front of as much as is stored', asCdata(`<!--ab-->${filling} S-400`)],
  ['an escaped comment in front of as much as is stored', asEscaped(`<!--ab-->${filling} S-400`)],
  ['an empty comment in an abbreviation', asCdata('T.<!---->B-2')],
  ['an empty comment in a reference', asCdata('&Sc<!---->aron;-400')],
  ['a comment that ends where CDATA did', asText(`<![CDATA[&lt;!--]]>&lt;!----&gt;${filling}--&gt; S-400`)],
  ['a tag of which "<" and ">" are references', asCdata(`&lt;<b></b>name<b></b>&gt;${filling} S-400`)],
  ['a tag that ends in what is escaped more often', asCdata(`&lt;<b></b>name&amp;gt; ${filling}> S-400`)],
  ['a tag with quotes that begins where tags are removed', asCdata(`&lt;<b></b>name a="&gt;${filling}"&gt; S-400`)],
  ['a tag within a word that is the end of another', asCdata('<!T&lt;b&gt;S-400')],
  ['likewise, of one that begins where tags are removed', asCdata('<<b></b>T&lt;i&gt;S-400')],
  ['likewise, of one that begins in front of the CDATA section', asText('&#60;<![CDATA[T<b>turkey]]>')],
  ['likewise, where both are escaped', asText('&amp;lt;<![CDATA[T&lt;b&gt;turkey]]>')],
  ['a letter that is escaped twice', asEscaped('&#83;-400')],
  ['a letter that is escaped twice, as a reference without an end', asEscaped('&#83-400')],
  ['a word behind a sign that is escaped twice', asEscaped('&#8217;Turkey')],
  ['the name of a reference that begins with a shorter one', asText('&ltturkey;')],
  ['likewise, of an ampersand', asText('&ampTurkey;')],
  ['an ampersand with tags and a short name behind it', asCdata('&amp;<b></b>copyTurkey')],
  ['a letter that was read wrongly, with a tag behind it', asCdata('Ð¡<b></b>-400')],
  ['a letter that was read wrongly, in two CDATA sections', asText('<![CDATA[Ğ]]>&#xa1;-400')],
  ['a letter that was read wrongly, with what is removed in it', asText('Ð\uFDD0¡-400')],
  ['a letter of three, the last behind CDATA', asText('<![CDATA[TB-2 â€]]>™')],
  ['a dot behind a capital that goes on with a word in front of CDATA', asText('w<![CDATA[T.S-400]]>')],
  ['a dot between capitals with a tag behind it', asCdata('T.<b>B</b>-2')],
  ['a dot between capitals with a reference in front of them', asText('&quot;T.B-2')],
  ['a dot behind a capital, with a reference behind it', asCdata('T.&nbsp;S-400')],
  ['the end of a CDATA section of the HTML', asText('<![CDATA[<![CDATA[]]>tur]]&gt;key')],
  ['such an end behind a dot', asText('<![CDATA[<![CDATA[]]>T.]]&gt;B-2')],
  ['such an end of which more is a reference', asText('<![CDATA[<![CDATA[]]>tur]&#93;&gt;key')],
  ['such an end of a section whose beginning is escaped', asText('&amp;lt;![CDATA[T.]]&gt;B-2')],
  ['a tag that begins in a comment and takes its end', asCdata('<!-- T<b -->S-400')],
  ['a reference that is escaped too often', asCdata('&amp;amp;amp;amp;int;')],
])('%s', async (_, text) => {
  expect(await countMatches(text, {})).toBe(1)
  expect(await countMatches(text, { isOfUse })).toBe(1)
})

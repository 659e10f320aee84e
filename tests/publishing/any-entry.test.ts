// Whatever a source wrote, the feeds are well-formed and say it: they parse back to the same titles, links, dates and
// categories.
import fc from 'fast-check'
import { parseAtomFeed, parseJsonFeed } from 'feedsmith'
import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { definition } from '../../samples/definition.ts'
import { cleanText } from '../../src/entries/clean-text.ts'
import type { Entry } from '../../src/entries/entry.ts'
import { renderTitle } from '../../src/publishing/entry-title.ts'
import { encodePack, packEntry } from '../../src/publishing/recent-pack.ts'
import { renderEntry } from '../../src/publishing/render-entry.ts'
import { renderFeed, selectFeed } from '../../src/publishing/render-feed.ts'
import { makeTestEntry } from '../support/make-entry.ts'
import { idOf } from '../support/store-entries.ts'

const FEEDS = 300

/** Code units of any kind: control characters, halves of pairs, non-characters, and what means something in markup. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      fc.integer({ min: 0, max: 0xa0 }).map((unit) => String.fromCharCode(unit)),
      fc.constantFrom('<', '>', '&', '"', "'", ']]>', '<![CDATA[', '<!--', '-->', '&amp;', '&#0;', '<b>', '</title>'),
      fc.constantFrom(
        '\u0000',
        '\u0008',
        '\u000b',
        '\u001f',
        '\u0085',
        '\u2028',
        '\ud800',
        '\udfff',
        '\ufffe',
        '\ufeff',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

const anyTime = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })

const anyEntry: fc.Arbitrary<Entry> = fc
  .record({
    title: anyText,
    summary: anyText,
    outlet: fc.option(anyText, { nil: undefined }),
    sourceTitle: anyText,
    guid: anyText,
    reason: anyText,
    lang: fc.constantFrom('en', 'en-GB', 'tr', 'ru', 'und'),
    url: fc.option(fc.webUrl({ withQueryParameters: true, withFragments: true }), { nil: null }),
    published: fc.option(anyTime, { nil: null }),
    firstSeen: anyTime,
    terms: fc.uniqueArray(fc.constantFrom(...definition.terms.map(({ id }) => id)), { minLength: 1, maxLength: 5 }),
    evidence: fc.array(fc.record({ start: fc.nat(30), length: fc.nat(10), isTitle: fc.boolean() }), { maxLength: 4 }),
  })
  .map(({ outlet, sourceTitle, published, firstSeen, evidence, ...part }) =>
    makeTestEntry({
      ...part,
      sourceUrl: part.url,
      ...(outlet && { outlet }),
      source: { id: 'a', title: sourceTitle, kind: 'press', url: 'https://feeds.example/rss?a=1&b=2' },
      published: published?.toISOString() ?? null,
      firstSeen: firstSeen.toISOString(),
      evidence: evidence.flatMap(({ start, length, isTitle }) => {
        const field = isTitle ? 'title' : 'summary'
        const [from, to] = [Math.min(start, part[field].length), Math.min(start + length, part[field].length)]
        const text = part[field].slice(from, to)
        return text ? [{ term: 's-400', facet: 'system', field, text, start: from, end: to } as const] : []
      }),
    }),
  )

const render = async (entries: readonly Entry[], format: 'atom' | 'json'): Promise<string> => {
  const packed = await Promise.all(entries.map((entry) => packEntry(renderEntry(entry, definition))))
  const { pack } = encodePack(entries[0]?.firstSeen ?? '2026-07-08T00:00:00.000Z', packed)
  const view = { terms: [], sources: [], kinds: [], langs: [], view: 'all' } as const
  const feed = await renderFeed(selectFeed(pack, { definition, publicUrl: 'https://w.example', filter: view }), format)
  return new TextDecoder().decode(feed.body())
}

/** Throws where the text is no well-formed XML 1.0 with namespaces. */
function expectWellFormed(xml: string): void {
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(xml).close()
}

/** Newest first, as a feed has them, and each with an id of its own. */
const order = (entries: readonly Entry[]): Entry[] =>
  entries
    .map((entry, n) => ({ ...entry, id: idOf(n + 1), story: idOf(n + 1) }))
    .sort((a, b) => (a.firstSeen < b.firstSeen ? 1 : -1))

test(`${FEEDS} feeds of arbitrary entries parse back to what was put in`, { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyEntry, { minLength: 1, maxLength: 5 }), async (some) => {
      const entries = order(some)
      const atom = await render(entries, 'atom')
      expectWellFormed(atom)
      const labels = (terms: readonly string[]) =>
        terms.map((id) => definition.terms.find((term) => term.id === id)?.label)
      const parsed = parseAtomFeed(atom)
      expect(
        parsed.entries?.map(({ id, title, links, published, updated, categories, authors }) => ({
          id,
          title: title?.value,
          url: links?.find(({ rel }) => rel === 'alternate')?.href ?? null,
          published: published ?? null,
          // Below the millisecond it has digits of the id.
          updated: updated?.replace(/\d{6}Z$/, 'Z'),
          terms: categories?.map(({ term }) => term),
          labels: categories?.map(({ label }) => label),
          author: authors?.[0]?.name ?? '',
        })),
      ).toEqual(
        entries.map((entry) => ({
          id: `urn:uuid:${entry.id}`,
          title: renderTitle(entry, definition),
          url: entry.url,
          published: entry.published,
          updated: entry.firstSeen,
          terms: entry.terms,
          labels: labels(entry.terms),
          author: cleanText(entry.outlet ?? entry.source.title),
        })),
      )
      const json = parseJsonFeed(await render(entries, 'json'))
      expect(
        json.items?.map(({ id, title, url, date_published, date_modified, tags }) => ({
          id,
          title,
          url: url ?? null,
          published: date_published ?? null,
          updated: date_modified,
          labels: tags,
        })),
      ).toEqual(
        entries.map((entry) => ({
          id: `urn:uuid:${entry.id}`,
          title: renderTitle(entry, definition),
          url: entry.url,
          published: entry.published,
          updated: entry.firstSeen,
          labels: labels(entry.terms),
        })),
      )
    }),
    { numRuns: FEEDS },
  )
})

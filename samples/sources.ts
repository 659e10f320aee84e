/** The sample sources: which file of feeds/ each one serves, in which charset, and how its server behaves. */
import type { Source } from '../src/definition/source.ts'

export type SampleCharset = 'utf-8' | 'windows-1254' | 'windows-1251' | 'iso-8859-7' | 'utf-16le'

export interface SampleFeed {
  /** Name of a template in feeds/, written in UTF-8. */
  readonly file: string
  /** What the bytes are in, and what the XML declaration put before the template says. */
  readonly charset: SampleCharset
  /** Content-Type header as sent, which need not tell the truth. */
  readonly contentType: string
  /** The first so many requests are answered with 500. */
  readonly failures?: number
}

export interface SampleSource {
  readonly source: Omit<Source, 'url'>
  /** A source without a feed is gone: its server answers 410. */
  readonly feed?: SampleFeed
}

export const SAMPLE_SOURCES: readonly SampleSource[] = [
  {
    source: { id: 'strait-wire', title: 'Strait Wire', lang: 'en', country: 'GB', kind: 'agency' },
    feed: { file: 'strait-wire.xml', charset: 'utf-8', contentType: 'application/rss+xml; charset=utf-8' },
  },
  {
    source: { id: 'ankara-gundem', title: 'Ankara Gündem', lang: 'tr', country: 'TR', kind: 'press' },
    // The header is wrong: the bytes are no UTF-8, only the XML declaration tells what they are.
    feed: { file: 'ankara-gundem.xml', charset: 'windows-1254', contentType: 'text/xml; charset=utf-8' },
  },
  {
    source: { id: 'severny-kurier', title: 'Северный курьер', lang: 'ru', country: 'RU', kind: 'press' },
    feed: { file: 'severny-kurier.xml', charset: 'windows-1251', contentType: 'text/xml' },
  },
  {
    source: { id: 'aigaio-nea', title: 'Αιγαίο Νέα', lang: 'el', country: 'GR', kind: 'press' },
    feed: { file: 'aigaio-nea.xml', charset: 'iso-8859-7', contentType: 'text/xml; charset=iso-8859-7' },
  },
  {
    source: { id: 'hangar-review', title: 'Hangar Review', lang: 'en', country: 'US', kind: 'specialist' },
    feed: { file: 'hangar-review.xml', charset: 'utf-8', contentType: 'application/atom+xml' },
  },
  {
    source: { id: 'sanctions-register', title: 'Sanctions Register', lang: 'en', country: 'US', kind: 'official' },
    feed: { file: 'sanctions-register.xml', charset: 'utf-8', contentType: 'application/rdf+xml; charset=UTF-8' },
  },
  {
    source: { id: 'gokkubbe-savunma', title: 'Gökkubbe Savunma', lang: 'tr', country: 'TR', kind: 'specialist' },
    feed: { file: 'gokkubbe-savunma.xml', charset: 'utf-16le', contentType: 'application/xml' },
  },
  {
    source: { id: 'ledger-of-the-straits', title: 'Ledger of the Straits', lang: 'en', kind: 'press' },
    feed: { file: 'ledger-of-the-straits.xml', charset: 'utf-8', contentType: 'text/html; charset=utf-8' },
  },
  {
    source: { id: 'news-search', title: 'News search: S-400 Turkey', lang: 'en', kind: 'search' },
    feed: { file: 'news-search.xml', charset: 'utf-8', contentType: 'application/xml; charset=utf-8' },
  },
  {
    source: { id: 'world-desk', title: 'World Desk', lang: 'en', country: 'GB', kind: 'press' },
    feed: { file: 'world-desk.xml', charset: 'utf-8', contentType: 'application/rss+xml' },
  },
  {
    source: { id: 'wobbly-post', title: 'Wobbly Post', lang: 'en', country: 'GB', kind: 'press' },
    feed: { file: 'wobbly-post.xml', charset: 'utf-8', contentType: 'application/rss+xml', failures: 1 },
  },
  {
    source: { id: 'cut-off-courier', title: 'Cut-off Courier', lang: 'en', country: 'GB', kind: 'press' },
    feed: { file: 'cut-off-courier.xml', charset: 'utf-8', contentType: 'application/rss+xml; charset=utf-8' },
  },
  {
    source: { id: 'walled-times', title: 'Walled Times', lang: 'en', country: 'GB', kind: 'press' },
    feed: { file: 'walled-times.html', charset: 'utf-8', contentType: 'text/html; charset=utf-8' },
  },
  {
    source: { id: 'quiet-gazette', title: 'Quiet Gazette', lang: 'en', country: 'GB', kind: 'press' },
    feed: { file: 'quiet-gazette.xml', charset: 'utf-8', contentType: 'application/rss+xml; charset=utf-8' },
  },
  {
    source: { id: 'retired-bulletin', title: 'Retired Bulletin', lang: 'en', country: 'GB', kind: 'press' },
  },
]

/** The path at which the sample server has a source's feed. */
export const samplePath = (sourceId: string) => `/feeds/${sourceId}`

/** The sample sources as a deployment would list them, served from `origin` ("http://127.0.0.1:4000"). */
export function locateSamples(origin: string): Source[] {
  return SAMPLE_SOURCES.map(({ source }) => ({ ...source, url: new URL(samplePath(source.id), origin).href }))
}

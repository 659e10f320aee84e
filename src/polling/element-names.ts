// What the elements of an item are called, whatever prefix or case a feed writes them in.

export type FeedFormat = 'rss' | 'rdf' | 'atom'

/** Elements that rss-parser reads under one spelling only, and those kept from it (prefix "raw-"). */
const ELEMENT_NAMES: Record<string, string> = {
  'rdf:rdf': 'rdf:RDF',
  'feedburner:origlink': 'feedburner:origLink',
  link: 'raw-link',
  description: 'raw-description',
  summary: 'raw-summary',
  content: 'raw-content',
  'content:encoded': 'raw-encoded',
  pubdate: 'raw-pubDate',
  published: 'raw-published',
  issued: 'raw-issued',
  created: 'raw-created',
  updated: 'raw-updated',
  modified: 'raw-modified',
  'dc:date': 'raw-date',
}

/** The names, in lower case, that a parser is given under this one. */
export const namesMappedTo = (mapped: string): readonly string[] =>
  Object.keys(ELEMENT_NAMES).filter((name) => ELEMENT_NAMES[name] === mapped)

const KNOWN_PREFIXES: Record<string, string> = {
  'http://www.w3.org/2005/Atom': 'atom',
  'http://purl.org/atom/ns#': 'atom',
  'http://purl.org/rss/1.0/': 'rss1',
  'http://my.netscape.com/rdf/simple/0.9/': 'rss1',
  'http://channel.netscape.com/rdf/simple/0.9/': 'rss1',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/rss/1.0/modules/content/': 'content',
  'http://www.w3.org/1999/02/22-rdf-syntax-ns#': 'rdf',
}

/** The known prefix of a format's own elements; in RSS they have none. */
const OWN_PREFIXES: Record<FeedFormat, string> = { atom: 'atom', rdf: 'rss1', rss: '' }

export const isOwnNamespace = (format: FeedFormat, namespace: string): boolean =>
  KNOWN_PREFIXES[namespace] === OWN_PREFIXES[format]

/** Maps a name as written to the one that the parser is given. Remembers what it was asked. */
export type NameMap = (written: string) => string

/** @param namespaces prefix → namespace, as the root declares them; the default namespace under '' */
export function mapNamesOf(format: FeedFormat, namespaces: ReadonlyMap<string, string>): NameMap {
  const own = OWN_PREFIXES[format]
  const names = new Map<string, string>()
  return (written) => {
    const known = names.get(written)
    if (known !== undefined) return known
    const colon = written.indexOf(':')
    const prefix = colon < 0 ? '' : written.slice(0, colon)
    const local = written.slice(colon + 1).toLowerCase()
    const meant = KNOWN_PREFIXES[namespaces.get(prefix) ?? ''] ?? prefix.toLowerCase()
    const mapped = colon < 0 || meant === own ? local : `${meant}:${local}`
    const result = ELEMENT_NAMES[mapped] ?? mapped
    names.set(written, result)
    return result
  }
}

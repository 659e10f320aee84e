// What a stranger may answer with, and what has to come of it. The server that answers so is bad-feed-server.ts.

export interface BadFeed {
  /** At /bad/<name> of the feed server. */
  readonly name: string
  readonly about: string
  /** The reason on the status, where the poll of this source fails. */
  readonly fails?: RegExp
  /** Otherwise: matches found, items seen and refused, and what is said of those. */
  readonly matches?: number
  readonly seen?: number
  readonly refused?: number
  readonly problem?: RegExp
}

const TOO_LARGE = /^the body is larger than 4 MB$/
const TOO_SLOW = /^no full answer within/

export const BAD_FEEDS: readonly BadFeed[] = [
  { name: 'entity-bomb', about: 'an entity bomb', matches: 1, seen: 1 },
  { name: 'external-entity', about: 'an external entity', matches: 1, seen: 1 },
  { name: 'fifty-megabytes', about: 'a body of 50 MB', fails: TOO_LARGE },
  { name: 'drip', about: 'a body that never ends, byte by byte', fails: TOO_SLOW },
  { name: 'gzip-bomb', about: 'a gzip bomb', fails: TOO_LARGE },
  { name: 'nested', about: 'a million nested elements', fails: /^1 of 1 items not read: 1 too large$/ },
  {
    name: 'nested-small',
    about: 'nested elements in an item of a usual size',
    matches: 1,
    seen: 2,
    refused: 1,
    problem: /^1 of 2 items not read: 1 too deep$/,
  },
  {
    name: 'many-items',
    about: '100,000 items',
    matches: 1,
    seen: 100_000,
    refused: 99_000,
    problem: /^99000 of 100000 items not read: 99000 beyond the first 1,000$/,
  },
  {
    name: 'large-title',
    about: 'a title of 1 MB',
    matches: 1,
    seen: 2,
    refused: 1,
    problem: /^1 of 2 items not read: 1 too large$/,
  },
  { name: 'unclosed-tags', about: 'tags that are not closed', matches: 1, seen: 2, refused: 1 },
  { name: 'unclosed-cdata', about: 'a CDATA section that is not closed', matches: 1, seen: 2, refused: 1 },
  { name: 'comments', about: 'a million comments that are not closed', matches: 1, seen: 1 },
  { name: 'nul', about: 'NUL characters', matches: 1, seen: 1 },
  { name: 'invalid-utf-8', about: 'invalid UTF-8', matches: 1, seen: 1 },
  { name: 'utf-16le-bom', about: 'UTF-16 with BOM', matches: 1, seen: 1 },
  { name: 'utf-16be-bom', about: 'UTF-16 with BOM, big-endian', matches: 1, seen: 1 },
  { name: 'utf-16le', about: 'UTF-16 without BOM', matches: 1, seen: 1 },
  { name: 'utf-16be', about: 'UTF-16 without BOM, big-endian', matches: 1, seen: 1 },
  { name: 'charset-lies', about: 'a charset in the header that lies', matches: 1, seen: 1 },
  { name: 'declaration-lies', about: 'a charset in the declaration that lies', matches: 1, seen: 1 },
  { name: 'type-lies', about: 'a content type that lies', matches: 1, seen: 1 },
  { name: 'challenge', about: 'an HTML challenge page with 200', fails: /^an HTML page, not a feed$/ },
  { name: 'loop', about: 'a redirect loop', fails: /^more than 3 redirects$/ },
  {
    name: 'to-private',
    about: 'a redirect to a private address',
    fails: /169\.254\.169\.254 is not a public address$/,
  },
  { name: 'to-scheme', about: 'a redirect to another scheme', fails: /only http and https are polled, not file:$/ },
  { name: 'to-credentials', about: 'a redirect with credentials', fails: /the address contains credentials$/ },
  { name: 'headers-only', about: 'headers only, then silence', fails: TOO_SLOW },
  { name: 'silence', about: 'not even headers', fails: TOO_SLOW },
  { name: 'reset', about: 'a connection reset in the middle', fails: /^no connection/ },
]

/** The title by which a match in a bad feed is known. */
export const GOOD_TITLE = 'Turkey keeps the S-400'

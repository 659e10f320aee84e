// Permanent ids. Pure and frozen: tests/entries/identity.test.ts holds a golden table, and changing an id is a
// breaking change, because every subscriber's reader would show every entry again.
import { nameUuid } from '../definition/name-uuid.ts'
import { canonicalUrl, isSiteRoot } from './clean-url.ts'

/** Root of all our name-based UUIDs (RFC 9562, section 5.5). A random UUID, made once. */
const ROOT_NAMESPACE = 'aed43a40-f475-469b-a950-9e0673ded741'

const GOOGLE_NEWS_HOST = 'news.google.com'

export interface Identifiable {
  readonly sourceId: string
  /** As cleanUrl gives it. */
  readonly url: string | null
  readonly guid?: string | undefined
  readonly title: string
  /** The date the item claims, ISO 8601, even one that cannot be true; null without any. */
  readonly dated: string | null
}

const namespaces = new Map<string, string>()

/** The namespace of one dispute's ids. Remembered: it is asked for with every item. */
export function disputeNamespace(disputeId: string): string {
  const namespace = namespaces.get(disputeId) ?? nameUuid(disputeId, ROOT_NAMESPACE)
  namespaces.set(disputeId, namespace)
  return namespace
}

/**
 * UUIDv5 of the canonical URL; without a URL of source id and guid; without both of source id, title and day. A link
 * to the front page of a site is no URL of an item: some feeds give every item that one.
 * The day is the item's own: an undated item must keep its id when midnight passes.
 * Google News gives one article under changing addresses, but always one guid.
 */
export function entryId(item: Identifiable, namespace: string): string {
  return nameUuid(JSON.stringify(identityOf(item)), namespace)
}

function identityOf({ sourceId, url, guid, title, dated }: Identifiable): string[] {
  if (url !== null && guid && new URL(url).hostname === GOOGLE_NEWS_HOST) return ['google-news', guid]
  if (url !== null && !isSiteRoot(url)) return ['url', canonicalUrl(url)]
  if (guid) return ['guid', sourceId, guid]
  return ['title', sourceId, title, dated?.slice(0, 10) ?? '']
}

// What both feed formats say about the feed itself.
import type { Definition } from '../definition/definition.ts'
import { nameUuid } from '../definition/name-uuid.ts'
import { disputeNamespace } from '../entries/identity.ts'

export interface FeedInfo {
  /** Permanent; does not depend on where the service is deployed. */
  readonly id: string
  readonly title: string
  readonly subtitle: string
  /** First-seen time of the newest entry, or the first poll where there is none. ISO 8601. */
  readonly updated: string
  /** Prefix of every address: PUBLIC_URL without a final slash, or empty for relative references. */
  readonly base: string
  /** What filters the feed, with its "?"; empty where nothing does. */
  readonly query: string
  readonly history?: FeedHistory
}

/** A feed in several documents (RFC 5005, section 4). */
export interface FeedHistory {
  /** Path of this document where it is not the one to subscribe to. */
  readonly path?: string
  /** It is full and will not change. */
  readonly isArchive?: boolean
  /** Path of the document with what is older. */
  readonly previous?: string | undefined
}

/** @param filter its canonical query, which tells one feed from another, and what it means in English */
export function describeFeed(
  definition: Definition,
  updated: string,
  publicUrl: string | undefined,
  filter = { query: '', description: '' },
): FeedInfo {
  const query = filter.query && `?${filter.query}`
  return {
    id: query ? makeId(definition, `feed${query}`) : rememberId(definition, 'feed'),
    title: filter.description ? `${definition.title}: ${filter.description}` : definition.title,
    subtitle: definition.description,
    updated,
    base: baseOf(publicUrl),
    query,
  }
}

/** What stands before the paths of addresses: without its final slash, so that a path can follow; '' where unknown. */
export const baseOf = (publicUrl: string | undefined): string => publicUrl?.replace(/\/+$/, '') ?? ''

const remembered = new Map<string, string>()

/** For what the definition names, which is not much: a hash in JavaScript is dear, above all where it is the first. */
function rememberId(definition: Definition, name: string): string {
  const key = `${definition.id} ${name}`
  const id = remembered.get(key) ?? makeId(definition, name)
  remembered.set(key, id)
  return id
}

function makeId({ id }: Definition, name: string): string {
  return `urn:uuid:${nameUuid(name, disputeNamespace(id))}`
}

/** Permanent IRI of a facet, for the scheme of a category. */
export function facetScheme(definition: Definition, facet: string): string {
  return rememberId(definition, `facet:${facet}`)
}

// What both feed formats say about the feed itself.
import { v5 as uuidv5 } from 'uuid'
import type { Definition } from '../definition/definition.ts'
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
}

export function describeFeed(definition: Definition, updated: string, publicUrl: string | undefined): FeedInfo {
  return {
    id: `urn:uuid:${uuidv5('feed', disputeNamespace(definition.id))}`,
    title: definition.title,
    subtitle: definition.description,
    updated,
    base: publicUrl?.replace(/\/+$/, '') ?? '',
  }
}

/** Permanent IRI of a facet, for the scheme of a category. */
export function facetScheme(definition: Definition, facet: string): string {
  return `urn:uuid:${uuidv5(`facet:${facet}`, disputeNamespace(definition.id))}`
}

/** How close a source is to the event. `search` is a news search whose items come from many outlets. */
export const SOURCE_KINDS = ['official', 'agency', 'press', 'specialist', 'search'] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** A feed that is polled. */
export interface Source {
  /** Stable and unique: entry ids, state and links refer to it. Lower-case letters, digits and hyphens. */
  readonly id: string
  /** The outlet, as a reader knows it. */
  readonly title: string
  /** Address of the feed, http or https. */
  readonly url: string
  /** Language of its items, BCP 47 ("tr", "en-GB"). */
  readonly lang: string
  /** Country of the outlet, ISO 3166-1 alpha-2 in capitals ("TR"). Left out where it says nothing about the items. */
  readonly country?: string
  readonly kind: SourceKind
  /** IANA time zone for item dates that name none. Default: UTC. */
  readonly timeZone?: string
}

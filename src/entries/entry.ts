// The entry: a matched item as this service keeps it. Within one schema version fields are only added.
import type { SourceKind } from '../definition/source.ts'
import type { Evidence } from '../matching/match-result.ts'

export const ENTRY_VERSION = 1
export const SUMMARY_MAX_CHARS = 2_000
/** An item older than this when first seen is kept but not announced in the feed. */
export const BACKFILL_AGE_MS = 14 * 24 * 3_600_000

/** All times are ISO 8601 in UTC; title and summary are plain text. */
export interface Entry {
  readonly v: typeof ENTRY_VERSION
  /** UUIDv5, permanent (see identity.ts). */
  readonly id: string
  /** Address of the item without tracking parameters; null where the source gave none that is http(s). */
  readonly url: string | null
  /** Address as the source listed it, made absolute. */
  readonly sourceUrl: string | null
  readonly guid?: string
  readonly title: string
  readonly summary: string
  readonly lang: string
  readonly source: {
    readonly id: string
    readonly title: string
    readonly kind: SourceKind
    readonly country?: string
    /** Address of the source's feed. */
    readonly url: string
  }
  /** Who published it, where the source is a search over many outlets. */
  readonly outlet?: string
  /** The item's date; null where it has none that can be true. */
  readonly published: string | null
  /** The date as written, where `published` is null. */
  readonly publishedRaw?: string
  readonly firstSeen: string
  readonly terms: readonly string[]
  readonly evidence: readonly Evidence[]
  readonly reason: string
  /** Version of the rule that matched. */
  readonly rule: string
  /** Id of the story's first entry. */
  readonly story: string
  readonly backfilled?: true
}

type Orderable = Pick<Entry, 'id' | 'published' | 'firstSeen'>

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The order of everything: (firstSeen, published, id), oldest first. No date sorts before any date. */
export function compareEntries(a: Orderable, b: Orderable): number {
  return (
    compareText(a.firstSeen, b.firstSeen) ||
    compareText(a.published ?? '', b.published ?? '') ||
    compareText(a.id, b.id)
  )
}

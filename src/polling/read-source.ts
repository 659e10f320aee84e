// One source in one poll: ask, decode, parse, match. Knows nothing of state or storage, and never throws.
import type { Source } from '../definition/source.ts'
import type { Matcher, MatchResult } from '../matching/match-result.ts'
import { type AnswerNotes, type FetchOptions, fetchFeed, type Validators } from './fetch-feed.ts'
import { type FeedWishes, readWishes } from './manners.ts'
import { parseFeed } from './parse-feed.ts'
import type { FeedItem } from './read-item.ts'
import type { Sieve } from './sieve.ts'

export interface JudgedItem {
  readonly item: FeedItem
  readonly match: MatchResult
}

export type SourceReading =
  | ({ kind: 'unchanged'; status: number; requests: number } & AnswerNotes)
  | ({
      kind: 'read'
      status: number
      requests: number
      validators: Validators
      wishes: FeedWishes
      /** Items listed, those that could not be read included. */
      seen: number
      refused: number
      /** Why items were not read, where that needs saying. */
      problem?: string
      /** What to remember as judged, once all entries are written. */
      judged: readonly string[]
      /** Of the items not judged before. */
      matches: readonly JudgedItem[]
      nearMisses: readonly JudgedItem[]
    } & AnswerNotes)
  | { kind: 'failed'; reason: string; status?: number; retryAfter?: string; requests: number }

/** @param judged what the last poll that wrote all its entries remembered of this source */
export async function readSource(
  source: Source,
  validators: Validators,
  judged: readonly string[],
  { matcher, sieve, ...options }: FetchOptions & { matcher: Matcher; sieve: Sieve },
): Promise<SourceReading> {
  const fetched = await fetchFeed(source.url, validators, options)
  if (fetched.kind !== 'fetched') return fetched
  const { status, requests, movedTo, maxAgeSeconds } = fetched
  try {
    const { kind, lang, country } = source
    const feed = await parseFeed(fetched.body, fetched.url, {
      contentType: fetched.contentType,
      isOfUse: sieve.forSource(source),
      judged: { hashes: judged, seed: `${kind} ${lang} ${country}` },
    })
    if (feed.kind === 'failed') return { kind: 'failed', reason: feed.reason, status, requests }
    if (feed.seen > 0 && feed.refused === feed.seen) {
      const reason = feed.problem ?? `none of the ${feed.seen} items is well-formed XML`
      return { kind: 'failed', reason, status, requests }
    }
    const items = feed.items.map((item) => judgeItem(item, source, matcher))
    return {
      kind: 'read',
      status,
      requests,
      ...(movedTo && { movedTo }),
      ...(maxAgeSeconds && { maxAgeSeconds }),
      validators: fetched.validators,
      wishes: readWishes(feed.head),
      seen: feed.seen,
      refused: feed.refused,
      ...(feed.problem && { problem: feed.problem }),
      judged: feed.hashes,
      matches: items.filter(({ match }) => match.matched),
      nearMisses: items.filter(({ match }) => match.nearMiss),
    }
  } catch (error) {
    return { kind: 'failed', reason: `could not be read: ${String(error)}`, status, requests }
  }
}

/** What the service makes of one item of a source. */
export function judgeItem(
  listed: FeedItem,
  source: Pick<Source, 'kind' | 'lang' | 'country'>,
  matcher: Matcher,
): JudgedItem {
  const item = source.kind === 'search' ? removeOutletSuffix(listed) : listed
  const { lang, country } = source
  return { item, match: matcher.match({ title: item.title, summary: item.summary, lang, country }) }
}

/** A news search writes "Headline - Outlet"; the outlet's name is no part of what was said. */
function removeOutletSuffix(item: FeedItem): FeedItem {
  const suffix = item.outlet ? ` - ${item.outlet}` : ''
  if (!suffix || !item.title.endsWith(suffix)) return item
  return { ...item, title: item.title.slice(0, -suffix.length) }
}

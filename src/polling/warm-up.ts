// Runs whole ticks at start-up, on made-up feeds and a KV in memory, and forgets them. An isolate is cold when a tick
// comes: code that runs for the first time is compiled, and interpreted until it has run for a while. In a tick that
// takes most of the 10 ms; at start-up it does not count.
//
// It is of use as far as it goes the ways that ticks go, with objects of the same shapes: what the engine compiled is
// thrown away where a tick does a thing that never happened here. So there are items that are new, known, matches, near
// misses and none of it; answers 200, 304, moved and failed; state and views that are absent, and that were written
// before. More ticks bring little; reading feeds often does, because WebAssembly is compiled twice, at last well.
//
// Before the first event the platform allows no requests, timers or streams of its own, and microtasks alone go on.
import type { Source } from '../definition/source.ts'
import type { Matcher } from '../matching/match-result.ts'
import { publishAndClosePages } from '../publishing/close-pages.ts'
import { INDEX_VERSION } from '../storage/entry-index.ts'
import { createMemoryKv, streamOf } from '../storage/memory-kv.ts'
import { createStore } from '../storage/store.ts'
import { POLL_TICK_MINUTES } from './due.ts'
import { listFeedWords, writeFeed } from './made-up-feed.ts'
import { type PollContext, poll } from './poll.ts'
import { segmentFeed } from './segments.ts'
import type { Sieve } from './sieve.ts'

const SOURCES_MAX = 12
const TICKS = 6
/** Of some feeds, without anything else: then the engine has compiled the scanner to the end. */
const READINGS = 50
const START = Date.UTC(2026, 0, 1)
const TICK_MS = POLL_TICK_MINUTES * 60_000

type WarmUpContext = Pick<PollContext, 'definition' | 'matcher' | 'sieve' | 'sources'>

/** @throws where the ticks did not come to anything: then they are not what they are meant to be */
export async function warmUp({ definition, matcher, sieve, sources }: WarmUpContext): Promise<void> {
  const watched = sources.slice(0, SOURCES_MAX)
  const kv = createMemoryKv()
  const openStore = () => createStore(kv, () => new TransformStream())
  const words = listFeedWords(definition)
  const log = (line: object): void => void JSON.stringify(line)
  let [entries, views] = [0, 0]
  await openStore().writeIndexHead({ v: INDEX_VERSION, starts: [''], last: '' })
  const isOfUse = sieve.forSource({ kind: 'press', lang: 'en' })
  const feeds = [1, 2, 3, 4, 5, 8, 9].map((source) => writeFeed(words, source, 0))
  for (let reading = 0; reading < READINGS; reading++) {
    for (const feed of feeds) for (const item of segmentFeed(feed)?.items ?? []) isOfUse(feed, item)
  }
  for (let tick = 0; tick < TICKS; tick++) {
    const isFirst = tick === 0
    const now = START + tick * TICK_MS
    const { summary } = await poll({
      store: openStore(),
      definition,
      matcher: matchMore(matcher, isFirst ? 3 / 4 : 1 / 4),
      sieve: holdLess(sieve),
      sources: watched,
      now,
      turn: isFirst ? 'all' : 'slot',
      fetch: answerAs(watched, tick, words),
      userAgent: 'sanctions-watch',
      allowLoopback: true,
      abortAfter: () => new AbortController().signal,
      log,
    })
    entries += summary.newEntries

    const store = openStore()
    const later = now + TICK_MS / 2
    const state = await store.readState(matcher.version, new Date(later).toISOString())
    // Under another address all views are made again, although nothing is new.
    const publicUrl = tick % 2 === 0 ? undefined : 'https://watch.example'
    const result = await publishAndClosePages(state, {
      store,
      definition,
      publicUrl,
      now: later,
      writesPerDay: 100_000,
    })
    log({ event: 'published', ...result })
    if (result.kind === 'written') views += result.views
  }
  if (views === 0 || (entries === 0 && watched.length > 0)) throw new Error(`${entries} entries and ${views} views`)
}

/** Finds what there is, and takes a share of the items for matches; of four in a row the last is a near miss. */
function matchMore({ version, isOfUse, match }: Matcher, share: number): Matcher {
  let items = 0
  return {
    version,
    isOfUse,
    match(input) {
      const { terms, evidence, reason } = match(input)
      const n = items++ % 4
      return { matched: n < 4 * share, nearMiss: n === 3, terms, evidence, reason }
    },
  }
}

/** Does the sieve's work, and lets pass one in four items that the sieve would hold back. */
function holdLess(sieve: Sieve): Sieve {
  let held = 0
  return {
    forSource(source) {
      const isOfUse = sieve.forSource(source)
      return (...item) => isOfUse(...item) || held++ % 4 === 0
    },
  }
}

/** After the first tick some feeds are unchanged, moved or not to be had. */
function answerAs(sources: readonly Source[], tick: number, words: ReturnType<typeof listFeedWords>): typeof fetch {
  return async (input) => {
    const address = String(input)
    const source = sources.findIndex(({ url }) => url === address)
    const kind = tick === 0 || source < 0 ? 0 : (source + tick) % 8
    if (kind === 5) return new Response(null, { status: 304 })
    if (kind === 6) return new Response(null, { status: 503, headers: { 'Retry-After': '60' } })
    if (kind === 7) return new Response(null, { status: 301, headers: { Location: '/moved' } })
    const body = writeFeed(words, source + 1, tick)
    const headers = {
      'Content-Type': 'application/xml; charset=utf-8',
      ETag: `"${tick}"`,
      'Cache-Control': 'max-age=60',
    }
    const half = body.length >> 1
    return new Response(streamOf(body.subarray(0, half), body.subarray(half)), { headers })
  }
}

// Reads made-up feeds at start-up. An engine compiles a function when it is first called, and again when it has run for
// a while; in a cold isolate that would fall into the 10 ms of a tick, at start-up it does not count. What it compiled
// it throws away as soon as something comes that it has not seen, so here is everything that feeds are made of
// (odd-feeds.ts): a branch that is never taken here is slow in every tick's first feeds. What a tick does besides is
// in warm-up-ticks.ts.
import type { Definition } from '../definition/definition.ts'
import type { Matcher } from '../matching/match-result.ts'
import { writeOddFeeds } from './odd-feeds.ts'
import { parseFeed } from './parse-feed.ts'
import { judgeItem } from './read-source.ts'
import type { Sieve, SievedSource } from './sieve.ts'

const SOURCES: readonly SievedSource[] = [
  { kind: 'press', lang: 'und' },
  { kind: 'press', lang: 'tr', country: 'TR' },
]
const UNSIEVED_ITEMS = 6
const FEED_URL = 'https://feed.example/'

/** With the sieve, as every feed is read; then some items without it, so that the parser has something to do. */
export async function warmUp(definition: Definition, matcher: Matcher, sieve: Sieve): Promise<void> {
  const feeds = writeOddFeeds(definition)
  for (const source of SOURCES) {
    const isOfUse = sieve.forSource(source)
    for (const { body, contentType } of feeds) {
      const read = await parseFeed(body, FEED_URL, { contentType, isOfUse, judged: { hashes: [], seed: source.lang } })
      if (read.kind === 'feed') for (const item of read.items) judgeItem(item, source, matcher)
    }
  }
  for (const { body, contentType } of feeds) {
    let items = 0
    const read = await parseFeed(body, FEED_URL, { contentType, isOfUse: () => items++ < UNSIEVED_ITEMS })
    if (read.kind === 'feed') for (const item of read.items) judgeItem(item, { kind: 'search', lang: 'en' }, matcher)
  }
}

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMatcher } from '../../src/matching/matcher.ts'
import { decodeUtf8 } from '../../src/polling/decode.ts'
import { parseFeed } from '../../src/polling/parse-feed.ts'
import { judgeItem } from '../../src/polling/read-source.ts'
import { createSieve, type Sieve, type SievedSource } from '../../src/polling/sieve.ts'
import { longFeed, veiledDefinition, veiledFeed, veiledSource } from '../support/veiled-feeds.ts'

/** At least 10,000; more with SIEVE_FEEDS, to search longer. */
const FEEDS = Math.max(10_000, Number(process.env.SIEVE_FEEDS) || 0)
const SEED = Number(process.env.SIEVE_SEED) || Date.now() % 0x7fffffff

const matcher = createMatcher(veiledDefinition)
const sieve = createSieve(veiledDefinition, matcher)

interface Reading {
  readonly refused: number
  readonly seen: number
  /** Matches and near misses in order. */
  readonly found: readonly string[]
}

async function read(text: string, source: SievedSource, through?: Sieve): Promise<Reading | string> {
  const feed = await parseFeed(
    new TextEncoder().encode(text),
    'https://f.example/',
    through && { isOfUse: through.forSource(source) },
  )
  if (feed.kind === 'failed') return feed.reason
  const found = feed.items.flatMap((listed) => {
    const { item, match } = judgeItem(listed, source, matcher)
    if (!match.matched && !match.nearMiss) return []
    return [`${match.matched ? 'match' : 'near miss'}: ${item.title} | ${item.summary} | ${match.reason}`]
  })
  return { refused: feed.refused, seen: feed.seen, found }
}

/** Says what a sieve loses; undefined where it loses nothing. */
function compare(all: Reading | string, some: Reading | string): string | undefined {
  if (typeof all === 'string' || typeof some === 'string') return all === some ? undefined : `${all} but ${some}`
  if (all.seen !== some.seen) return `${all.seen} items, but ${some.seen} with the sieve`
  const lost = all.found.filter((item) => !some.found.includes(item))
  if (lost.length > 0) return `lost: ${lost.join('\n')}`
  // Where the parser reads all, it has to find the same; where it does not, the sieve may have spared it the bad items.
  if (all.refused === 0 && some.found.length !== all.found.length) return `made up: ${some.found.join('\n')}`
  return undefined
}

interface Search {
  readonly feeds?: fc.Arbitrary<string>
  readonly numRuns?: number
  readonly count?: (hasMatches: boolean) => void
}

/** Finds an example of a feed from which the sieve loses something. */
function search(through: Sieve, { feeds = veiledFeed, numRuns = FEEDS, count = () => {} }: Search = {}) {
  return fc.check(
    fc.asyncProperty(feeds, veiledSource, async (text, source) => {
      const all = await read(text, source)
      const loss = compare(all, await read(text, source, through))
      count(typeof all !== 'string' && all.found.length > 0)
      if (loss !== undefined) throw new Error(loss)
    }),
    { numRuns, seed: SEED },
  )
}

test(`nothing is lost in ${FEEDS} feeds (SIEVE_SEED=${SEED})`, { timeout: 3_600_000 }, async () => {
  let withMatches = 0
  const count = (hasMatches: boolean) => {
    if (hasMatches) withMatches++
  }
  const result = await search(sieve, { count })
  expect(result.failed ? fc.defaultReportMessage(result) : undefined).toBeUndefined()
  // The feeds are of use: in many there is something to be lost.
  expect(withMatches).toBeGreaterThan(FEEDS / 5)
})

test(`nothing is lost behind what fills or hides (SIEVE_SEED=${SEED})`, { timeout: 3_600_000 }, async () => {
  let withMatches = 0
  const count = (hasMatches: boolean) => {
    if (hasMatches) withMatches++
  }
  const numRuns = FEEDS / 2
  const result = await search(sieve, { feeds: longFeed, numRuns, count })
  expect(result.failed ? fc.defaultReportMessage(result) : undefined).toBeUndefined()
  expect(withMatches).toBeGreaterThan(numRuns / 20)
})

describe('a sieve that is broken on purpose is caught', () => {
  const broken = (isDropped: (raw: string) => boolean): Sieve => ({
    forSource: (source) => {
      const isOfUse = sieve.forSource(source)
      return (bytes, item) => isOfUse(bytes, item) && !isDropped(decodeUtf8(bytes, item.start, item.end))
    },
  })

  test.each<[string, Sieve]>([
    [
      'drops a designator written with references',
      broken((raw) => /&#/.test(raw) && !/(?:S|С|TB)\W?(?:400|2)/i.test(raw)),
    ],
    ['drops what has a comment in it', broken((raw) => raw.includes('<!--'))],
    ['drops soft hyphens', broken((raw) => raw.includes('\u00AD'))],
  ])('%s', { timeout: 120_000 }, async (_, through) => {
    expect((await search(through)).failed).toBe(true)
  })
})

// Ways to find what belongs to the dispute in a feed: ours, and what else one would do with well-kept parsers. All
// decode as we do and ask our matcher, so that they differ in how they read the feed alone.
import { parseFeed as parseWithFeedsmith } from 'feedsmith'
import Parser from 'rss-parser'
import type { Matcher } from '../../src/matching/match-result.ts'
import { toPlainText } from '../../src/matching/plain-text.ts'
import { decodeBody } from '../../src/polling/decode.ts'
import { parseFeed } from '../../src/polling/parse-feed.ts'
import { judgeItem } from '../../src/polling/read-source.ts'
import type { Sieve } from '../../src/polling/sieve.ts'
import type { CorpusFile } from '../corpus/corpus.ts'

export const NODE_RIVALS = ['ours', 'rssParser', 'feedsmith', 'decode'] as const
export type NodeRival = (typeof NODE_RIVALS)[number]

interface Tools {
  readonly matcher: Matcher
  readonly sieve: Sieve
}

/** Titles of the matches as the feed has them. @throws where the rival cannot read the feed */
export type Rival = (file: CorpusFile, tools: Tools) => Promise<readonly string[]>

/** What the service does: polling/read-source.ts without the request. */
const ours: Rival = async ({ body, contentType, source }, { matcher, sieve }) => {
  const feed = await parseFeed(body, 'https://feed.example/', { contentType, isOfUse: sieve.forSource(source) })
  if (feed.kind === 'failed') throw new Error(feed.reason)
  const judged = feed.items.map((item) => judgeItem(item, source, matcher))
  return judged.filter(({ match }) => match.matched).map(({ item }) => item.title)
}

const rssParser: Rival = async ({ body, contentType, source }, { matcher }) => {
  const { text } = decodeBody(body, contentType)
  const { items } = await new Parser().parseString(text)
  return select(
    items.map((item) => [item.title, item.summary ?? item.content ?? item['content:encoded']]),
    source,
    matcher,
  )
}

const feedsmith: Rival = async ({ body, contentType, source }, { matcher }) => {
  const { text } = decodeBody(body, contentType)
  const { format, feed } = parseWithFeedsmith(text)
  if (format === 'json') throw new Error('JSON')
  const items =
    format === 'atom'
      ? feed.entries?.map(({ title, summary, content }) => [title?.value, summary?.value ?? content?.value] as const)
      : feed.items?.map((item) => [item.title, item.description ?? item.content?.encoded] as const)
  return select(items ?? [], source, matcher)
}

const decode: Rival = async ({ body, contentType }) => {
  decodeBody(body, contentType)
  return []
}

export const RIVALS: Readonly<Record<NodeRival, Rival>> = { ours, rssParser, feedsmith, decode }

function select(
  items: readonly (readonly [title: unknown, summary: unknown])[],
  { lang, country }: CorpusFile['source'],
  matcher: Matcher,
): readonly string[] {
  const plain = (markup: unknown) => (typeof markup === 'string' ? toPlainText(markup) : '')
  return items
    .map(([title, summary]) => ({ title: plain(title), summary: plain(summary), lang, country }))
    .filter((input) => matcher.match(input).matched)
    .map(({ title }) => title)
}

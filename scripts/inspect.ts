// npm run inspect: what the service sees in a feed.
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Source } from '../src/definition/source.ts'
import type { Entry } from '../src/entries/entry.ts'
import { disputeNamespace } from '../src/entries/identity.ts'
import type { MatchResult } from '../src/matching/match-result.ts'
import { createMatcher } from '../src/matching/matcher.ts'
import { decodeBody } from '../src/polling/decode.ts'
import { fetchFeed } from '../src/polling/fetch-feed.ts'
import { makeEntry } from '../src/polling/make-entry.ts'
import { parseFeed } from '../src/polling/parse-feed.ts'
import { judgeItem } from '../src/polling/read-source.ts'
import { loadDefinition } from './load-definition.ts'

const HELP = `npm run inspect -- [options] FILE|URL …

Shows what the service sees in feeds: format, encoding, how many items, which of them match or nearly match, and why.

  --json             one JSON line a feed: {file, format, items: [{id, title, url, published, summary, matched}], error?}
  --all              list every item, not only matches and near misses
  --definition FILE  a TypeScript file that exports a definition as "dispute" (default: src/watch/dispute.ts)
  --lang TAG         language of the source (BCP 47), which can count as evidence
  --country CODE     country of the source (ISO 3166-1), likewise
  --base URL         what relative links in a file are relative to

Exit status 1 where a feed could not be read.
`

interface Inspection {
  file: string
  format?: string
  encoding?: string
  refused?: number
  items: { entry: Entry; match: MatchResult }[]
  error?: string
}

const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    definition: { type: 'string' },
    lang: { type: 'string', default: 'und' },
    country: { type: 'string' },
    base: { type: 'string', default: 'about:blank' },
    help: { type: 'boolean', default: false },
  },
})

const dispute = await loadDefinition(options.definition)
const matcher = createMatcher(dispute)

if (options.help || files.length === 0) {
  process.stdout.write(HELP)
  process.exitCode = options.help ? 0 : 1
} else {
  for (const [index, file] of files.entries()) {
    if (process.stderr.isTTY) process.stderr.write(`\r${index + 1}/${files.length}\x1b[K`)
    const inspection = await inspect(file)
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
    process.stdout.write(options.json ? `${JSON.stringify(toJson(inspection))}\n` : describe(inspection))
    if (inspection.error) process.exitCode = 1
  }
}

async function inspect(file: string): Promise<Inspection> {
  const read = await readBytes(file)
  if (typeof read === 'string') return { file, items: [], error: read }
  const { encoding } = decodeBody(read.body, read.contentType)
  const feed = await parseFeed(read.body, read.url, { contentType: read.contentType })
  if (feed.kind === 'failed') return { file, encoding, items: [], error: feed.reason }
  const source: Source = {
    id: 'inspected',
    title: file,
    url: read.url,
    lang: options.lang,
    kind: 'press',
    ...(options.country && { country: options.country }),
  }
  const context = { source, namespace: disputeNamespace(dispute.id), rule: matcher.version, now: Date.now() }
  const items = feed.items.map((listed) => {
    const { item, match } = judgeItem(listed, source, matcher)
    return { entry: makeEntry(item, match, context), match }
  })
  return { file, format: feed.format, encoding, refused: feed.refused, items }
}

async function readBytes(
  file: string,
): Promise<{ body: Uint8Array; contentType: string | null; url: string } | string> {
  if (/^https?:/i.test(file)) {
    const result = await fetchFeed(file, {}, { fetch, userAgent: 'sanctions-watch-inspect/0.1', allowLoopback: true })
    if (result.kind === 'fetched') return result
    return result.kind === 'failed' ? result.reason : 'answered 304 to a request that asked for the whole feed'
  }
  try {
    return { body: await readFile(file), contentType: null, url: options.base }
  } catch (error) {
    return `cannot be read: ${(error as Error).message}`
  }
}

function toJson({ file, format, items, error }: Inspection) {
  return {
    file,
    format: format ?? null,
    items: items.map(({ entry: { id, title, url, published, summary }, match }) => {
      return { id, title, url, published, summary, matched: match.matched }
    }),
    ...(error && { error }),
  }
}

function describe({ file, format, encoding, refused, items, error }: Inspection): string {
  if (error) return `${file}: ${error}\n`
  const count = (what: string, n: number): string => `${n} ${what}${n === 1 ? '' : 's'}`
  const matches = items.filter(({ match }) => match.matched).length
  const nearMisses = items.filter(({ match }) => match.nearMiss).length
  const lines = [
    `${file}: ${format}, ${encoding}, ${count('item', items.length)}, ${matches} matching, ${nearMisses} near${refused ? `, ${refused} malformed and left out` : ''}`,
  ]
  for (const { entry, match } of items) {
    if (!options.all && !match.matched && !match.nearMiss) continue
    const verdict = match.matched ? 'match' : match.nearMiss ? 'near ' : '-    '
    lines.push(`  ${verdict}  ${entry.published?.slice(0, 10) ?? 'undated   '}  ${entry.title || '(no title)'}`)
    lines.push(`         ${match.reason}`)
    const problems = problemsOf(entry)
    if (problems.length > 0) lines.push(`         problems: ${problems.join(', ')}`)
  }
  return `${lines.join('\n')}\n`
}

function problemsOf(entry: Entry): string[] {
  return [
    entry.title === '' && 'no title',
    entry.url === null && 'no usable link',
    entry.published === null &&
      (entry.publishedRaw ? `date "${entry.publishedRaw}" is not believed or not understood` : 'no date'),
  ].filter((problem) => typeof problem === 'string')
}

// Run as a process of its own by tests/polling/bad-input.test.ts: polls every bad feed of the server, and a good one,
// in one tick, and prints what came of it and what it cost.
import { performance } from 'node:perf_hooks'
import { definition } from '../../samples/definition.ts'
import type { Source } from '../../src/definition/source.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import type { SourceSummary } from '../../src/polling/outcome.ts'
import { poll } from '../../src/polling/poll.ts'
import { createSieve } from '../../src/polling/sieve.ts'
import { createStore } from '../../src/storage/store.ts'
import { BAD_FEEDS, GOOD_TITLE } from './bad-feeds.ts'
import { KvModel } from './kv-model.ts'

export interface BadPollReport {
  readonly sources: readonly SourceSummary[]
  readonly milliseconds: number
  readonly cpuMilliseconds: number
  readonly residentMegabytes: number
  readonly grownMegabytes: number
  readonly longestPauseMilliseconds: number
}

const [origin = '', timeoutMs = ''] = process.argv.slice(2)
const makeSource = (id: string, url: string): Source => ({ id, title: id, url, lang: 'en', kind: 'press' })
const GOOD = `<rss version="2.0"><channel><item><title>${GOOD_TITLE}</title><link>https://news.example/last</link></item></channel></rss>`
const matcher = createMatcher(definition)
const kv = new KvModel({ clock: { now: Date.now, sleep: async () => {} } })
const megabytes = (bytes: number): number => Math.round(bytes / 1024 / 1024)

// Time in which nothing else could run.
let longestPause = 0
let lastTurn = performance.now()
const watch = setInterval(() => {
  longestPause = Math.max(longestPause, performance.now() - lastTurn - 5)
  lastTurn = performance.now()
}, 5)

const before = process.memoryUsage.rss()
const cpu = process.cpuUsage()
const start = performance.now()
const { summary } = await poll({
  store: createStore(kv.connect()),
  definition,
  matcher,
  sieve: createSieve(definition, matcher),
  sources: [
    ...BAD_FEEDS.map(({ name }) => makeSource(name, `${origin}/bad/${name}`)),
    makeSource('good', 'http://127.0.0.1/good'),
  ],
  now: Date.now(),
  turn: 'all',
  fetch: (input, init) => (String(input).endsWith('/good') ? Promise.resolve(new Response(GOOD)) : fetch(input, init)),
  userAgent: 'test',
  allowLoopback: true,
  timeoutMs: Number(timeoutMs),
  log: () => {},
})
clearInterval(watch)
const { user, system } = process.cpuUsage(cpu)
const most = process.resourceUsage().maxRSS * 1024
const report: BadPollReport = {
  sources: summary.sources,
  milliseconds: Math.round(performance.now() - start),
  cpuMilliseconds: Math.round((user + system) / 1000),
  residentMegabytes: megabytes(most),
  grownMegabytes: megabytes(most - before),
  longestPauseMilliseconds: Math.round(longestPause),
}
console.log(JSON.stringify(report))
process.exit(0)

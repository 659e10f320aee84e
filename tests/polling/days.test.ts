// Days of simulated time: the quotas, the sizes, the pauses, and the days on which KV takes no writes.
import { describe, expect, test } from 'vitest'
import { NEVER_HEARD_MAX } from '../../src/polling/due.ts'
import { encodeText } from '../../src/publishing/bytes.ts'
import { decodePack } from '../../src/publishing/recent-pack.ts'
import { createStore } from '../../src/storage/store.ts'
import { FREE_PLAN, KvModel, type KvModelOptions } from '../support/kv-model.ts'
import { createRandom } from '../support/random.ts'
import { DAY_MS, HOUR_MS, runTicks, SetClock, type TickResult } from '../support/simulate-days.ts'
import { matcher, simulateWorker } from '../support/simulated-worker.ts'
import { createFetch, type Fault, type HistoryItem, type SourceHistory } from '../support/source-history.ts'

const START = Date.UTC(2026, 6, 1)
const MINUTE_MS = 60_000
const STATE_MAX_BYTES = 100_000

interface DeploymentOptions {
  histories: readonly SourceHistory[]
  fault?: (sourceId: string, time: number) => Fault | undefined
  kv?: Partial<KvModelOptions>
}

/** A deployment over simulated sources, with what it asked of whom and when it heard them. */
function deploy({ histories, fault = () => undefined, kv: options = {} }: DeploymentOptions) {
  const clock = new SetClock(START)
  const asked = new Map<string, number[]>()
  const heard = new Map<string, number[]>()
  const kv = new KvModel({ clock, quotas: FREE_PLAN, ...options })
  const note = (map: Map<string, number[]>, id: string) => {
    const times = map.get(id) ?? []
    times.push(clock.now())
    map.set(id, times)
  }
  const fetch = createFetch(histories, clock, {
    fault(id) {
      note(asked, id)
      const wrong = fault(id, clock.now())
      if (!wrong) note(heard, id)
      return wrong
    },
    delay: () => 0,
  })
  const worker = simulateWorker({ sources: histories.map(({ source }) => source), clock, fetch })
  return {
    clock,
    kv,
    asked,
    heard,
    run: (end: number, look?: (result: TickResult) => void) => runTicks({ clock, kv, worker, end }, look),
    readState: () => createStore(kv.connect()).readState(matcher.version, new Date(clock.now()).toISOString()),
    entries: () =>
      [...kv.stored]
        .filter(([key]) => key.startsWith('entry:'))
        .map(([, { value }]): { url: string } => JSON.parse(value)),
    view: (name: string) => kv.stored.get(`view:${name}`)?.value ?? '',
    recent: () => decodePack(encodeText(kv.stored.get('view:recent')?.value ?? '')),
  }
}

const isMatch = ({ title }: HistoryItem): boolean => title.includes('Turkey')

function makeHistory(n: number, items: HistoryItem[], rest: Partial<SourceHistory> = {}): SourceHistory {
  const id = `source-${n}`
  return {
    source: { id, title: `Вестник № ${n}`, url: `https://${id}.example/rss`, lang: 'ru', kind: 'press' },
    items: items.toSorted((a, b) => a.at - b.at),
    window: 25,
    ...rest,
  }
}

let numbered = 0
function makeItem(at: number, kind: 'match' | 'near miss' | 'other'): HistoryItem {
  const n = numbered++
  const about = { match: 'Turkey и С-400', 'near miss': 'Индия и С-400', other: 'Футбол' }[kind]
  const title = `${about}: что известно к этому часу о переговорах, сроках поставки и словах министра, выпуск ${n}`
  return {
    at,
    title,
    link: `https://news.example/politics/2026/07/a-rather-long-address-of-an-article-as-usual-${n}.html`,
  }
}

describe('thirty days, 24 sources', () => {
  const DAYS = 30
  const SOURCES = 24
  const BUSY_DAY = 15
  const GONE_SINCE = START + 20 * DAY_MS
  const random = createRandom(7)
  const histories = Array.from({ length: SOURCES }, (_, n) => {
    const items: HistoryItem[] = []
    const add = (day: number, count: number, kind: 'match' | 'near miss' | 'other') => {
      for (let i = 0; i < count; i++) items.push(makeItem(START + day * DAY_MS + random.between(0, DAY_MS - 1), kind))
    }
    for (let day = -1; day < DAYS - 1; day++) {
      add(day, random.between(0, 1), 'match')
      add(day, 1, 'near miss')
      add(day, 6, 'other')
      if (day === BUSY_DAY) add(day, 300 / SOURCES, 'match')
    }
    return makeHistory(n, items, n === 3 ? { head: '<ttl>60</ttl>' } : {})
  })
  const within = (time: number, day: number, hours: number): boolean =>
    time >= START + day * DAY_MS && time < START + day * DAY_MS + hours * HOUR_MS
  const fault = (id: string, time: number): Fault | undefined => {
    const n = Number(id.replace('source-', ''))
    if (n === 5 && within(time, 4, 30)) return 'unavailable'
    if (n === 6 && within(time, 6, 5)) return 'challenge'
    if (n < 12 && within(time, 8, 4)) return 'reset'
    return n === 7 && time >= GONE_SINCE ? 'gone' : undefined
  }

  test('the free plan is enough, the state stays small, nobody is unheard for longer than they must be', {
    timeout: 180_000,
  }, async () => {
    let largestState = 0
    const onPut = (key: string, value: string) => {
      if (key === 'state') largestState = Math.max(largestState, new TextEncoder().encode(value).length)
    }
    const deployment = deploy({ histories, fault, kv: { onPut } })
    const problems: unknown[] = []
    await deployment.run(START + DAYS * DAY_MS, ({ poll, publish }) => {
      if (poll?.problems) problems.push(poll.problems)
      if (publish?.kind === 'failed' || publish?.kind === 'held-back') problems.push(publish)
    })
    expect(problems).toEqual([])

    const days = [...deployment.kv.used.values()]
    const most = (operation: 'reads' | 'writes' | 'lists' | 'deletes') => Math.max(...days.map((day) => day[operation]))
    console.info(
      `most in a day: ${most('writes')} writes, ${most('reads')} reads, ${most('lists')} lists; largest state ${largestState} bytes; ${deployment.entries().length} entries`,
    )
    expect(days).toHaveLength(DAYS)
    expect(most('writes')).toBeLessThanOrEqual(900)
    expect(most('reads')).toBeLessThanOrEqual(10_000)
    expect(most('lists')).toBeLessThanOrEqual(10)
    expect(most('deletes')).toBe(0)
    expect(largestState).toBeLessThanOrEqual(STATE_MAX_BYTES)

    const matches = histories.flatMap(({ source, items }) =>
      items.filter((item) => isMatch(item) && !(source.id === 'source-7' && item.at >= GONE_SINCE - 20 * MINUTE_MS)),
    )
    expect(matches.filter(({ at }) => within(at, BUSY_DAY, 24)).length).toBeGreaterThanOrEqual(300)
    expect(new Set(deployment.entries().map(({ url }) => url))).toEqual(new Set(matches.map(({ link }) => link)))

    for (const { source } of histories) {
      // Three a tick are heard for the first time.
      const firsts = START + Math.ceil(histories.length / NEVER_HEARD_MAX) * 10 * MINUTE_MS
      const times = [
        firsts,
        ...(deployment.heard.get(source.id)?.filter((at) => at > firsts) ?? []),
        ...(source.id === 'source-7' ? [] : [START + DAYS * DAY_MS]),
      ]
      const interval = (source.id === 'source-3' ? 60 : 20) * MINUTE_MS
      for (const [i, time] of times.entries()) {
        const next = times[i + 1] ?? time
        // How long after it could have been heard: the last fault of this pause, if there was one.
        const faulty = deployment.asked.get(source.id)?.filter((at) => at > time && at < next) ?? []
        const longest = faulty.length === 0 ? interval : 6 * HOUR_MS + interval
        expect(
          next - (faulty.at(-1) ?? time),
          `${source.id} after ${new Date(time).toISOString()}`,
        ).toBeLessThanOrEqual(longest)
      }
    }
    // 410: asked once a week, not every twenty minutes.
    const askedInVain = deployment.asked.get('source-7')?.filter((at) => at >= GONE_SINCE)
    expect(askedInVain?.length).toBeLessThanOrEqual(3)

    const { outages } = await deployment.readState()
    expect(outages.map(({ subject, until }) => [subject, until !== undefined])).toEqual([
      ['source-7', false],
      ['*', true],
      ['source-5', true],
    ])
  })
})

describe('days on which KV takes few writes or none', { timeout: 60_000 }, () => {
  const random = createRandom(11)

  /** Six sources, each with so many matches a day, in a list that is long enough for all. */
  const makeHistories = (days: number, matchesADay: number) =>
    Array.from({ length: 6 }, (_, n) => {
      const times = Array.from({ length: days * matchesADay }, () => START + random.between(0, days * DAY_MS - HOUR_MS))
      return makeHistory(
        n,
        times.map((at) => makeItem(at, 'match')),
        { window: 300 },
      )
    })

  test('every write fails for a day: sources are not hammered, and the next day everything still listed arrives once', async () => {
    const histories = makeHistories(3, 5)
    const badDay = { from: START + DAY_MS, to: START + 2 * DAY_MS }
    let clock = { now: () => START }
    const isBad = () => clock.now() >= badDay.from && clock.now() < badDay.to
    const deployment = deploy({
      histories,
      // One source that fails as well, while nothing can be remembered of it.
      fault: (id) => (id === 'source-0' && isBad() ? 'unavailable' : undefined),
      kv: { failPut: () => isBad() && 'refused' },
    })
    clock = deployment.clock
    await deployment.run(badDay.from)
    const before = deployment.entries().length
    const feed = deployment.view('feed.atom')
    expect(before).toBeGreaterThan(0)

    const problems: string[] = []
    await deployment.run(badDay.to, ({ poll }) => problems.push(...(poll?.problems ?? [])))
    expect(problems).toHaveLength(144)
    expect(deployment.entries()).toHaveLength(before)
    expect(deployment.view('feed.atom')).toBe(feed)
    for (const [id, times] of deployment.asked) {
      const thatDay = times.filter((at) => at >= badDay.from && at < badDay.to)
      expect(thatDay.length, id).toBeLessThanOrEqual(72)
    }

    await deployment.run(badDay.to + HOUR_MS)
    const due = histories.flatMap(({ items }) => items.filter(({ at }) => at < badDay.to)).map(({ link }) => link)
    const urls = deployment.entries().map(({ url }) => url)
    expect(urls).toEqual(expect.arrayContaining(due))
    expect(new Set(urls).size).toBe(urls.length)
    expect(deployment.view('feed.atom').match(/<entry /g)).toHaveLength(urls.length)
  })

  test('near the quota publishing waits, so that entries and state are written, until 00:00 UTC', async () => {
    const histories = makeHistories(1, 100)
    const deployment = deploy({ histories })
    const results: TickResult[] = []
    await deployment.run(START + DAY_MS, (result) => results.push(result))
    expect(results.some(({ publish }) => publish?.kind === 'held-back')).toBe(true)
    expect(results.flatMap(({ poll }) => poll?.problems ?? [])).toEqual([])
    expect(deployment.entries()).toHaveLength(600)
    expect(deployment.kv.used.get('2026-07-01')?.writes).toBeLessThanOrEqual(FREE_PLAN.writes)

    await deployment.run(START + DAY_MS + HOUR_MS, (result) => results.push(result))
    const newest = (await deployment.readState()).recent.at(-1)?.[1]
    expect(deployment.recent()?.updated).toBe(newest)
    const nextDay = results.filter(({ time }) => time >= START + DAY_MS)
    expect(nextDay.some(({ publish }) => publish?.kind === 'held-back')).toBe(false)
  })

  test('more matches than a day has writes: what is refused arrives after 00:00 UTC', async () => {
    const histories = makeHistories(1, 200)
    const deployment = deploy({ histories })
    const problems: string[] = []
    await deployment.run(START + DAY_MS, ({ poll }) => problems.push(...(poll?.problems ?? [])))
    expect(problems).toEqual(expect.arrayContaining([expect.stringContaining('limit exceeded')]))
    const before = deployment.entries().length
    expect(before).toBeLessThan(1_000)

    await deployment.run(START + DAY_MS + 2 * HOUR_MS)
    expect(deployment.kv.used.get('2026-07-01')?.writes).toBe(FREE_PLAN.writes)
    const urls = deployment.entries().map(({ url }) => url)
    expect(new Set(urls)).toEqual(new Set(histories.flatMap(({ items }) => items.map(({ link }) => link))))
    expect(urls).toHaveLength(1_200)
  })

  test('a state that got lost does not forget what the day has used', async () => {
    const deployment = deploy({ histories: makeHistories(1, 50) })
    await deployment.run(START + 18 * HOUR_MS)
    const counted = (await deployment.readState()).writes.count
    await deployment.kv.connect().delete('state')
    const estimated = (await deployment.readState()).writes.count
    expect(Math.abs(estimated - counted)).toBeLessThanOrEqual(2)
  })
})

test('a clock that jumps a year ahead and back loses nothing and silences nobody', async () => {
  const YEAR_MS = 365 * DAY_MS
  const items = (n: number) => Array.from({ length: 8 }, (_, i) => makeItem(START + i * 3 * HOUR_MS + n, 'match'))
  let clock = { now: () => START }
  const histories = [makeHistory(0, items(0)), makeHistory(1, items(1))]
  const deployment = deploy({
    histories,
    fault: (id) => (id === 'source-1' && clock.now() > START + YEAR_MS ? 'gone' : undefined),
  })
  clock = deployment.clock
  await deployment.run(START + 6 * HOUR_MS)
  deployment.clock.time = START + YEAR_MS
  await deployment.run(START + YEAR_MS + HOUR_MS)
  deployment.clock.time = START + 7 * HOUR_MS
  await deployment.run(START + DAY_MS)
  expect(deployment.entries()).toHaveLength(16)
  const { sources } = await deployment.readState()
  for (const { source } of histories) {
    expect(sources[source.id]).toMatchObject({ failures: 0 })
    expect(sources[source.id]?.lastSuccess?.slice(0, 10)).toBe('2026-07-01')
  }
  expect(deployment.recent()?.rows).toHaveLength(16)
})

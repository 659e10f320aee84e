// What a reader of feeds relies on: an entry that was published never changes, whatever joins its story and whatever
// its source makes of its title.
import { expect, test } from 'vitest'
import { KvModel } from '../support/kv-model.ts'
import { HOUR_MS, runTicks, SetClock } from '../support/simulate-days.ts'
import { simulateWorker } from '../support/simulated-worker.ts'
import { createFetch, type HistoryItem, type SourceHistory } from '../support/source-history.ts'

const START = Date.UTC(2026, 6, 1)
const HOURS = 30
/** Each event, as each source has it and an hour later has it again under the same address. */
const EVENTS = [
  ['Turkey fires the S-400 at Sinop', 'S-400 fired at Sinop by Turkey', 'Sinop: Turkey fires an S-400 missile'],
  [
    'Ankara leases S-400 radars to nobody',
    'Nobody leases S-400 radars, Ankara says',
    'S-400 radars: Ankara leases none',
  ],
  [
    'Turkish court jails S-400 engineer',
    'S-400 engineer jailed by Turkish court',
    'Engineer of S-400 jailed, Turkish court',
  ],
]

function makeHistory(source: number): SourceHistory {
  const id = `source-${source}`
  const items = EVENTS.flatMap((reports, event): HistoryItem[] => {
    const at = START + event * 8 * HOUR_MS + source * 1.5 * HOUR_MS
    const link = `https://${id}.example/${event}`
    const title = reports[source] as string
    return [
      { at, title, link },
      { at: at + HOUR_MS, title: `${title}, updated`, link },
    ]
  })
  return { source: { id, title: id, url: `https://${id}.example/rss`, lang: 'en', kind: 'press' }, items, window: 20 }
}

/** `updated` and the whole of each entry of the published feed, by id. */
function readFeed(atom: string): Map<string, string> {
  const entries = [...atom.matchAll(/<entry [\s\S]*?<\/entry>/g)].map(([entry]) => entry)
  return new Map(entries.map((entry) => [/<id>(.*?)<\/id>/.exec(entry)?.[1] ?? '', entry]))
}

test('entries that were stored or published never change while others join their stories', async () => {
  const clock = new SetClock(START)
  const kv = new KvModel({ clock })
  const histories = [makeHistory(0), makeHistory(1), makeHistory(2)]
  const fetch = createFetch(histories, clock, { fault: () => undefined, delay: () => 0 })
  const worker = simulateWorker({ sources: histories.map(({ source }) => source), clock, fetch })
  const stored = new Map<string, string>()
  const published = new Map<string, string>()
  await runTicks({ clock, kv, worker, end: START + HOURS * HOUR_MS }, ({ time }) => {
    const at = new Date(time).toISOString()
    for (const [key, { value }] of kv.stored) {
      if (!key.startsWith('entry:')) continue
      expect(value, `${key} at ${at}`).toBe(stored.get(key) ?? value)
      stored.set(key, value)
    }
    for (const [id, entry] of readFeed(kv.stored.get('view:feed.atom')?.value ?? '')) {
      expect(entry, `${id} at ${at}`).toBe(published.get(id) ?? entry)
      published.set(id, entry)
    }
  })
  const stories = [...stored.values()].map((value): string => JSON.parse(value).story)
  expect(stories).toHaveLength(9)
  expect(new Set(stories).size).toBe(3)
  expect(published.size).toBeGreaterThanOrEqual(3)
})

import { describe, expect, test } from 'vitest'
import { definition } from '../../samples/definition.ts'
import type { Entry } from '../../src/entries/entry.ts'
import type { StorySignature } from '../../src/entries/story-signature.ts'
import { writeEntries } from '../../src/polling/write-entries.ts'
import { STATE_SIGNATURES_MAX, STATE_SIGNATURES_MIN } from '../../src/storage/state.ts'
import { createStore } from '../../src/storage/store.ts'
import { KvModel } from '../support/kv-model.ts'
import { makeTestEntry } from '../support/make-entry.ts'
import { SetClock } from '../support/simulate-days.ts'

const NOW = Date.UTC(2026, 6, 8, 12)

/** A deployment of which only the writing is looked at. */
function open() {
  let isRefused = (_key: string): boolean => false
  const kv = new KvModel({ clock: new SetClock(NOW), failPut: (key) => isRefused(key) && 'refused' })
  const store = createStore(kv.connect())
  let newest: readonly StorySignature[] = []
  return {
    kv,
    refuse: (test: (key: string) => boolean) => {
      isRefused = test
    },
    /** @param given what the state has; that of the poll before, if left out */
    async write(entries: readonly Entry[], given = newest) {
      const source = { id: 'a', title: 'A', url: 'https://a.example/', lang: 'en', kind: 'press' } as const
      const reading = { kind: 'failed', reason: 'not looked at', requests: 0 } as const
      const result = await writeEntries([{ source, reading, entries }], given, { store, definition, now: NOW })
      newest = result.newest
      return result
    },
    storyOf: (id: string): string | undefined => JSON.parse(kv.stored.get(`entry:${id}`)?.value ?? '{}').story,
  }
}

const report = (id: string, title: string, minute = 0): Entry =>
  makeTestEntry({
    id,
    title,
    summary: '',
    evidence: [],
    published: new Date(NOW - (60 - minute) * 60_000).toISOString(),
  })
const first = report('z', 'Storm closes the northern ferry line', 1)
const follower = report('y', 'Northern ferry line closed by storm', 2)
const later = report('x', 'Ferry line in the north: storm closes it', 3)
const other = report('w', 'Minister signs harbour contract in Izmir', 4)

describe('writeEntries', () => {
  test('places in order of time, whatever the order of the sources', async () => {
    const { write, storyOf } = open()
    await write([later, other, follower, first])
    expect(['z', 'y', 'x', 'w'].map(storyOf)).toEqual(['z', 'z', 'z', 'w'])
  })

  test('a story goes on in a later poll', async () => {
    const { write, storyOf } = open()
    await write([first, other])
    await write([first, follower])
    expect(storyOf('y')).toBe('z')
  })

  test('what joins a story waits for its first entry, and nothing that failed is remembered', async () => {
    const { write, storyOf, refuse } = open()
    refuse((key) => key === 'entry:z')
    const failing = await write([first, follower, other])
    expect([...failing.fresh]).toEqual(['w'])
    expect([...failing.failed.keys()].sort()).toEqual(['y', 'z'])
    expect(failing.newest.map(([id]) => id)).toEqual(['w'])
    refuse(() => false)
    await write([first, follower, other])
    expect(['z', 'y', 'w'].map(storyOf)).toEqual(['z', 'z', 'w'])
  })

  test('a poll that was stopped before its state is remembered when its entries are read again', async () => {
    const { write, storyOf } = open()
    await write([first])
    await write([first, follower], [])
    expect(storyOf('y')).toBe('z')
    const { newest } = await write([first, follower], [])
    expect(newest.map(([id, story]) => [id, story])).toEqual([
      ['z', 'z'],
      ['y', 'z'],
    ])
  })

  test('a story is known by its signatures alone, however many came since', async () => {
    const { write, storyOf, kv } = open()
    await write([first])
    const crowd = Array.from({ length: STATE_SIGNATURES_MAX }, (_, n) =>
      report(`crowd-${n}`, `Word${n}x other${n}y`, 5),
    )
    const { newest } = await write(crowd)
    expect(newest).toHaveLength(STATE_SIGNATURES_MIN)
    expect(JSON.parse(kv.stored.get('stories')?.value ?? '').signatures.ids).toHaveLength(STATE_SIGNATURES_MAX + 1)
    await write([later])
    expect(storyOf('x')).toBe('z')
  })

  test.each([
    ['absent', undefined],
    ['of another version', JSON.stringify({ v: 0, signatures: 'no list' })],
    ['no JSON', '{'],
  ])('signatures that are %s: a story splits at worst', async (_, value) => {
    const { write, storyOf, kv } = open()
    await write([first])
    if (value !== undefined) await kv.connect().put('stories', value)
    const { failed } = await write([follower], [])
    expect([...failed]).toEqual([])
    expect(storyOf('y')).toBe('y')
  })

  test('signatures that KV refuses are told, and the state keeps what it may', async () => {
    const { write, refuse } = open()
    refuse((key) => key === 'stories')
    const crowd = Array.from({ length: STATE_SIGNATURES_MAX + 9 }, (_, n) =>
      report(`crowd-${n}`, `Word${n}x other${n}y`),
    )
    const { newest, problems, failed } = await write(crowd)
    expect(newest).toHaveLength(STATE_SIGNATURES_MAX)
    expect(problems).toEqual([expect.stringContaining('stories not written')])
    expect(failed.size).toBe(0)
  })

  test('without anything new, nothing is read or written beside the entries', async () => {
    const { write, kv } = open()
    await write([first])
    const before = structuredClone([...kv.used.values()][0])
    await write([first])
    expect([...kv.used.values()][0]).toEqual({ ...before, reads: (before?.reads ?? 0) + 1 })
  })
})

import { expect, test } from 'vitest'
import type { Source } from '../../src/definition/source.ts'
import { advanceState } from '../../src/polling/advance-state.ts'
import { createState, type NearMiss, type State } from '../../src/storage/state.ts'

const NOW = Date.UTC(2026, 6, 8, 12)
const source: Source = { id: 'a', title: 'A', url: 'https://a.example/', lang: 'ru', kind: 'press' }
const nothing = { fresh: new Set<string>(), stored: new Map(), failed: new Map(), newest: [], problems: [] }

function makeNearMiss(id: string, rest: Partial<NearMiss> = {}): NearMiss {
  const at = new Date(NOW).toISOString()
  const url = `https://a.example/${id}`
  return {
    id,
    source: 'a',
    title: id,
    url,
    published: at,
    firstSeen: at,
    terms: [],
    evidence: [],
    reason: 'x',
    ...rest,
  }
}

test('no server and no item can fill the state', () => {
  const long = 'Ж'.repeat(10_000)
  let state: State = createState('rule', new Date(NOW).toISOString())
  for (let n = 0; n < 100; n++) {
    const reading = { kind: 'failed', reason: long, requests: 1 } as const
    const evidence = Array.from({ length: 50 }, () => ({ term: 'x', facet: 'y', field: 'title', text: 'z' }) as const)
    const nearMisses = [
      makeNearMiss(`n${n}`, { title: long, reason: long, url: `https://a.example/${long}`, evidence }),
    ]
    state = advanceState(state, [{ source, reading, entries: [] }], nothing, {
      sources: [source],
      nearMisses,
      writes: 0,
      now: NOW,
    })
  }
  expect(state.nearMisses).toHaveLength(50)
  expect(new TextEncoder().encode(JSON.stringify(state)).length).toBeLessThan(100_000)
})

test('near misses are kept once, as they are', () => {
  const state = createState('rule', new Date(NOW).toISOString())
  const nearMisses = [makeNearMiss('a'), makeNearMiss('b'), makeNearMiss('a')]
  const after = advanceState(state, [], nothing, { sources: [source], nearMisses, writes: 0, now: NOW })
  expect(after.nearMisses).toEqual(nearMisses.slice(0, 2))
})

// The model of KV against the real local KV: whatever is asserted here holds for both, so that the model's other tests
// may rely on it. Where they differ by design (stale reads, quotas, one write a second) see kv-model.test.ts.
import { reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, test } from 'vitest'
import { KvModel } from '../support/kv-model.ts'

const still = { now: () => Date.UTC(2026, 6, 8), sleep: async () => {} }
const kinds: [string, () => KVNamespace][] = [
  ['the local KV', () => (env as unknown as { KV: KVNamespace }).KV],
  ['the model', () => new KvModel({ clock: still }).connect()],
]

afterEach(reset)

describe.each(kinds)('%s', (_, open) => {
  test('a key that is not there is null, in every form', async () => {
    const kv = open()
    expect(await kv.get('a')).toBeNull()
    expect(await kv.get('a', 'json')).toBeNull()
    expect(await kv.getWithMetadata('a', 'stream')).toMatchObject({ value: null, metadata: null })
    expect(await kv.get(['a', 'b'], 'json')).toEqual(
      new Map([
        ['a', null],
        ['b', null],
      ]),
    )
  })

  test('what was put is there, with its metadata', async () => {
    const kv = open()
    await kv.put('a', '{"x":"é"}', { metadata: { firstSeen: 'now' } })
    expect(await kv.get('a')).toBe('{"x":"é"}')
    expect(await kv.get('a', 'json')).toEqual({ x: 'é' })
    const { value, metadata } = await kv.getWithMetadata('a', 'stream')
    expect(await new Response(value).text()).toBe('{"x":"é"}')
    expect(metadata).toEqual({ firstSeen: 'now' })
    expect(await kv.get(['a', 'b'], 'json')).toEqual(
      new Map([
        ['a', { x: 'é' }],
        ['b', null],
      ]),
    )
  })

  test('a put without metadata takes the old ones away', async () => {
    const kv = open()
    await kv.put('a', '1', { metadata: { x: 1 } })
    await kv.put('a', '2')
    expect(await kv.getWithMetadata('a')).toMatchObject({ value: '2', metadata: null })
  })

  test('what is no JSON is a SyntaxError', async () => {
    const kv = open()
    await kv.put('a', 'no JSON')
    await expect(kv.get('a', 'json')).rejects.toThrow(SyntaxError)
  })

  test('what was deleted is gone', async () => {
    const kv = open()
    await kv.put('a', '1')
    await kv.delete('a')
    await kv.delete('never there')
    expect(await kv.get('a')).toBeNull()
    expect((await kv.list()).keys).toEqual([])
  })

  test('lists are in order, by prefix, in pages, with metadata', async () => {
    const kv = open()
    for (const name of ['b:2', 'a:1', 'b:10', 'b:1', 'c']) await kv.put(name, name, { metadata: { name } })
    await kv.put('b:3', 'without metadata')
    const found = []
    let cursor: string | undefined
    let pages = 0
    do {
      const page = await kv.list({ prefix: 'b:', limit: 2, ...(cursor && { cursor }) })
      found.push(...page.keys)
      cursor = page.list_complete ? undefined : page.cursor
      pages++
    } while (cursor)
    expect(pages).toBe(2)
    expect(found.map(({ name, metadata }) => [name, metadata])).toEqual([
      ['b:1', { name: 'b:1' }],
      ['b:10', { name: 'b:10' }],
      ['b:2', { name: 'b:2' }],
      ['b:3', undefined],
    ])
    expect(await kv.list({ prefix: 'nothing' })).toMatchObject({ keys: [], list_complete: true })
  })

  test('its limits hold', async () => {
    const kv = open()
    await expect(kv.put('', 'x')).rejects.toThrow(/empty/)
    await expect(kv.put('..', 'x')).rejects.toThrow(/not allowed/)
    await expect(kv.put('é'.repeat(257), 'x')).rejects.toThrow(/414/)
    await kv.put('é'.repeat(256), 'x')
    await expect(kv.put('a', 'x', { metadata: 'x'.repeat(1_023) })).rejects.toThrow(/413/)
    await kv.put('a', 'x', { metadata: 'x'.repeat(1_022) })
    const keys = Array.from({ length: 101 }, (_, i) => `k${i}`)
    await expect(kv.get(keys)).rejects.toThrow()
    expect((await kv.get(keys.slice(0, 100))).size).toBe(100)
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareEntries } from '../../src/entries/entry.ts'
import { concatenate, encodeText } from '../../src/publishing/bytes.ts'
import { makeCard } from '../../src/publishing/card.ts'
import {
  type ChunkName,
  decodePack,
  encodePack,
  listEntryWords,
  type PackedEntry,
  packEntry,
} from '../../src/publishing/recent-pack.ts'
import type { StoredEntry } from '../../src/storage/store.ts'
import { makeTestEntry } from '../support/make-entry.ts'

const UPDATED = '2026-07-08T12:00:00.000Z'
const stored = (part: Partial<StoredEntry>): StoredEntry => ({
  ...makeTestEntry(part),
  rendered: part.rendered ?? { atom: `<entry>${part.id} Τουρκία</entry>`, json: `{"id":"${part.id}"}` },
})

function encode(entries: readonly PackedEntry[]) {
  const { parts, head, pack } = encodePack(UPDATED, entries)
  return { bytes: concatenate(parts), head, pack }
}

async function pack(entries: readonly StoredEntry[]) {
  const sorted = entries.toSorted((a, b) => compareEntries(b, a))
  return encode(await Promise.all(sorted.map(packEntry)))
}

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

test('what is packed comes back, newest first, whatever the text', async () => {
  const times = fc.constantFrom('2026-07-08T10:00:00.000Z', '2026-07-08T11:00:00.000Z')
  const entry = fc.record({
    id: fc.uuid(),
    title: fc.string({ unit: 'binary' }),
    summary: fc.string({ unit: 'grapheme' }),
    firstSeen: times,
    published: fc.option(times),
    backfilled: fc.constantFrom(true as const, undefined),
    rendered: fc.record({ atom: fc.string({ unit: 'grapheme' }), json: fc.string({ unit: 'grapheme' }) }),
  })
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(entry, { selector: ({ id }) => id, maxLength: 6 }), async (parts) => {
      const entries = parts.map(({ backfilled, ...part }) => stored({ ...part, ...(backfilled && { backfilled }) }))
      const { bytes, head, pack: encoded } = await pack(entries)
      expect((await pack(entries.toReversed())).bytes).toEqual(bytes)
      const decoded = decodePack(bytes)
      for (const row of encoded.rows) expect(encoded.card(row).id).toBe(row.id)
      expect(decoded?.updated).toBe(UPDATED)
      expect(text(bytes).startsWith(head)).toBe(true)
      const sorted = entries.toSorted((a, b) => compareEntries(b, a))
      expect(decoded?.rows.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id))
      for (const [n, row] of (decoded?.rows ?? []).entries()) {
        const entry = sorted[n] as StoredEntry
        const chunk = (name: ChunkName) => text(decoded?.bytes(row, name))
        expect(row).toMatchObject({
          firstSeen: entry.firstSeen,
          published: entry.published,
          source: 'a',
          kind: 'press',
        })
        expect(row.backfilled).toBe(entry.backfilled)
        expect(decoded?.card(row)).toEqual(JSON.parse(JSON.stringify(makeCard(entry))))
        expect(decoded?.words(row)).toBe(listEntryWords(entry))
        expect(chunk('atom')).toBe(`${entry.rendered.atom}\n`.toWellFormed())
        expect(chunk('json')).toBe(`${entry.rendered.json},\n`.toWellFormed())
      }
    }),
  )
})

test('rows taken over from a pack give the same bytes as the entries', async () => {
  const entries = Array.from({ length: 9 }, (_, n) =>
    stored({ id: `id-${n}`, firstSeen: `2026-07-08T0${n}:00:00.000Z` }),
  )
  const old = decodePack((await pack(entries.slice(0, 7))).bytes)
  const reused = (old?.rows ?? []).filter(({ id }) => id !== 'id-3').flatMap((row) => old?.entry(row) ?? [])
  const fresh = await Promise.all(entries.filter((_, n) => n === 3 || n > 6).map(packEntry))
  const all = [...fresh, ...reused].sort((a, b) => compareEntries(b.row, a.row))
  expect(encode(all).bytes).toEqual((await pack(entries)).bytes)
})

test('the first line changes when any chunk does', async () => {
  const heads = await Promise.all(
    [
      {},
      { title: 'Turkey keeps the S-300' },
      { reason: 'Another reason, so long.' },
      { rendered: { atom: 'x', json: 'y' } },
    ].map(async (part) => (await pack([stored({ id: 'a', ...part })])).head),
  )
  expect(new Set(heads).size).toBe(4)
})

test('what another version wrote, or what was cut, is no pack', async () => {
  const { bytes } = await pack([stored({ id: 'a' })])
  expect(decodePack(bytes)).toBeDefined()
  expect(decodePack(bytes.slice(0, -1))).toBeUndefined()
  expect(decodePack(encodeText('{"v":1,"entries":[]}'))).toBeUndefined()
  expect(decodePack(encodeText(text(bytes).replace('"v":2', '"v":3')))).toBeUndefined()
  expect(decodePack(new Uint8Array())).toBeUndefined()
})

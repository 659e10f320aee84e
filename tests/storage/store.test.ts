import { expect, test } from 'vitest'
import { createMemoryKv, streamOf } from '../../src/storage/memory-kv.ts'
import { createStore } from '../../src/storage/store.ts'

const store = createStore(createMemoryKv(), () => new TransformStream())
const fill = (length: number, byte: number) => new Uint8Array(length).fill(byte)

test.each([
  ['one part', [fill(700_000, 1)]],
  [
    'parts below, at and above the size of what is written at once',
    [fill(5, 1), fill(256 * 1024, 2), fill(700_001, 3)],
  ],
  ['parts with an empty one', [fill(3, 1), fill(0, 2), fill(3, 3)]],
])('a view is read as it was written: %s', async (_, parts) => {
  await store.writeView('recent', parts, { etag: '"a"', key: 'k', now: 0 }, undefined)
  const whole = await new Response(streamOf(...parts)).bytes()
  expect(Buffer.compare((await store.readViewBytes('recent')) as Uint8Array, whole)).toBe(0)
  const view = await store.readView('recent')
  expect(Buffer.compare(await new Response(view?.body).bytes(), whole)).toBe(0)
  expect(view).toMatchObject({ etag: '"a"', key: 'k' })
})

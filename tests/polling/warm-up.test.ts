import { expect, test, vi } from 'vitest'
import type { Source } from '../../src/definition/source.ts'
import { createMatcher } from '../../src/matching/matcher.ts'
import { createSieve } from '../../src/polling/sieve.ts'
import { warmUp } from '../../src/polling/warm-up.ts'
import { tiny } from '../matching/tiny-definition.ts'

const makeSource = (id: number, part: Partial<Source> = {}): Source => {
  return { id: `s${id}`, title: `Source ${id}`, url: `https://feeds.example/${id}`, lang: 'en', kind: 'press', ...part }
}

function makeContext(sources: readonly Source[]) {
  const matcher = createMatcher(tiny)
  return { definition: tiny, matcher, sources, sieve: createSieve(tiny, matcher, sources) }
}

test.each([0, 1, 3, 24])('stores entries and views with %i sources', async (count) => {
  await warmUp(makeContext(Array.from({ length: count }, (_, i) => makeSource(i))))
})

test('stores them with a definition that spells nothing', async () => {
  const definition = { ...tiny, terms: tiny.terms.map(({ spellings: _, ...term }) => ({ ...term, acronyms: ['AB'] })) }
  await warmUp({ ...makeContext([makeSource(0)]), definition })
})

test('says where nothing came of it', async () => {
  const refused = makeContext([makeSource(0, { url: 'ftp://feeds.example/0' })])
  await expect(warmUp(refused)).rejects.toThrow('0 entries and 18 views')
})

test('asks nobody, waits for nothing and leaves nothing to chance, which no Worker may before its first event', async () => {
  const context = makeContext([makeSource(0), makeSource(1)])
  const forbidden = [
    vi.spyOn(globalThis, 'fetch'),
    vi.spyOn(globalThis, 'setTimeout'),
    vi.spyOn(AbortSignal, 'timeout'),
    vi.spyOn(Math, 'random'),
    vi.spyOn(crypto, 'getRandomValues'),
  ]
  await warmUp(context)
  for (const spy of forbidden) expect(spy).not.toHaveBeenCalled()
  vi.restoreAllMocks()
})

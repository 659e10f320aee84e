/** Nothing new at the sources: nothing is sent, written or changed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PollReport } from '../preview/poll-worker.ts'
import { readKvWrites } from './kv-contents.ts'
import { findStateDirectory, type Preview, startPreview } from './running-preview.ts'

// Not the page: it says how long ago things were.
const PATHS = ['/feed.atom', '/feed.json', '/api/entries']

let preview: Preview
let writesBefore: Map<string, string>
let writesAfter: Map<string, string>
let answersBefore: Answer[]
let answersAfter: Answer[]
let second: PollReport

interface Answer {
  readonly status: number
  readonly etag: string | null
  readonly body: string
}

beforeAll(async () => {
  preview = await startPreview()
  writesBefore = readKvWrites(findStateDirectory(preview))
  answersBefore = await Promise.all(PATHS.map(get))
  second = await preview.poll()
  writesAfter = readKvWrites(findStateDirectory(preview))
  answersAfter = await Promise.all(PATHS.map(get))
})
afterAll(() => preview?.stop())

async function get(path: string): Promise<Answer> {
  const response = await fetch(`${preview.origin}${path}`)
  return { status: response.status, etag: response.headers.get('etag'), body: await response.text() }
}

describe('a second poll of unchanged samples', () => {
  test('finds every source that it asks unchanged, by 304', () => {
    expect(second.sources.length).toBeGreaterThan(10)
    expect(second.sources.filter(({ outcome, status }) => outcome !== 'unchanged' || status !== 304)).toEqual([])
    expect(second).toMatchObject({ newEntries: 0, waiting: 0 })
  })

  test('writes no entry and no view', () => {
    const derived = (writes: Map<string, string>) => [...writes].filter(([key]) => /^(entry|view):/.test(key)).sort()
    const before = derived(writesBefore)
    expect(before.filter(([key]) => key.startsWith('entry:')).length).toBeGreaterThan(20)
    expect(before.map(([key]) => key)).toContain('view:feed.atom')
    expect(derived(writesAfter)).toEqual(before)
  })

  test('is seen by the means that would see a write: the state was written', () => {
    expect(writesBefore.has('state')).toBe(true)
    expect(writesAfter.get('state')).not.toBe(writesBefore.get('state'))
  })

  test.each(PATHS.map((path, n) => [path, n] as const))('leaves %s the same, byte for byte, with its ETag', (_, n) => {
    expect(answersBefore[n]).toMatchObject({ status: 200, etag: expect.stringMatching(/^(W\/)?"[^"]+"$/) })
    expect(answersAfter[n]).toEqual(answersBefore[n])
  })

  test.each(PATHS)('%s answers 304 to its ETag', async (path) => {
    const { etag } = await get(path)
    const response = await fetch(`${preview.origin}${path}`, { headers: { 'If-None-Match': etag ?? '' } })
    expect({ status: response.status, body: await response.text() }).toEqual({ status: 304, body: '' })
  })
})

/**
 * Mixed requests at full speed while the preview polls and publishes: every answer is good and whole. Ten seconds, or
 * as many as LOAD_SECONDS says.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Preview, startPreview } from './running-preview.ts'

const SECONDS = Number(process.env.LOAD_SECONDS ?? 10)
const AT_ONCE = 12
const PATHS = [
  '/feed.atom',
  '/feed.json',
  '/feed.atom',
  '/feed.atom?view=all',
  '/feed.atom?term=s-400',
  '/feed.json?kind=official',
  '/feed.atom?q=sanctions',
  '/archive/1.atom',
  '/health.atom',
  '/sources.opml',
  '/api/entries',
  '/api/entries?kind=press&limit=5',
  '/api/stories',
  '/api/status',
  '/api/coverage',
  '/',
  '/status',
]

let preview: Preview
beforeAll(async () => {
  preview = await startPreview()
})
afterAll(() => preview?.stop())

test(`${SECONDS} seconds of mixed requests during polls`, { timeout: SECONDS * 1000 + 120_000 }, async () => {
  const end = Date.now() + SECONDS * 1000
  const statuses = new Map<number, number>()
  /** The bodies by path and ETag; of one tag there is one. */
  const bodies = new Map<string, string>()
  const latest = new Map<string, string>()
  const wrong: string[] = []
  let requests = 0

  const ask = async (path: string): Promise<void> => {
    const known = requests++ % 3 === 0 ? latest.get(path) : undefined
    const response = await fetch(`${preview.origin}${path}`, { headers: known ? { 'If-None-Match': known } : {} })
    const text = await response.text()
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
    if (response.status === 304 && (text !== '' || response.headers.get('etag') !== known)) wrong.push(`304 of ${path}`)
    if (response.status !== 200) return
    if (!isWhole(path, text)) wrong.push(`${path} is cut`)
    const etag = response.headers.get('etag')
    if (!etag) return
    latest.set(path, etag)
    const name = `${path} ${etag}`
    if ((bodies.get(name) ?? text) !== text) wrong.push(`${name} names two bodies`)
    bodies.set(name, text)
  }
  const client = async (first: number): Promise<void> => {
    for (let n = first; Date.now() < end; n++) await ask(PATHS[n % PATHS.length] as string)
  }
  let polls = 0
  const poller = async (): Promise<void> => {
    while (Date.now() < end) {
      await preview.advance()
      await preview.poll()
      polls++
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
  await Promise.all([poller(), ...Array.from({ length: AT_ONCE }, (_, n) => client(n * 5))])

  const changed = new Set([...bodies.keys()].filter((name) => name.startsWith('/feed.atom ')))
  console.log(
    `${requests} requests, ${polls} polls, ${changed.size} versions of /feed.atom: ${JSON.stringify([...statuses])}`,
  )
  expect(wrong).toEqual([])
  expect([...statuses.keys()].filter((status) => status !== 200 && status !== 304)).toEqual([])
  expect(statuses.get(304)).toBeGreaterThan(0)
  expect(requests).toBeGreaterThan(SECONDS * 10)
  expect(polls).toBeGreaterThan(1)
  // Something was published meanwhile.
  expect(changed.size).toBeGreaterThan(1)
})

function isWhole(path: string, text: string): boolean {
  if (path.includes('.atom')) return text.endsWith('</feed>\n')
  if (path.endsWith('.opml')) return text.endsWith('</opml>\n')
  if (path.startsWith('/api/') || path.includes('.json')) return JSON.parse(text) !== null
  return text.endsWith('</html>')
}

// What a day's maintenance costs: `node scripts/bench-maintenance.ts [entries…]`, by default 1,000 and 10,000. CPU of
// one maintenance in a fresh process, median of five, beside that of rendering the views alone, over a KV in memory that
// parses what it lists and reads as the real one does. JSON lines on standard output.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { definition } from '../samples/definition.ts'
import { nameUuid } from '../src/definition/name-uuid.ts'
import { disputeNamespace } from '../src/entries/identity.ts'
import { maintain } from '../src/publishing/maintain.ts'
import { republish } from '../src/publishing/publish.ts'
import { renderAtomEntry } from '../src/publishing/render-atom.ts'
import { renderJsonFeedItem } from '../src/publishing/render-json-feed.ts'
import { createState, takeRecent } from '../src/storage/state.ts'
import { createStore } from '../src/storage/store.ts'
import { makeTestEntry } from '../tests/support/make-entry.ts'

const RUNS = 5
const START = Date.UTC(2026, 0, 1)
const DAY_MS = 86_400_000
const ENTRIES_A_DAY = 30

type Contents = Record<string, { text: string; metadata: unknown }>
type Used = Record<'reads' | 'lists' | 'writes', number>

/** As much of KV as maintenance asks for. */
function openKv(contents: Contents, used: Used): KVNamespace {
  const lists = new Map(['entry:', 'index:'].map((prefix) => [prefix, listPages(contents, prefix)]))
  const convert = (key: string, type: unknown): unknown => {
    const text = contents[key]?.text
    if (text === undefined) return null
    if (type === 'json') return JSON.parse(text)
    return type === 'stream' ? new Response(Buffer.from(text, 'latin1')).body : text
  }
  return {
    async get(key: string | string[], type?: string) {
      used.reads++
      return Array.isArray(key) ? new Map(key.map((each) => [each, convert(each, type)])) : convert(key, type)
    },
    async getWithMetadata(key: string, type: string) {
      used.reads++
      return { value: convert(key, type), metadata: contents[key]?.metadata ?? null }
    },
    async put(key: string, value: string | Uint8Array, { metadata = null }: { metadata?: unknown } = {}) {
      used.writes++
      const isView = key.startsWith('view:') && key !== 'view:activity'
      const text = isView ? Buffer.from(value as string).toString('latin1') : String(value)
      contents[key] = { text, metadata }
    },
    async list({ prefix, cursor = '0' }: { prefix: string; cursor?: string }) {
      used.lists++
      return JSON.parse(lists.get(prefix)?.[Number(cursor)] ?? '')
    },
  } as unknown as KVNamespace
}

/** The answers of KV, which are not ours to make. */
function listPages(contents: Contents, prefix: string): string[] {
  const keys = Object.keys(contents)
    .filter((name) => name.startsWith(prefix))
    .sort()
    .map((name) => ({ name, metadata: contents[name]?.metadata }))
  const count = Math.max(1, Math.ceil(keys.length / 1_000))
  return Array.from({ length: count }, (_, i) => {
    const isLast = i === count - 1
    const page = { keys: keys.slice(i * 1_000, (i + 1) * 1_000), list_complete: isLast }
    return JSON.stringify(isLast ? page : { ...page, cursor: String(i + 1) })
  })
}

async function fill(contents: Contents, from: number, to: number): Promise<void> {
  const store = createStore(openKv(contents, { reads: 0, lists: 0, writes: 0 }))
  for (let n = from; n < to; n++) {
    const firstSeen = new Date(START + n * (DAY_MS / ENTRIES_A_DAY)).toISOString()
    const summary = 'The ministry denies a sale, and what it says takes a few lines. '.repeat(6)
    const id = nameUuid(String(n), disputeNamespace(definition.id))
    const entry = makeTestEntry({ id, firstSeen, summary, url: `https://news.example/${n}` })
    const rendered = { atom: renderAtomEntry(entry, definition), json: renderJsonFeedItem(entry, definition) }
    await store.writeEntry({ ...entry, rendered })
  }
}

async function run(contents: Contents, used: Used, work: 'maintain' | 'republish'): Promise<number> {
  const rows = Object.entries(contents).flatMap(([key, { metadata }]) =>
    key.startsWith('entry:') ? [[key.slice(6), (metadata as { firstSeen: string }).firstSeen] as const] : [],
  )
  const recent = takeRecent(rows)
  const now = Date.parse(recent.at(-1)?.[1] ?? '') + DAY_MS / 2
  const state = createState('test', new Date(now).toISOString(), recent)
  const context = {
    store: createStore(openKv(contents, used)),
    definition,
    publicUrl: undefined,
    now,
    writesPerDay: 1e6,
    measureDay: () => 1,
    log: () => {},
  }
  globalThis.gc?.() // what was read in before is not its garbage
  const before = process.threadCpuUsage()
  const result = work === 'maintain' ? await maintain(state, context) : await republish(state, context)
  const { user, system } = process.threadCpuUsage(before)
  if (result.kind === 'failed' || result.kind === 'held-back') throw new Error(JSON.stringify(result))
  return (user + system) / 1_000
}

const [mode, file = '', work = ''] = process.argv.slice(2)
if (mode === '--once') {
  const used = { reads: 0, lists: 0, writes: 0 }
  const cpuMs = await run(JSON.parse(readFileSync(file, 'utf8')), used, work as 'maintain' | 'republish')
  console.log(JSON.stringify({ cpuMs, ...used }))
} else {
  const directory = mkdtempSync(join(tmpdir(), 'bench-maintenance-'))
  const counts = process.argv.slice(2).map(Number)
  for (const count of counts.length > 0 ? counts : [1_000, 10_000]) {
    const contents: Contents = {}
    await fill(contents, 0, count - ENTRIES_A_DAY)
    for (let left = count; left > 0; left -= 2_000) await run(contents, { reads: 0, lists: 0, writes: 0 }, 'maintain')
    await fill(contents, count - ENTRIES_A_DAY, count)
    const withoutIndex = Object.fromEntries(Object.entries(contents).filter(([key]) => !/^index:|activity/.test(key)))
    for (const [name, stored, work] of [
      ['a usual day', contents, 'maintain'],
      ['index and activity are lost', withoutIndex, 'maintain'],
      ['the views alone', contents, 'republish'],
    ] as const) {
      const path = join(directory, 'kv.json')
      writeFileSync(path, JSON.stringify(stored))
      const runs = Array.from({ length: RUNS }, () => {
        const { stdout, stderr } = spawnSync(
          process.execPath,
          ['--expose-gc', import.meta.filename, '--once', path, work],
          {
            encoding: 'utf8',
          },
        )
        if (!stdout) throw new Error(stderr)
        return JSON.parse(stdout) as { cpuMs: number }
      }).sort((a, b) => a.cpuMs - b.cpuMs)
      console.log(JSON.stringify({ entries: count, case: name, ...runs[Math.floor(RUNS / 2)] }))
    }
  }
  rmSync(directory, { recursive: true })
}

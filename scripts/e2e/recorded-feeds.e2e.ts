/**
 * Real input: the recorded feeds beside the project, over loopback, listed in an OPML file. They belong to their
 * publishers and are no part of the project; where they are absent, these checks are skipped. None of them may have an
 * item of the dispute, so one of our samples is listed with them.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PollReport } from '../preview/poll-worker.ts'
import { renderSample } from '../preview/render-sample.ts'
import { makeDirectory, type Preview, ROOT, startPreview } from './running-preview.ts'

const FEEDS = join(ROOT, '../shared/feeds')
const isThere = existsSync(FEEDS)
if (!isThere) console.log('Skipped: the recorded feeds, as there is no ../shared/feeds.')
const recorded = isThere ? readdirSync(FEEDS).filter((name) => name !== 'SOURCES.tsv') : []
const SAMPLE = 'our-sample.xml'
const files = [...recorded, SAMPLE]
/** A title for each file that the preview's table shows in full. */
const titleOf = (file: string) => `feed ${files.indexOf(file)}`

interface Row {
  readonly items: number
  readonly matches: number
  readonly error: string
}

interface Inspection {
  readonly file: string
  readonly items: readonly { readonly title: string; readonly summary: string; readonly matched: boolean }[]
  readonly error?: string
}

describe.skipIf(!isThere)('the recorded feeds, listed in an OPML file', () => {
  let server: Server
  let directory: string
  const pathOf = (file: string) => join(file === SAMPLE ? directory : FEEDS, file)
  let preview: Preview
  let rows: Map<string, Row>
  let second: PollReport
  let inspections: Inspection[]

  beforeAll(async () => {
    directory = makeDirectory()
    const template = readFileSync(join(ROOT, 'samples/feeds/strait-wire.xml'), 'utf8')
    writeFileSync(pathOf(SAMPLE), renderSample(template, { start: new Date(), releases: [] }))
    server = createServer((request, response) => serveFile(request, response, pathOf))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const opml = join(directory, 'recorded.opml')
    writeFileSync(opml, listAsOpml(`http://127.0.0.1:${port}`))
    preview = await startPreview('--opml', opml)
    rows = readTable(preview.output())
    second = await preview.poll()
    const { stdout } = await npmRun('inspect', ['--json', ...files.map(pathOf)])
    inspections = parseLines<Inspection>(stdout)
  })
  afterAll(async () => {
    await preview?.stop()
    server?.close()
    rmSync(directory, { recursive: true, force: true })
  })

  test('every one is heard, or its failure is explained', () => {
    expect([...rows.keys()].sort()).toEqual(files.map(titleOf).sort())
    // A feed that cannot be read is one that `npm run inspect` cannot read either, for the same reason.
    const unreadable = inspections.filter(({ error }) => error).map(({ file, error }) => [fileName(file), error])
    const failed = files
      .map((file) => [file, rows.get(titleOf(file))?.error] as const)
      .filter(([, error]) => error !== undefined && error !== '')
    expect(failed).toEqual(unreadable)
    expect(failed.length).toBeLessThan(files.length / 10)
  })

  test('each gives the items that `npm run inspect` sees, and those that are too malformed to be read', async () => {
    const status = (await (await fetch(`${preview.origin}/api/status`)).json()) as {
      sources: readonly { title: string; refused: number }[]
    }
    const refused = new Map(status.sources.map((source) => [source.title, source.refused]))
    const seen = inspections
      .filter(({ error }) => !error)
      .map(({ file, items }) => [fileName(file), items.length + (refused.get(titleOf(fileName(file))) ?? 0)] as const)
    expect(seen.map(([file]) => [file, rows.get(titleOf(file))?.items])).toEqual(seen)
    expect([...refused.values()].reduce((total, n) => total + n)).toBeLessThan(10)
  })

  test('each matches as `npm run match` says of its items', async () => {
    const lines = inspections.flatMap(({ items }, feed) =>
      items.map(({ title, summary }, item) => JSON.stringify({ id: `${feed} ${item}`, title, summary, lang: 'und' })),
    )
    const { stdout } = await npmRun('match', [], `${lines.join('\n')}\n`)
    const matched = new Set(
      parseLines<{ id: string; matched: boolean }>(stdout).flatMap(({ id, matched }) => (matched ? [id] : [])),
    )
    const expected = inspections.map(({ file, items }, feed) => [
      fileName(file),
      items.filter((_, item) => matched.has(`${feed} ${item}`)).length,
    ])
    expect(expected.map(([file]) => [file, rows.get(titleOf(String(file)))?.matches])).toEqual(expected)
    expect(matched.size).toBeGreaterThan(10)
    expect(inspections.map(({ file, items }) => [fileName(file), items.filter((item) => item.matched).length])).toEqual(
      expected,
    )
  })

  test('a second poll finds every one that was heard unchanged, by 304', () => {
    const heard = [...rows].filter(([, { error }]) => error === '').map(([title]) => title)
    expect(second.sources.map(({ title }) => title).sort()).toEqual(heard.sort())
    expect(second.sources.filter(({ status, outcome }) => status !== 304 || outcome !== 'unchanged')).toEqual([])
    expect(second).toMatchObject({ newEntries: 0, waiting: 0 })
  })
})

function serveFile(request: IncomingMessage, response: ServerResponse, pathOf: (file: string) => string): void {
  const file = files.find((name) => `/${name}` === request.url)
  if (!file) {
    response.writeHead(404).end()
    return
  }
  const body = readFileSync(pathOf(file))
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`
  const unchanged = request.headers['if-none-match'] === etag
  response.writeHead(unchanged ? 304 : 200, { ETag: etag, 'Content-Type': 'application/xml' })
  response.end(unchanged ? undefined : body)
}

function listAsOpml(origin: string): string {
  const outlines = files.map((file) => `<outline type="rss" text="${titleOf(file)}" xmlUrl="${origin}/${file}"/>`)
  return `<opml version="2.0"><head><title>Recorded</title></head><body>${outlines.join('')}</body></opml>`
}

/** The rows of the table that the preview prints. */
function readTable(output: string): Map<string, Row> {
  const rows = output.matchAll(/^ {2}(feed \d+) +(\d+) +(\d+) +\d+(?: {2}(.+))?$/gm)
  return new Map(
    Array.from(rows, ([, title = '', items, matches, error = '']) => [
      title,
      { items: Number(items), matches: Number(matches), error },
    ]),
  )
}

/** Runs one of the project's commands; one that reports trouble by its status has printed its results all the same. */
async function npmRun(script: string, args: readonly string[], input = ''): Promise<{ stdout: string }> {
  const child = promisify(execFile)('npm', ['run', '--silent', script, '--', ...args], { cwd: ROOT, maxBuffer: 1e9 })
  // A command that ends before it has read its input is judged by what it printed.
  child.child.stdin?.on('error', () => {}).end(input)
  return child.catch((error: { stdout?: string; stderr?: string }) => {
    if (!error.stdout) throw new Error(`npm run ${script} printed no result, but: ${error.stderr}`)
    return { stdout: error.stdout }
  })
}

const parseLines = <T>(text: string): T[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)

const fileName = (path: string) => path.slice(path.lastIndexOf('/') + 1)

/** `npm start` as someone meets it who has just cloned the project, and that it goes without a trace. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { SAMPLE_SOURCES } from '../../samples/sources.ts'
import { DEFAULT_PORT } from '../preview/find-port.ts'
import { findMarked, MARK } from './processes.ts'
import { collectOutput, makeDirectory, ROOT, waitFor } from './running-preview.ts'

interface Started {
  readonly child: ChildProcess
  readonly output: () => string
  readonly mark: string
  readonly startedAt: number
}

const OUTSIDE_NPM = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')))

let directory: string
let running: Started[]
beforeEach(() => {
  directory = makeDirectory()
  running = []
})
afterEach(() => {
  for (const { mark } of running) for (const { pid } of findMarked(mark)) process.kill(pid, 'SIGKILL')
  rmSync(directory, { recursive: true, force: true })
})

/** Runs `npm start -- …` in a process group of its own, as a shell does. */
function npmStart(...args: string[]): Started {
  return start('npm', ['start', '--', ...args])
}

function start(program: string, args: readonly string[]): Started {
  const mark = randomUUID()
  const child = spawn(program, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...OUTSIDE_NPM, TMPDIR: directory, [MARK]: mark },
  })
  const started = { child, output: collectOutput(child), mark, startedAt: Date.now() }
  running.push(started)
  return started
}

const isUp = ({ output }: Started) => output().includes('Ctrl-C ends it')
const untilUp = (started: Started) => waitFor(() => isUp(started), started.child, started.output)
const originOf = ({ output }: Started) => /http:\/\/localhost:\d+/.exec(output())?.[0] ?? ''

/** Temporary files, but for the cache that npm makes for itself. */
const filesLeft = () => readdirSync(directory).filter((name) => name !== 'node-compile-cache')

/** Waits for the end; its exit status. */
function ended({ child }: Started): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => child.once('exit', resolve))
}

describe('npm start', () => {
  test('serves a filled /feed.atom within 20 s', async () => {
    const started = npmStart('--port', '0')
    await waitFor(
      async () => {
        const origin = originOf(started)
        if (!origin) return false
        return (await (await fetch(`${origin}/feed.atom`)).text()).includes('<entry')
      },
      started.child,
      started.output,
    )
    expect(Date.now() - started.startedAt).toBeLessThan(20_000)
  })

  test('prints what each source gave, then the addresses to open', async () => {
    const started = npmStart('--port', '0')
    await untilUp(started)
    const text = started.output()
    const row = (title: string) => text.split('\n').find((line) => line.startsWith(`  ${title}  `))
    for (const { source } of SAMPLE_SOURCES)
      expect(row(source.title), source.title).toMatch(/ {2}\d+ +\d+ +\d+( {2}|$)/)
    expect(row('Strait Wire')).toMatch(/^ {2}Strait Wire +13 +12 +12$/)
    expect(row('Retired Bulletin')).toMatch(/ 0 +0 +0 {2}.*410/)
    expect(row('Wobbly Post')).toMatch(/ 0 +0 +0 {2}.*500/)
    expect(row('Walled Times')).toMatch(/ 0 +0 +0 {2}.*HTML/)
    const origin = originOf(started)
    for (const path of ['/', '/feed.atom', '/feed.json', '/api/entries', '/api/status']) {
      expect(text).toContain(`  ${origin}${path}\n`)
      expect((await fetch(`${origin}${path}`)).status).toBe(200)
    }
  })

  test('shows new entries as they arrive', async () => {
    const started = npmStart('--port', '0', '--every', '1')
    await waitFor(() => (started.output().match(/new entr/g)?.length ?? 0) >= 2, started.child, started.output)
    expect(started.output()).toMatch(/^ {2}\d\d:\d\d:\d\d {2}2 new entries: Strait Wire 1, Ankara Gündem 1$/m)
  })

  test('takes another port where the default is taken, and says so', async () => {
    const blocker = createServer()
    await new Promise<void>((resolve) => {
      // Where somebody else has the port, it is taken all the same.
      blocker.once('error', () => resolve())
      blocker.listen(DEFAULT_PORT, '127.0.0.1', () => resolve())
    })
    try {
      const started = npmStart()
      await untilUp(started)
      const port = /Port 8787 is taken, using (\d+)\./.exec(started.output())?.[1]
      expect(originOf(started)).toBe(`http://localhost:${port}`)
      expect((await fetch(`${originOf(started)}/feed.atom`)).status).toBe(200)
    } finally {
      blocker.close()
    }
  })

  test('is not misled by secrets kept for deployment', async () => {
    const file = join(ROOT, '.dev.vars')
    try {
      writeFileSync(file, 'POLL_TOKEN=of-the-deployment\nPUBLIC_URL=https://deployed.example\n', { flag: 'wx' })
    } catch {
      // The developer has such a file: as good.
      return untilUp(npmStart('--port', '0', '--every', '0'))
    }
    try {
      const started = npmStart('--port', '0', '--every', '0')
      await untilUp(started)
      const { feed_url } = (await (await fetch(`${originOf(started)}/feed.json`)).json()) as { feed_url: string }
      expect(feed_url).toBe(`${originOf(started)}/feed.json`)
    } finally {
      rmSync(file)
    }
  })
})

describe('npm start refuses, with a sentence and status 1,', () => {
  let blocker: ReturnType<typeof createServer>
  let taken: number
  beforeAll(async () => {
    blocker = createServer()
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve))
    const address = blocker.address()
    taken = typeof address === 'object' && address ? address.port : 0
  })
  afterAll(() => blocker.close())

  test.each([
    ['an option it does not know', ['--lvie'], "Unknown option '--lvie'"],
    ['an OPML file that is not there', ['--opml', 'nowhere.opml'], 'nowhere.opml cannot be read: ENOENT'],
    ['an OPML file that is none', ['--opml', 'package.json'], 'package.json: it is no OPML, or cut off'],
    ['--live together with --opml', ['--live', '--opml', 'x'], '--live and --opml exclude each other'],
  ])('%s', async (_, args, sentence) => {
    const started = npmStart(...args)
    expect(await ended(started)).toBe(1)
    expect(started.output()).toContain(sentence)
    expect(findMarked(started.mark)).toEqual([])
    expect(filesLeft()).toEqual([])
  })

  test('a port that is taken', async () => {
    const started = npmStart('--port', String(taken))
    expect(await ended(started)).toBe(1)
    expect(started.output()).toContain(`Port ${taken} is taken.`)
  })
})

describe('npm start leaves no process and no file behind', () => {
  test.each([
    ['after Ctrl-C', (started: Started) => process.kill(-(started.child.pid ?? 0), 'SIGINT')],
    ['when npm alone gets SIGINT', (started: Started) => started.child.kill('SIGINT')],
    ['when npm alone gets SIGTERM', (started: Started) => started.child.kill('SIGTERM')],
    ['when npm is killed', (started: Started) => started.child.kill('SIGKILL')],
    ['when the process that watches over the preview is killed', (started: Started) => kill(started, 'preview.ts')],
    ['when the preview itself is killed', (started: Started) => kill(started, 'preview/run.ts')],
  ])('%s', async (_, end) => {
    const started = npmStart('--port', '0')
    await untilUp(started)
    expect(
      findMarked(started.mark)
        .map(({ command }) => command)
        .join('\n'),
    ).toMatch(/workerd serve/)
    end(started)
    await ended(started)
    await expect.poll(() => findMarked(started.mark), { timeout: 6_000 }).toEqual([])
    await expect.poll(filesLeft, { timeout: 2_000 }).toEqual([])
  })

  function kill({ mark }: Started, script: string): void {
    const found = findMarked(mark).filter(({ command }) => /^\S*node \S+\.ts/.test(command) && command.includes(script))
    expect(found.length).toBe(1)
    for (const { pid } of found) process.kill(pid, 'SIGKILL')
  }
})

/** A network that has nothing but loopback; needs user namespaces, which not every machine allows. */
const WITHOUT_NETWORK = ['-rn', 'sh', '-c', 'ip link set lo up && exec npm start -- --live --port 0 --every 0']
const canUnshare = await new Promise<boolean>((resolve) => {
  const probe = spawn('unshare', ['-rn', 'sh', '-c', 'ip link set lo up'], { stdio: 'ignore' })
  probe.once('error', () => resolve(false))
  probe.once('exit', (status) => resolve(status === 0))
})
if (!canUnshare) console.log('Skipped: `npm start -- --live` without network, as this machine cannot take it away.')

test.skipIf(!canUnshare)('npm start -- --live says when no source can be reached, and what works offline', async () => {
  const started = start('unshare', WITHOUT_NETWORK)
  await untilUp(started)
  expect(started.output()).toMatch(
    /^No source could be reached\. Without network, `npm start` alone shows the samples\.$/m,
  )
  expect(started.output()).not.toContain('workerd@')
  started.child.kill('SIGINT')
  expect(await ended(started)).toBe(0)
})

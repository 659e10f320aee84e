// workerd by itself, without the simulator around it: KV and sources are servers of ours, so that of its CPU nearly all
// is that of the Worker and of the runtime's own input and output.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import workerd from 'workerd'

export interface WorkerdOptions {
  /** Folder with the Worker as `worker.js`; the configuration is written there. */
  readonly folder: string
  readonly compatibilityDate: string
  /** "127.0.0.1:4000", where KV answers. */
  readonly kvAddress: string
  /** Bindings by name, as JSON. */
  readonly bindings: Readonly<Record<string, unknown>>
}

export interface RunningWorkerd {
  /** "http://127.0.0.1:4000" */
  readonly origin: string
  /** Milliseconds of CPU so far: of the thread that runs the Worker, and of all threads. */
  cpu(): { readonly thread: number; readonly process: number }
  close(): Promise<void>
}

const START_TIMEOUT_MS = 10_000

/** Writes the configuration; to be called once for many starts. */
export function configureWorkerd({ folder, compatibilityDate, kvAddress, bindings }: WorkerdOptions): void {
  const json = Object.entries(bindings).map(([name, value]) => {
    return `(name = ${quote(name)}, json = ${quote(JSON.stringify(value))})`
  })
  const configuration = `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "kv", external = (address = ${quote(kvAddress)}, http = ())),
    (name = "internet", network = (allow = ["private", "public"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = ${quote(compatibilityDate)},
  bindings = [${['(name = "KV", kvNamespace = "kv")', ...json].join(', ')}],
);
`
  writeFileSync(join(folder, 'config.capnp'), configuration)
}

/** @throws where it does not start */
export async function startWorkerd(folder: string): Promise<RunningWorkerd> {
  const child = spawn(workerd.default, ['serve', join(folder, 'config.capnp'), '--control-fd=3'], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  })
  const exited = once(child, 'exit')
  const close = async () => {
    child.kill('SIGKILL')
    await exited
  }
  try {
    const port = await Promise.race([readPort(child.stdio[3] as Readable), failAfter(START_TIMEOUT_MS), exited])
    if (typeof port !== 'number' || child.pid === undefined) throw new Error('workerd did not start.')
    const { pid } = child
    return { origin: `http://127.0.0.1:${port}`, cpu: () => readCpu(pid), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function readPort(control: Readable): Promise<number> {
  for await (const line of createInterface(control)) {
    const { event, port } = JSON.parse(line) as { event: string; port?: number }
    if (event === 'listen' && port !== undefined) return port
  }
  throw new Error('workerd did not say where it listens.')
}

async function failAfter(ms: number): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, ms).unref())
  throw new Error(`workerd did not start within ${ms / 1_000} s.`)
}

/** The Worker runs in the first thread; compiler and collector have others. */
function readCpu(pid: number): { thread: number; process: number } {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = Number(fields[11]) + Number(fields[12])
  return { thread: readNanoseconds(`/proc/${pid}/task/${pid}/schedstat`) / 1e6, process: ticks * 10 }
}

const readNanoseconds = (file: string): number => Number(readFileSync(file, 'utf8').split(' ')[0])

/** As a text of Cap'n Proto's, which escapes like C. */
const quote = (text: string): string => JSON.stringify(text)

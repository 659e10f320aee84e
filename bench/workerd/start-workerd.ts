// workerd by itself, without the simulator around it: KV and sources are servers of ours, so that of its CPU nearly all
// is that of the Worker and of the runtime's own input and output.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import workerd from 'workerd'

export interface WorkerdOptions {
  /** Folder with the Worker; the configuration is written there. */
  readonly folder: string
  /** File in it. */
  readonly module: string
  readonly compatibilityDate: string
  /** Each in an isolate of its own. The first answers at `origin`. */
  readonly services: readonly ServiceOptions[]
  /** "127.0.0.1:4000", where "kv" answers, if it is none of the services. */
  readonly kvAddress?: string
}

interface ServiceOptions {
  readonly name: string
  readonly hasKv: boolean
  /** Bindings by name, as JSON; `{ file }` where it is in a file of the folder. */
  readonly bindings: Readonly<Record<string, { readonly json: unknown } | { readonly file: string }>>
  /** Which export of the module it is; the default one without it. */
  readonly entrypoint?: string
}

export interface RunningWorkerd {
  /** "http://127.0.0.1:4000", by the name of the service. */
  readonly origins: ReadonlyMap<string, string>
  /** Milliseconds of CPU so far, of the thread that runs the Workers; compiler and collector have others. */
  cpuMs(): number
  close(): Promise<void>
}

const START_TIMEOUT_MS = 10_000

/** Writes the configuration; to be called once for many starts. */
export function configureWorkerd(options: WorkerdOptions): void {
  const { folder, module, compatibilityDate, services, kvAddress } = options
  const wasm = readdirSync(folder).filter((file) => file.endsWith('.wasm'))
  const modules = [
    `(name = ${quote(module)}, esModule = embed ${quote(module)})`,
    ...wasm.map((file) => `(name = ${quote(file)}, wasm = embed ${quote(file)})`),
  ]
  const workers = services.map(({ name, hasKv, bindings }) => {
    const list = Object.entries(bindings).map(([key, value]) => {
      const json = 'file' in value ? `embed ${quote(value.file)}` : quote(JSON.stringify(value.json))
      return `(name = ${quote(key)}, json = ${json})`
    })
    if (hasKv) list.push(`(name = "KV", kvNamespace = ${designate(options, 'kv')})`)
    return `
const ${name}Worker :Workerd.Worker = (
  modules = [${modules.join(', ')}],
  compatibilityDate = ${quote(compatibilityDate)},
  bindings = [${list.join(', ')}],
);`
  })
  const list = services.map(({ name }) => `(name = "${name}", worker = .${name}Worker)`)
  if (kvAddress) list.push(`(name = "kv", external = (address = ${quote(kvAddress)}, http = ()))`)
  const sockets = services.map(({ name }) => {
    return `(name = "${name}", address = "127.0.0.1:0", http = (), service = ${designate(options, name)})`
  })
  const configuration = `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    ${list.join(',\n    ')},
    (name = "internet", network = (allow = ["private", "public"])),
  ],
  sockets = [
    ${sockets.join(',\n    ')},
  ],
);
${workers.join('\n')}
`
  writeFileSync(join(folder, 'config.capnp'), configuration)
}

function designate({ services }: WorkerdOptions, name: string): string {
  const entrypoint = services.find((service) => service.name === name)?.entrypoint
  return entrypoint ? `(name = "${name}", entrypoint = "${entrypoint}")` : `(name = "${name}")`
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
    const ended = exited.then(() => Promise.reject(new Error('workerd ended as it started.')))
    ended.catch(() => {}) // it will, when it is closed
    const ready = readOrigins(child.stdio[3] as Readable, countSockets(folder))
    const origins = await Promise.race([ready, failAfter(START_TIMEOUT_MS), ended])
    return { origins, cpuMs: () => readCpuMs(child.pid as number), close }
  } catch (error) {
    await close()
    throw error
  }
}

const countSockets = (folder: string): number =>
  readFileSync(join(folder, 'config.capnp'), 'utf8').split('127.0.0.1:0').length - 1

async function readOrigins(control: Readable, sockets: number): Promise<ReadonlyMap<string, string>> {
  const origins = new Map<string, string>()
  for await (const line of createInterface(control)) {
    const { event, socket, port } = JSON.parse(line) as { event: string; socket?: string; port?: number }
    if (event === 'listen' && socket) origins.set(socket, `http://127.0.0.1:${port}`)
    if (origins.size === sockets) break
  }
  return origins
}

async function failAfter(ms: number): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, ms).unref())
  throw new Error(`workerd did not start within ${ms / 1_000} s.`)
}

/** Nanoseconds are the first number that the kernel gives. */
const readCpuMs = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6

/** As a text of Cap'n Proto's, which escapes like C. */
const quote = (text: string): string => JSON.stringify(text)

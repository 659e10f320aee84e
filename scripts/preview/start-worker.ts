/** Starts the worker in workerd with a KV of its own, through wrangler, quietly and without network. */
import { join } from 'node:path'
import type { PreviewBinding } from './worker.ts'

const ROOT = join(import.meta.dirname, '../..')
const START_TIMEOUT_MS = 15_000

export interface StartedWorker {
  /** "http://localhost:8787" */
  readonly origin: string
  close(): Promise<void>
}

export interface WorkerOptions {
  readonly port: number
  readonly pollToken: string
  /** Directory for KV; kept by nobody else. */
  readonly stateDirectory: string
  readonly preview: PreviewBinding
}

/** Throws where the worker cannot be built or does not start in time. */
export async function startWorker({ port, pollToken, stateDirectory, preview }: WorkerOptions): Promise<StartedWorker> {
  // Read when wrangler loads: no request for a sample of `request.cf`, no usage statistics, no log file.
  Object.assign(process.env, {
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_WRITE_LOGS: 'false',
  })
  const { unstable_startWorker } = await import('wrangler')
  const origin = `http://localhost:${port}`
  const text = (value: string) => ({ type: 'plain_text', value }) as const
  const contact = process.env.CONTACT
  const worker = await unstable_startWorker({
    config: join(ROOT, 'wrangler.toml'),
    entrypoint: join(ROOT, 'scripts/preview/worker.ts'),
    bindings: {
      PREVIEW: { type: 'json', value: JSON.parse(JSON.stringify(preview)) },
      POLL_TOKEN: text(pollToken),
      // The local KV has no quota, and a poll every minute would use up that of the free plan.
      KV_WRITES_PER_DAY: text('1000000'),
      // A real source is told who asks only where that helps it.
      ...(preview.allowLoopback ? { PUBLIC_URL: text(origin) } : {}),
      ...(contact ? { CONTACT: text(contact) } : {}),
    },
    dev: {
      server: { hostname: 'localhost', port, secure: false },
      persist: stateDirectory,
      inspector: false,
      watch: false,
      logLevel: 'error',
      structuredLogsHandler: ({ level, message }: { level: string; message: string }) => {
        // What the worker logs as an error is shown. The runtime's own stacks are not: a source that cannot be
        // reached is one of them, and the table says so.
        if (level === 'error' && !message.includes('workerd@')) console.error(message)
      },
    },
  })
  await worker.ready
  // wrangler calls itself ready even where the worker does not build or refuses to start; it prints why.
  await fetch(`${origin}/api/status`, { signal: AbortSignal.timeout(START_TIMEOUT_MS) }).catch(() => {
    throw new Error('The worker did not start.')
  })
  return { origin, close: () => worker.dispose() }
}

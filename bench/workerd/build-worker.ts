// The Worker that is measured, bundled as the deployed one is.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

/** Writes it into the folder, under the name of the entry with ".js". @throws with wrangler's words where it cannot be built */
export async function buildWorker(entry: string, folder: string): Promise<void> {
  const wrangler = join(ROOT, 'node_modules/wrangler/bin/wrangler.js')
  const child = spawn(process.execPath, [wrangler, 'deploy', entry, '--dry-run', '--outdir', folder], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_WRITE_LOGS: 'false', NO_COLOR: '1' },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const [status] = await once(child, 'close')
  if (status !== 0) throw new Error(`The Worker could not be built:\n${output}`)
}

/** As wrangler.toml says. */
export function readCompatibilityDate(): string {
  const date = /^compatibility_date = "([\d-]+)"/m.exec(readFileSync(join(ROOT, 'wrangler.toml'), 'utf8'))?.[1]
  if (!date) throw new Error('wrangler.toml names no compatibility_date.')
  return date
}

/**
 * `npm start`: the service on this machine. This process only watches over the preview (preview/run.ts), which runs in
 * a process group of its own together with workerd and esbuild: whatever way it ends, the whole group and its files go.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const GRACE_MS = 4_000
const PARENT_CHECK_MS = 250

const stateDirectory = mkdtempSync(join(tmpdir(), 'sanctions-watch-preview-'))
const child = spawn(process.execPath, [join(import.meta.dirname, 'preview/run.ts'), ...process.argv.slice(2)], {
  // The child ends when this channel ("ipc") closes: because we close it, or because we are gone.
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  detached: true,
  // What wrangler puts among temporary files is ours to remove as well.
  env: { ...process.env, PREVIEW_STATE_DIRECTORY: stateDirectory, TMPDIR: stateDirectory },
})

const killGroup = () => {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Nobody of the group is left.
  }
}

const stop = () => {
  if (child.connected) child.disconnect()
  setTimeout(killGroup, GRACE_MS).unref()
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, stop)
}

// Where npm or whoever started npm is killed, nobody passes that on to us.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && stop(), PARENT_CHECK_MS).unref()
}

child.on('exit', (code) => {
  killGroup()
  rmSync(stateDirectory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  process.exit(code ?? 1)
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const ROOT = join(import.meta.dirname, '../..')

/** Runs a script of scripts/ with the Node that runs the tests. */
export async function runScript(name: string, args: readonly string[], input = '') {
  const child = spawn(process.execPath, [join(ROOT, 'scripts', name), ...args], { cwd: ROOT })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { stdout, stderr, status: status as number }
}

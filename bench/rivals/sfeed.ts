// sfeed (C, in Debian) piped to grep: a plain keyword filter, for its CPU alone. Like every use of sfeed it is a process
// for each feed; nothing is taken off for that.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Corpus } from '../corpus/corpus.ts'

const KEYWORDS = 's-?400|f-?35|caatsa|sanction'
/** `times` prints the CPU of the shell, then that of what it ran: user and system. */
const SCRIPT = `for f in *; do sfeed < "$f" | LC_ALL=C grep -iE '${KEYWORDS}'; done > /dev/null; times`

export const hasSfeed = (): boolean => spawnSync('sfeed', { input: '' }).error === undefined

export interface SfeedRunner {
  /** Milliseconds of CPU over the whole corpus. */
  measure(): Promise<number>
  close(): void
}

/** The corpus as files, without their addresses: sfeed reads standard input. */
export function prepareSfeed({ files }: Corpus): SfeedRunner {
  const folder = mkdtempSync(join(tmpdir(), 'sanctions-watch-bench-'))
  for (const [i, { body }] of files.entries()) writeFileSync(join(folder, `${i}.xml`), body)
  return {
    async measure() {
      const shell = spawn('bash', ['-c', SCRIPT], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })
      const [output] = await Promise.all([text(shell.stdout), once(shell, 'close')])
      return parseTimes(output)
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Milliseconds of the second line of what `times` prints: "0m0.123s 0m0.045s". */
export function parseTimes(output: string): number {
  const spent = output.trim().split('\n')[1] ?? ''
  return Array.from(spent.matchAll(/(\d+)m([\d.]+)s/g), ([, minutes, seconds]) => {
    return Number(minutes) * 60_000 + Number(seconds) * 1_000
  }).reduce((sum, ms) => sum + ms, 0)
}

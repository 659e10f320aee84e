/** Which processes a command has left behind, found by a mark in their environment (Linux). */
import { readdirSync, readFileSync } from 'node:fs'

/** The variable that marks a command and everything it starts. */
export const MARK = 'SANCTIONS_WATCH_E2E_MARK'

/** Id and command line of every living process that carries the mark. */
export function findMarked(mark: string): { pid: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        if (!readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`${MARK}=${mark}`)) return []
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
        // One that has ended and waits for its parent to notice has no command line.
        return command === '' ? [] : [{ pid: Number(pid), command }]
      } catch {
        // It ended while we looked, or is none of ours.
        return []
      }
    })
}

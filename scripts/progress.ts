const INTERVAL_MS = 200

/** A line on standard error that counts, on a terminal only. `done` clears it. */
export function showProgress(what: string): { count(done: number): void; done(): void } {
  const { stderr } = process
  if (!stderr.isTTY) return { count() {}, done() {} }
  let shownAt = 0
  return {
    count(done) {
      const now = performance.now()
      if (now - shownAt < INTERVAL_MS) return
      shownAt = now
      stderr.write(`\r${done.toLocaleString('en')} ${what}`)
    },
    done() {
      stderr.write('\r\u001b[K')
    },
  }
}

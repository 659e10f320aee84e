/** `npm run e2e`: real feed readers and a real browser against the running preview. `npm run e2e -- news` runs the files whose name has "news". */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { startVitest } from 'vitest/node'
import { CHROMIUM } from './e2e/browser.ts'

const PACKAGES = [
  { name: 'newsboat', command: ['newsboat', '-v'] },
  { name: 'sfeed', command: ['sfeed'] },
  { name: 'chromium', command: [CHROMIUM, '--version'] },
  { name: 'python3-feedparser', command: ['/usr/bin/python3', '-c', 'import feedparser'] },
]

const missing = PACKAGES.filter(({ command: [program = '', ...args] }) => {
  const { status } = spawnSync(program, args, { input: '', stdio: ['pipe', 'ignore', 'ignore'] })
  return status !== 0
})
if (missing.length > 0) {
  const names = missing.map(({ name }) => name).join(' ')
  console.error(`Programs that these checks need are missing. On Debian or Ubuntu:\n\n  apt-get install ${names}\n`)
  process.exit(1)
}

const vitest = await startVitest(process.argv.slice(2), {
  root: join(import.meta.dirname, '..'),
  config: false,
  include: ['scripts/e2e/*.e2e.ts'],
  // Each file has a preview of its own, and the machine may be small.
  fileParallelism: false,
  testTimeout: 120_000,
  hookTimeout: 120_000,
  reporters: ['verbose'],
  watch: false,
})

let [passed, failed, skipped] = [0, 0, 0]
for (const module of vitest.state.getTestModules()) {
  // A file or group that cannot be set up fails although none of its checks was made.
  failed += module.errors().length
  for (const suite of module.children.allSuites()) failed += suite.errors().length
  for (const test of module.children.allTests()) {
    const { state } = test.result()
    if (state === 'passed') passed++
    else if (state === 'failed') failed++
    else skipped++
  }
}
failed += vitest.state.getUnhandledErrors().length
await vitest.close()

if (passed + failed + skipped === 0) failed = 1
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exit(failed > 0 ? 1 : 0)

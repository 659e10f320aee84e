// Bad input all at once in a process with little memory, six connections at a time: bounded time and bounded memory.
// What has to come of each, in workerd, is in tests/bad-input.worker.test.ts.
import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { answerBadly } from '../support/bad-feed-server.ts'
import { BAD_FEEDS } from '../support/bad-feeds.ts'
import type { BadPollReport } from '../support/poll-bad-feeds.ts'

const HEAP_MEGABYTES = 64
const FETCH_TIMEOUT_MS = 2_000

test('one tick over all bad feeds ends in time and in little memory', { timeout: 30_000 }, async () => {
  const sent = new Map<string, number>()
  const server = createServer((request, response) => {
    const { socket } = request
    const before = socket.bytesWritten
    response.on('close', () => sent.set(request.url ?? '', socket.bytesWritten - before))
    if (!answerBadly(request, response)) response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const script = join(import.meta.dirname, '../support/poll-bad-feeds.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [
    `--max-old-space-size=${HEAP_MEGABYTES}`,
    script,
    origin,
    String(FETCH_TIMEOUT_MS),
  ])
  server.closeAllConnections()
  server.close()

  const report: BadPollReport = JSON.parse(stdout)
  console.info(
    `${report.milliseconds} ms, of them ${report.cpuMilliseconds} of CPU; at most ${report.residentMegabytes} MB resident, ${report.grownMegabytes} more than before; longest pause ${report.longestPauseMilliseconds} ms`,
  )
  for (const { name, fails, matches } of BAD_FEEDS) {
    const source = report.sources.find(({ id }) => id === name)
    if (fails) expect(source?.error, name).toMatch(fails)
    else expect(source, name).toMatchObject({ outcome: 'changed', matches })
  }
  expect(report.sources.find(({ id }) => id === 'good')).toMatchObject({ outcome: 'changed', matches: 1 })
  // Nobody waits for 50 MB: the connection is cut.
  expect(sent.get('/bad/fifty-megabytes')).toBeLessThan(20 * 1024 * 1024)
  expect(report.milliseconds).toBeLessThan(4 * FETCH_TIMEOUT_MS)
  // Measured: 56 to 100. The heap alone is limited by the process; this holds for buffers as well.
  expect(report.grownMegabytes).toBeLessThan(160)
})

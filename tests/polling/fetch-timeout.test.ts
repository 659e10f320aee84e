// Senders that never finish, against a real server on loopback.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { fetchFeed } from '../../src/polling/fetch-feed.ts'

const TIMEOUT_MS = 300

let server: Server | undefined
afterEach(async () => {
  server?.closeAllConnections()
  await new Promise((resolve) => server?.close(resolve))
})

async function ask(listener: Parameters<typeof createServer>[1]) {
  server = createServer(listener as never)
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return fetchFeed(url, {}, { fetch, userAgent: 'test', allowLoopback: true, timeoutMs: TIMEOUT_MS })
}

test.each<[string, (_: unknown, response: import('node:http').ServerResponse) => void]>([
  ['silence', () => {}],
  ['headers, then silence', (_, response) => response.writeHead(200).flushHeaders()],
  [
    'a byte now and then',
    (_, response) => {
      const drip = setInterval(() => response.write(' '), 50)
      response.on('close', () => clearInterval(drip))
    },
  ],
])('%s is cut off', async (_, listener) => {
  expect(await ask(listener)).toEqual({ kind: 'failed', reason: 'no full answer within 0.3 s', requests: 1 })
})

test('a body above the cap is not read to its end', async () => {
  const block = Buffer.alloc(1024 * 1024, 32)
  let sent = 0
  const result = await ask((_, response) => {
    const send = () => {
      while (sent < 64 && response.write(block)) sent++
      if (sent < 64) response.once('drain', send)
    }
    send()
  })
  expect(result).toMatchObject({ kind: 'failed', reason: 'the body is larger than 4 MB' })
  expect(sent).toBeLessThan(64)
})

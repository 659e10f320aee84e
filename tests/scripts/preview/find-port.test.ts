import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { anyPort, findPort, isFree } from '../../../scripts/preview/find-port.ts'

test.each(['127.0.0.1', '0.0.0.0'])('a port taken on %s is not free, and the next one is found', async (host) => {
  const port = await anyPort()
  expect(await isFree(port)).toBe(true)
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  try {
    expect(await isFree(port)).toBe(false)
    expect(await findPort(port)).toBeGreaterThan(port)
  } finally {
    server.close()
  }
})

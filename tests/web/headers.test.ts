// Headers that every answer has, and what every site is asked for.
import { beforeAll, describe, expect, test } from 'vitest'
import { definition } from '../../samples/definition.ts'
import { createStore } from '../../src/storage/store.ts'
import { Served } from '../support/served.ts'
import { idOf, makeStored, storeEntries } from '../support/store-entries.ts'

const served = new Served()
beforeAll(() => storeEntries(served.kv, [makeStored({ id: idOf(1) })]))

const PATHS = [
  '/',
  '/status',
  `/stories/${idOf(1)}`,
  '/feed.atom',
  '/feed.json?kind=press',
  '/health.atom',
  '/archive/1.atom',
  '/sources.opml',
  '/api/entries',
  '/api/stories',
  '/api/status',
  '/openapi.json',
  '/favicon.ico',
  '/nowhere',
  '/api/entries?limit=0',
]

describe.each(PATHS)('%s', (path) => {
  test('has what keeps browsers from harm, and may be read from any origin', async () => {
    for (const method of ['GET', 'HEAD']) {
      const { headers } = await served.get(path, { method, headers: { accept: 'text/html' } })
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
      expect(headers.get('content-security-policy')).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/)
      expect(headers.get('access-control-allow-origin')).toBe('*')
      expect(headers.get('access-control-expose-headers')).toBe('ETag, Link')
      expect(headers.get('set-cookie')).toBeNull()
    }
  })

  test('answers a preflight', async () => {
    const { status, headers } = await served.get(path, { method: 'OPTIONS' })
    expect([status, headers.get('access-control-allow-origin')]).toEqual([204, '*'])
    expect(headers.get('access-control-allow-methods')).toBe('GET, HEAD, OPTIONS')
  })
})

test.each(['/nowhere', '/api/entries?limit=0', '/api/entries/x', '/archive/9.atom', '/api/rules/000000000000'])(
  '%s is never cached',
  async (path) => {
    const { headers } = await served.get(path)
    expect([headers.get('content-type'), headers.get('cache-control')]).toEqual([
      'application/problem+json',
      'no-store',
    ])
  },
)

test.each(['POST', 'PUT', 'DELETE'])('%s is not what feeds are for', async (method) => {
  const { status, headers } = await served.get('/feed.atom', { method })
  expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
})

test('crawlers are asked to leave filters and data alone', async () => {
  expect(await (await served.get('/robots.txt')).text()).toBe('User-agent: *\nDisallow: /*?\nDisallow: /api/\n')
})

test('both icons are icons', async () => {
  const ico = new Uint8Array(await (await served.get('/favicon.ico')).arrayBuffer())
  expect([...ico.subarray(0, 6)]).toEqual([0, 0, 1, 0, 1, 0])
  const size = new DataView(ico.buffer).getUint32(14, true)
  expect(ico.length).toBe(22 + size)
  expect(new TextDecoder().decode(ico.subarray(23, 26))).toBe('PNG')
  expect(await (await served.get('/favicon.svg')).text()).toMatch(/^<svg xmlns/)
})

test('a rule that was in force is there for good', async () => {
  await createStore(served.kv).keepRule('0123456789ab', definition)
  const response = await served.get('/api/rules/0123456789ab')
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(await response.json()).toEqual(JSON.parse(JSON.stringify(definition)))
  const missing = await served.get('/api/rules/..%2Fstate')
  expect(missing.status).toBe(404)
})

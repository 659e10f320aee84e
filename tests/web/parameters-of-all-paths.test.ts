// Every parameter of every address, wrong in every way: refused by a problem document that names it.
import { beforeAll, describe, expect, test } from 'vitest'
import { definition } from '../../samples/definition.ts'
import { listOperations } from '../../src/web/operations.ts'
import { encodeCursor } from '../../src/web/paging.ts'
import { createParameters } from '../../src/web/parameters.ts'
import { Served, SOURCES } from '../support/served.ts'
import { idOf, makeStored, storeEntries } from '../support/store-entries.ts'

const operations = listOperations(createParameters(definition, SOURCES)).filter(({ method }) => method === 'get')
const CURSOR = encodeCursor(`2026-07-08T12:00:00.000Z  ${idOf(1)}`)

/** A good value, one that is none, and a word of what is allowed instead. */
const VALUES: Record<string, { good: string; bad: string; allowed: string }> = {
  term: { good: 's-400', bad: 's-40', allowed: 's-400' },
  source: { good: 'ministry', bad: 'nobody', allowed: 'ministry' },
  kind: { good: 'press', bad: 'blog', allowed: 'official, agency' },
  lang: { good: 'tr', bad: 'türkçe', allowed: 'en-GB' },
  since: { good: new Date(Date.now() - 3_600_000).toISOString(), bad: 'yesterday', allowed: '2026-07-08T09:00Z' },
  until: { good: '2026-07-08', bad: '2026-13-01', allowed: '2026-07-08T09:00Z' },
  publishedSince: { good: '2026-07-08T09:00Z', bad: '09:00', allowed: '2026-07-08T09:00Z' },
  q: { good: 'Ankara', bad: '—', allowed: 'words' },
  view: { good: 'all', bad: 'both', allowed: 'all' },
  limit: { good: '5', bad: '5.5', allowed: '1 to 100' },
  order: { good: 'asc', bad: 'up', allowed: 'desc, asc' },
  cursor: { good: CURSOR, bad: 'x', allowed: 'an answer from this address' },
  after: { good: `${CURSOR}&order=asc`, bad: 'x', allowed: 'an answer from this address' },
  chart: { good: 'months', bad: 'weeks', allowed: 'months' },
  start: { good: idOf(1), bad: '1', allowed: 'id of an entry' },
  v: { good: '0123abcd', bad: 'new', allowed: 'version' },
}

const served = new Served()
let rule = ''
beforeAll(async () => {
  await storeEntries(served.kv, [makeStored({ id: idOf(1) })])
  rule = (await (await served.get('/api/status')).json<{ rule: string }>()).rule
  await served.kv.put(`rule:${rule}`, JSON.stringify(definition))
})

const pathOf = (path: string): string =>
  path.replace(':page', '1.atom').replace(':version', rule).replace(':id', idOf(1))

async function expectRefused(path: string, query: string, parameter: string, allowed: string): Promise<void> {
  const response = await served.get(`${pathOf(path)}?${query}`)
  const { status, headers } = response
  expect([status, headers.get('content-type'), headers.get('cache-control')], `${path}?${query}`).toEqual([
    400,
    'application/problem+json',
    'no-store',
  ])
  const problem = await response.json<{ detail: string; errors: { parameter: string; detail: string }[] }>()
  expect(problem).toMatchObject({ type: 'about:blank', title: 'Wrong parameter', status: 400 })
  expect(problem.errors.map((error) => error.parameter)).toContain(parameter)
  expect(problem.detail).toContain(`"${parameter}"`)
  expect(problem.detail).toContain(allowed)
}

describe.each(operations)('$path', ({ path, parameters, isForm }) => {
  const known = Object.entries(parameters)

  test('answers without parameters', async () => {
    const response = await served.get(pathOf(path))
    expect(response.status).toBe(200)
    expect(response.headers.get('set-cookie')).toBeNull()
  })

  test('refuses what it does not know', async () => {
    const allowed = known.length > 0 ? Object.keys(parameters).join(', ') : 'takes no parameters'
    await expectRefused(path, 'colour=red', 'colour', allowed)
    await expectRefused(path, 'colour=', 'colour', allowed).catch((error) => {
      if (!isForm) throw error
    })
    await expectRefused(path, '__proto__=1', '__proto__', allowed)
  })

  test.each(known)('%s', async (name, { repeats }) => {
    const values = VALUES[name]
    if (!values) throw new Error(`say here what "${name}" may be`)
    const { bad, allowed } = values
    const good = name === 'view' && path === '/api/stories' ? 'stories' : values.good
    const response = await served.get(`${pathOf(path)}?${name}=${good}`)
    expect(response.status, await response.clone().text()).toBe(200)
    const seen = name === 'view' && path === '/api/stories' ? 'stories' : allowed
    await expectRefused(
      path,
      `${name}=${encodeURIComponent(bad)}`,
      name,
      name === 'since' && path === '/api/coverage' ? '09:00' : seen,
    )
    if (!isForm) await expectRefused(path, `${name}=`, name, '')
    else expect((await served.get(`${pathOf(path)}?${name}=`)).status).toBe(302)
    if (repeats) expect((await served.get(`${pathOf(path)}?${name}=${good}&${name}=${good}`)).status).toBe(200)
    else await expectRefused(path, `${name}=${good}&${name}=${good}`, name, 'given once')
  })
})

test('a page says it to who reads pages', async () => {
  const response = await served.get('/?kind=blog', { headers: { accept: 'text/html' } })
  expect([response.status, response.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8'])
})

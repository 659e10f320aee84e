// /openapi.json says what the service does: every address and parameter, and what real answers hold.
import { createConfig, lintFromString } from '@redocly/openapi-core'
import Ajv from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { beforeAll, describe, expect, test } from 'vitest'
import { definition } from '../../samples/definition.ts'
import type { NearMiss } from '../../src/storage/state.ts'
import { createStore } from '../../src/storage/store.ts'
import { listOperations } from '../../src/web/operations.ts'
import { createParameters } from '../../src/web/parameters.ts'
import { Served, SOURCES } from '../support/served.ts'
import { idOf, makeStored, storeEntries } from '../support/store-entries.ts'

interface Description {
  openapi: string
  servers: { url: string }[]
  paths: Record<string, Record<string, { parameters: { name: string; in: string; schema: object }[] }>>
}

const served = new Served()
let description: Description
let rule = ''
beforeAll(async () => {
  const entries = [
    makeStored({ id: idOf(1) }),
    makeStored({ id: idOf(2), story: idOf(1), published: null, publishedRaw: 'soon', url: null, sourceUrl: null }),
    makeStored({ id: idOf(3), outlet: 'The Outlet', guid: 'g', backfilled: true }),
  ]
  await storeEntries(served.kv, entries)
  const store = createStore(served.kv)
  const state = await store.readState('', '2026-07-08T00:00:00.000Z')
  const { id, title, url, published, firstSeen, terms, evidence, reason } = makeStored({ id: idOf(4) })
  const nearMiss: NearMiss = { id, source: 'a', title, url, published, firstSeen, terms, evidence, reason }
  await store.writeState({ ...state, nearMisses: [nearMiss] })
  rule = (await (await served.get('/api/status')).json<{ rule: string }>()).rule
  await store.keepRule(rule, definition)
  description = await (await served.get('/openapi.json')).json<Description>()
})

async function lint(document: object): Promise<(string | undefined)[][]> {
  const config = await createConfig({ extends: ['recommended'] })
  const problems = await lintFromString({ source: JSON.stringify(document), absoluteRef: 'openapi.json', config })
  return problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])
}

test('a linter finds nothing to say', async () => {
  expect(await lint(description)).toEqual([])
  // It does look.
  expect((await lint({ ...description, security: undefined })).map(([rule]) => rule)).toContain('security-defined')
})

test('it is of version 3.1, and knows where it is where the service does', async () => {
  expect(description.openapi).toBe('3.1.1')
  expect(description.servers).toEqual([{ url: '/' }])
  const response = await served.get('/openapi.json', undefined, { PUBLIC_URL: 'https://watch.example/' })
  expect((await response.json<Description>()).servers).toEqual([{ url: 'https://watch.example' }])
})

test('it has every address, every parameter and every id that may be asked for', () => {
  const operations = listOperations(createParameters(definition, SOURCES))
  expect(operations.length).toBeGreaterThan(15)
  for (const { path, method, parameters } of operations) {
    const described = description.paths[path.replace(/:(\w+)/, '{$1}')]?.[method]
    const inQuery = described?.parameters.filter((parameter) => parameter.in === 'query') ?? []
    expect(inQuery.map(({ name }) => name)).toEqual(Object.keys(parameters))
  }
  const schemaOf = (name: string) =>
    description.paths['/feed.atom']?.get?.parameters.find((parameter) => parameter.name === name)?.schema
  expect(schemaOf('term')).toEqual({
    type: 'array',
    items: { type: 'string', enum: definition.terms.map(({ id }) => id) },
  })
  expect(schemaOf('source')).toEqual({ type: 'array', items: { type: 'string', enum: ['a', 'ministry'] } })
  expect(schemaOf('q')).toEqual({ type: 'string', maxLength: 200 })
  expect(description.paths['/api/entries']?.get?.parameters.find(({ name }) => name === 'limit')?.schema).toEqual({
    type: 'integer',
    minimum: 1,
    maximum: 100,
    default: 100,
  })
})

describe('real answers hold what it says', () => {
  test.each([
    ['Entries', '/api/entries'],
    ['Entry', `/api/entries/${idOf(1)}`],
    ['Entry', `/api/entries/${idOf(2)}`],
    ['Entry', `/api/entries/${idOf(3)}`],
    ['Stories', '/api/stories'],
    ['Story', `/api/stories/${idOf(1)}`],
    ['NearMisses', '/api/near-misses'],
    ['Coverage', '/api/coverage'],
    ['Status', '/api/status'],
    ['Rule', '/api/rules/:version'],
    ['JsonFeed', '/feed.json?view=all'],
    ['Problem', '/api/entries?limit=x'],
    ['Problem', '/nowhere'],
  ])('%s of %s', async (schema, path) => {
    const ajv = new Ajv({ strict: false, allErrors: true })
    addFormats(ajv)
    ajv.addSchema(description, 'openapi.json')
    const validate = ajv.getSchema(`openapi.json#/components/schemas/${schema}`)
    const answer = await (await served.get(path.replace(':version', rule))).json<Record<string, unknown>>()
    expect(validate?.(answer), JSON.stringify(validate?.errors)).toBe(true)
    const [list] = Object.values(answer).filter(Array.isArray)
    if (list) expect(list.length).toBeGreaterThan(0)
    // It is no schema that lets everything pass.
    expect(validate?.({})).toBe(false)
  })
})

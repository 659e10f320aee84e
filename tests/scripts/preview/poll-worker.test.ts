import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { pollAll } from '../../../scripts/preview/poll-worker.ts'

let server: Server
afterEach(() => server.close())

async function answer(...answers: { status?: number; body: unknown }[]): Promise<string> {
  server = createServer((request, response) => {
    const { status = 200, body } = answers.shift() ?? { status: 599, body: 'no answer left' }
    const allowed = request.headers.authorization === 'Bearer secret' && request.method === 'POST'
    response.writeHead(allowed ? status : 401).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const source = (id: string) => ({ id, title: id, url: '', outcome: 'changed', items: 1, matches: 1, new: 1 })

test('calls until every source had its turn, and adds the calls up', async () => {
  const origin = await answer(
    { body: { sources: [source('a'), source('b')], newEntries: 2, waiting: 1 } },
    { body: { sources: [source('c'), { ...source('a'), items: 0, new: 0 }], newEntries: 1, waiting: 1 } },
  )
  const report = await pollAll(origin, 'secret')
  expect(report.sources).toEqual([source('a'), source('b'), source('c')])
  expect(report).toMatchObject({ newEntries: 3, waiting: 0 })
})

test('stops where a call brings no further source', async () => {
  const waiting = { body: { sources: [source('a')], newEntries: 0, waiting: 5 } }
  expect(await pollAll(await answer(waiting, waiting), 'secret')).toMatchObject({ waiting: 5 })
})

test('throws with the answer where it is no report', async () => {
  const origin = await answer({ status: 500, body: 'KV is down' })
  await expect(pollAll(origin, 'secret')).rejects.toThrow('POST /api/poll answered 500: "KV is down"')
  await expect(pollAll(origin, 'wrong')).rejects.toThrow('401')
})

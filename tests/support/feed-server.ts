// A real HTTP server for the tests that run inside workerd. Tests say what it answers: PUT /control/<path> with a
// JSON of `Answer`, then GET /<path>. GET /control/<path> tells what was asked. /bad/<name> answers as bad-feeds.ts says.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { answerBadly } from './bad-feed-server.ts'

export interface Answer {
  status?: number
  headers?: Record<string, string>
  /** Base64 of the bytes. */
  body?: string
  /** Answer 304 to the validators in `headers`. */
  conditional?: boolean
  /** What goes wrong: nothing is ever sent, the connection breaks in the middle, or only the headers come. */
  fault?: 'silence' | 'reset' | 'headers-only' | 'endless'
}

declare module 'vitest' {
  interface ProvidedContext {
    feedServer: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const answers = new Map<string, Answer>()
  const asked = new Map<string, IncomingMessage['headers'][]>()

  const server = createServer(async (request, response) => {
    const path = request.url ?? '/'
    if (!path.startsWith('/control/')) {
      if (path.startsWith('/bad/') && answerBadly(request, response)) return
      asked.set(path, [...(asked.get(path) ?? []), request.headers])
      return respond(answers.get(path) ?? { status: 404 }, request, response)
    }
    const target = path.slice('/control'.length)
    if (request.method === 'PUT') {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      answers.set(target, JSON.parse(Buffer.concat(chunks).toString()))
      asked.delete(target)
    }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(asked.get(target) ?? []))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  project.provide('feedServer', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

function respond(answer: Answer, request: IncomingMessage, response: ServerResponse): void {
  const { status = 200, headers = {}, body = '', conditional = false, fault } = answer
  const fresh = headers.etag ? request.headers['if-none-match'] === headers.etag : false
  if (fault === 'silence') return
  if (conditional && fresh) {
    response.writeHead(304, headers).end()
    return
  }
  const bytes = Buffer.from(body, 'base64')
  if (fault === undefined) {
    response.writeHead(status, headers).end(bytes)
    return
  }
  response.writeHead(status, { ...headers, 'content-length': String(bytes.length + 1000) })
  response.write(bytes.subarray(0, bytes.length / 2))
  if (fault === 'reset') setTimeout(() => response.destroy(), 50)
  if (fault === 'endless') {
    const drip = setInterval(() => response.write(' '), 100)
    response.on('close', () => clearInterval(drip))
  }
}

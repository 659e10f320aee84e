// As many requests at once as there are connections, for a while.
import { Agent, request } from 'node:http'

const CONNECTIONS = 16

export interface Load {
  readonly requests: number
  readonly seconds: number
}

/** @throws where an answer has another status */
export async function sendRequests(
  url: string,
  { forMs, status, headers }: { forMs: number; status: number; headers: Readonly<Record<string, string>> },
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const start = performance.now()
  const end = start + forMs
  let requests = 0
  const work = async () => {
    while (performance.now() < end) {
      const answered = await send(url, agent, headers)
      if (answered !== status) throw new Error(`${url} answered ${answered}.`)
      requests++
    }
  }
  try {
    await Promise.all(Array.from({ length: CONNECTIONS }, work))
  } finally {
    agent.destroy()
  }
  return { requests, seconds: (performance.now() - start) / 1_000 }
}

function send(url: string, agent: Agent, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers }, (response) => {
      response.on('end', () => resolve(response.statusCode))
      response.on('error', reject)
      response.resume()
    })
    sent.on('error', reject)
    sent.end()
  })
}

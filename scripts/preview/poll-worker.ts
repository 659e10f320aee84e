/** Asks the running worker to poll, as anyone who has the token may. */

import type { PollSummary, SourceSummary } from '../../src/polling/outcome.ts'

export type SourceReport = SourceSummary
export type PollReport = Pick<PollSummary, 'sources' | 'newEntries' | 'waiting'>

/**
 * Polls until every source that is not postponed had its turn. Throws where the worker does not answer with a report:
 * a source that fails is part of the report.
 */
export async function pollAll(origin: string, token: string): Promise<PollReport> {
  const sources = new Map<string, SourceReport>()
  let newEntries = 0
  let total: number | undefined
  for (;;) {
    const report = await pollOnce(origin, token)
    // Those longest unasked come first, so a call may begin with sources that wait and end with some asked before.
    total ??= report.sources.length + report.waiting
    const before = sources.size
    for (const source of report.sources) if (!sources.has(source.id)) sources.set(source.id, source)
    newEntries += report.newEntries
    // A call that brought no further source would be followed by one like it.
    if (sources.size >= total || sources.size === before) {
      return { sources: [...sources.values()], newEntries, waiting: total - sources.size }
    }
  }
}

async function pollOnce(origin: string, token: string): Promise<PollReport> {
  const response = await fetch(`${origin}/api/poll`, { method: 'POST', headers: { Authorization: `Bearer ${token}` } })
  const text = await response.text()
  if (!response.ok) throw new Error(`POST /api/poll answered ${response.status}: ${text.slice(0, 500)}`)
  return JSON.parse(text) as PollReport
}

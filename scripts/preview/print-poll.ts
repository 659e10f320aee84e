/** What the preview says about its polls. */
import type { PollReport, SourceReport } from './poll-worker.ts'

const COLUMNS = ['items', 'matches', 'new'] as const

/** A table with a line for each source, and one for all of them. */
export function formatTable({ sources, newEntries }: PollReport): string {
  const width = Math.max(6, ...sources.map(({ title }) => Math.min(40, title.length)))
  const line = (title: string, numbers: readonly (number | string)[], error = '') =>
    `  ${cut(title).padEnd(width)}${numbers.map((n) => String(n).padStart(9)).join('')}  ${error}`.trimEnd()
  const sum = (key: 'items' | 'matches') => sources.reduce((total, source) => total + source[key], 0)
  const failed = sources.filter(({ outcome }) => outcome === 'failed').length
  return [
    line('source', COLUMNS, 'error'),
    ...sources.map((source) => line(source.title, [source.items, source.matches, source.new], source.error)),
    line('all', [sum('items'), sum('matches'), newEntries], failed ? `${failed} of ${sources.length} failed` : ''),
  ].join('\n')
}

/** One line about a later poll, or undefined where nothing is new. */
export function formatNews({ sources, newEntries }: PollReport, time: Date): string | undefined {
  if (newEntries === 0) return undefined
  const who = sources.filter((source) => source.new > 0).map((source) => `${source.title} ${source.new}`)
  const entries = newEntries === 1 ? '1 new entry' : `${newEntries} new entries`
  return `  ${time.toTimeString().slice(0, 8)}  ${entries}: ${who.join(', ')}`
}

/** Whether not one source could be heard, although some were asked. */
export function heardNothing(sources: readonly SourceReport[]): boolean {
  return sources.length > 0 && sources.every(({ outcome }) => outcome === 'failed')
}

function cut(title: string): string {
  return title.length > 40 ? `${title.slice(0, 39)}…` : title
}

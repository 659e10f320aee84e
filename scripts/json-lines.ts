/** JSON lines as a stream: one batch per chunk, memory bounded by the longest line allowed. */
import { once } from 'node:events'
import { showProgress } from './progress.ts'

/** Longer lines are refused: a news item is a few kilobytes. In UTF-16 units. */
export const MAX_LINE_LENGTH = 1_000_000

/** A line, or why it could not be used. Numbers start at 1; blank lines are counted and left out. */
export type JsonLine<T> =
  | { readonly number: number; readonly ok: true; readonly value: T }
  | { readonly number: number; readonly ok: false; readonly reason: string }

export type ParseResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string }

/** Parses each line of UTF-8 text with `parse`, which gets the JSON value. */
export async function* readJsonLines<T>(
  chunks: AsyncIterable<string>,
  parse: (value: unknown) => ParseResult<T>,
): AsyncGenerator<readonly JsonLine<T>[]> {
  let number = 0
  let pending = ''
  let isTooLong = false
  const endLine = (text: string): JsonLine<T> | undefined => {
    number++
    if (isTooLong || text.length > MAX_LINE_LENGTH) {
      isTooLong = false
      return { number, ok: false, reason: `longer than ${MAX_LINE_LENGTH} characters` }
    }
    if (text.trim() === '') return undefined
    return { number, ...parseLine(text, parse) }
  }

  for await (const chunk of chunks) {
    const batch: JsonLine<T>[] = []
    let from = 0
    for (let at = chunk.indexOf('\n'); at >= 0; at = chunk.indexOf('\n', from)) {
      const line = endLine(pending + chunk.slice(from, at))
      if (line) batch.push(line)
      pending = ''
      from = at + 1
    }
    pending += chunk.slice(from)
    if (pending.length > MAX_LINE_LENGTH) {
      isTooLong = true
      pending = ''
    }
    yield batch
  }
  if (pending === '' && !isTooLong) return
  const last = endLine(pending)
  if (last) yield [last]
}

/**
 * Answers each line of standard input with one on standard output, in order; names those that cannot be used on
 * standard error.
 * @returns exit status: 1 where a line could not be used
 */
export async function answerJsonLines<T>(
  parse: (value: unknown) => ParseResult<T>,
  answer: (value: T) => unknown,
): Promise<0 | 1> {
  // A reader that has seen enough, as `head` does, is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
  const progress = showProgress('items')
  let status: 0 | 1 = 0
  let done = 0
  process.stdin.setEncoding('utf8')
  for await (const lines of readJsonLines(process.stdin, parse)) {
    let output = ''
    for (const line of lines) {
      if (line.ok) {
        output += `${JSON.stringify(answer(line.value))}\n`
      } else {
        process.stderr.write(`line ${line.number}: ${line.reason}\n`)
        status = 1
      }
    }
    done += lines.length
    progress.count(done)
    if (output !== '' && !process.stdout.write(output)) await once(process.stdout, 'drain')
  }
  progress.done()
  return status
}

function parseLine<T>(text: string, parse: (value: unknown) => ParseResult<T>): ParseResult<T> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, reason: 'not JSON' }
  }
  return parse(value)
}

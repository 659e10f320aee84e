import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_LINE_LENGTH, type ParseResult, readJsonLines } from '../../scripts/json-lines.ts'

async function* chunked(chunks: readonly string[]) {
  yield* chunks
}
const take = (value: unknown): ParseResult<unknown> => ({ ok: true, value })
async function read(chunks: readonly string[]) {
  const lines = []
  for await (const batch of readJsonLines(chunked(chunks), take)) lines.push(...batch)
  return lines
}

describe('readJsonLines', () => {
  it('reads the same lines however the text is cut', async () => {
    const text = '{"a":1}\n\n[2]\r\nnull\noops\n"ü"'
    const whole = await read([text])
    expect(whole.map((line) => (line.ok ? line.value : line.reason))).toEqual([{ a: 1 }, [2], null, 'not JSON', 'ü'])
    expect(whole.map((line) => line.number)).toEqual([1, 3, 4, 5, 6])
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(text.length), { maxLength: 6 }), async (cuts) => {
        const points = [0, ...cuts.sort((a, b) => a - b), text.length]
        expect(await read(points.slice(1).map((to, i) => text.slice(points[i], to)))).toEqual(whole)
      }),
    )
  })

  it('refuses a line that is too long and keeps none of it', async () => {
    const part = 'x'.repeat(MAX_LINE_LENGTH / 2)
    const lines = await read(['1\n', part, part, part, part, '\n2\n', `${part}${part}x\n3`])
    const reason = `longer than ${MAX_LINE_LENGTH} characters`
    expect(lines).toEqual([
      { number: 1, ok: true, value: 1 },
      { number: 2, ok: false, reason },
      { number: 3, ok: true, value: 2 },
      { number: 4, ok: false, reason },
      { number: 5, ok: true, value: 3 },
    ])
    expect(await read([`${part}${part}x`])).toEqual([{ number: 1, ok: false, reason }])
  })
})

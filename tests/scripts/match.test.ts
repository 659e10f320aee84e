import { describe, expect, it } from 'vitest'
import { runScript } from './run-script.ts'

const DEFINITION = ['--definition', 'tests/matching/tiny-dispute.ts']
const match = (input: string, args: readonly string[] = DEFINITION) => runScript('match.ts', args, input)
const results = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('npm run match', () => {
  it('answers each line in order', async () => {
    const rows = [
      { id: 'a', title: 'H-<b>12</b> sails for Norland &amp; back', summary: '<p>Quotas</p>' },
      { id: 2, title: 'Sudland orders the H&#8209;12' },
      { title: 'H-12 at sea', lang: 'nn', source: 'Norland Post' },
      { id: 'd', title: 'Nothing', summary: null, extra: [1] },
    ]
    const { stdout, stderr, status } = await match(`${rows.map((row) => JSON.stringify(row)).join('\n')}\n`)
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    const [first, second, third, fourth] = results(stdout)
    expect(first).toEqual({
      id: 'a',
      matched: true,
      nearMiss: false,
      terms: ['h-12', 'quota', 'norland'],
      evidence: [
        { term: 'h-12', facet: 'system', field: 'title', text: 'H-12', start: 0, end: 4 },
        { term: 'norland', facet: 'actor', field: 'title', text: 'Norland', start: 15, end: 22 },
        { term: 'quota', facet: 'measure', field: 'summary', text: 'Quotas', start: 0, end: 6 },
      ],
      reason: 'H-12 and Norland in the title.',
    })
    expect(second).toMatchObject({ id: 2, matched: false, nearMiss: true })
    expect(third).toMatchObject({ id: null, matched: true })
    expect(fourth).toMatchObject({ id: 'd', matched: false, nearMiss: false, evidence: [] })
  })

  it('names the lines it cannot use, does the rest, and exits with 1', async () => {
    const lines = [
      '{"id":1,"title":"H-12 and Norland"}',
      'no JSON',
      '',
      '{"id":4}',
      `{"id":5,"title":"${'x'.repeat(10_000_000)}"}`,
      '[]',
      '{"title":7}',
      '{"id":8,"title":"x","summary":{}}',
      '{"id":9,"title":"H-12 and Norland"}',
    ]
    const { stdout, stderr, status } = await match(lines.join('\n'))
    expect(status).toBe(1)
    expect(results(stdout).map(({ id, matched }) => [id, matched])).toEqual([
      [1, true],
      [9, true],
    ])
    expect(stderr.trim().split('\n')).toEqual([
      'line 2: not JSON',
      'line 4: title is missing',
      'line 5: longer than 1000000 characters',
      'line 6: not a JSON object',
      'line 7: title is not a string',
      'line 8: summary is not a string',
    ])
  })

  it('uses the shipped definition by default, and explains itself', async () => {
    const { stdout, status } = await match('{"id":1,"title":"Nothing of interest"}\r\n', [])
    expect(status).toBe(0)
    expect(results(stdout)[0]).toMatchObject({ id: 1, matched: false })
    expect((await match('', ['--help'])).stdout).toContain('Usage: npm run --silent match')
  })

  it('refuses a definition that has problems, and options it does not know', async () => {
    const bad = await match('', ['--definition', 'tests/scripts/bad-dispute.ts'])
    expect(bad).toMatchObject({ status: 2, stdout: '' })
    expect(bad.stderr).toContain('Term "h-12", en spelling "": it is empty')
    expect(await match('', ['--definition', 'nowhere.ts'])).toMatchObject({ status: 2 })
    expect(await match('', ['--colour'])).toMatchObject({ status: 2 })
  })
})

import { describe, expect, it } from 'vitest'
import { runScript } from '../run-script.ts'

const DEFINITION = ['--definition', 'tests/matching/tiny-dispute.ts']
const decide = (input: string, args: readonly string[] = DEFINITION) => runScript('stories.ts', args, input)
const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')
const results = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

const HARBOUR = 'H-12 sails for Norland with new quotas'
const STORM = 'Storm closes the northern ferry line'

describe('npm run stories', () => {
  it('answers each line in order with the id of the first report', async () => {
    const { stdout, stderr, status } = await decide(
      lines([
        { id: 'a', title: HARBOUR, date: '2026-07-08', lang: 'en', source: 'Post' },
        { id: 7, title: STORM, date: '2026-07-08' },
        { id: 'b', title: `<b>${HARBOUR}</b>`, summary: null, date: '2026-07-09' },
        { id: '7', title: STORM, date: '2026-07-09' },
        { id: 'c', title: HARBOUR, date: '2026-07-20' },
      ]),
    )
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    expect(results(stdout)).toEqual([
      { id: 'a', story: 'a' },
      { id: 7, story: 7 },
      { id: 'b', story: 'a' },
      { id: '7', story: 7 },
      { id: 'c', story: 'c' },
    ])
  })

  it('takes a date that names no day of a year for none: then a row is of the time of those before', async () => {
    const { stdout, status } = await decide(
      lines([
        { id: 1, title: STORM, date: '2-Aug' },
        { id: 2, title: STORM },
        { id: 3, title: HARBOUR, date: '2026-07-08' },
        { id: 4, title: HARBOUR, date: '8-Jul' },
        { id: 5, title: HARBOUR, date: 20260708 },
        { id: 6, title: HARBOUR, date: '2026-07' },
      ]),
    )
    expect(status).toBe(0)
    expect(results(stdout).map(({ story }) => story)).toEqual([1, 1, 3, 3, 3, 3])
  })

  it('decides a line by those before it only', async () => {
    const rows = [STORM, HARBOUR, `${STORM} again`, `${HARBOUR} and fees`, 'H-12'].map((title, id) => ({ id, title }))
    const whole = results((await decide(lines(rows))).stdout)
    for (const count of [1, 2, 3, 4]) {
      expect(results((await decide(lines(rows.slice(0, count)))).stdout)).toEqual(whole.slice(0, count))
    }
  })

  it('names the lines it cannot use, does the rest, and exits with 1', async () => {
    const input = [
      'no JSON',
      '{"title":"no id"}',
      `{"id":1,"title":"${STORM}"}`,
      '{"id":2}',
      '',
      `{"id":3,"title":"${STORM}"}`,
    ]
    const { stdout, stderr, status } = await decide(input.join('\n'))
    expect(status).toBe(1)
    expect(results(stdout)).toEqual([
      { id: 1, story: 1 },
      { id: 3, story: 1 },
    ])
    expect(stderr.trim().split('\n')).toEqual(['line 1: not JSON', 'line 2: id is missing', 'line 4: title is missing'])
  })

  it('uses the shipped definition by default, explains itself and refuses what it does not know', async () => {
    expect((await decide('{"id":1,"title":"Nothing of interest"}\r\n', [])).stdout).toBe('{"id":1,"story":1}\n')
    expect((await decide('', ['--help'])).stdout).toContain('Usage: npm run --silent stories')
    expect(await decide('', ['--colour'])).toMatchObject({ status: 2, stdout: '' })
  })
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runScript } from '../run-script.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'eval-stories-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function evaluate(rows: readonly (object | string)[]) {
  const file = join(folder, 'rows.jsonl')
  await writeFile(file, rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'))
  return runScript('eval.ts', ['--definition', 'tests/matching/tiny-dispute.ts', '--stories', file])
}

describe('npm run eval -- --stories', () => {
  it('reports scores beside the baselines, and every wrong row', async () => {
    const { stdout, stderr, status } = await evaluate([
      { id: 'one', title: 'Storm closes the northern ferry line', date: '2026-07-08', story: 'storm' },
      { id: 'two', title: 'Northern ferry line closed by storm', date: '2026-07-08', story: 'storm' },
      { id: 'three', title: 'Islanders wait for bread', date: '2026-07-08', story: 'storm' },
      { id: 'four', title: 'Mayor opens a library', date: '2026-07-08', story: 'library' },
      { id: 'five', title: 'Mayor opens a library', date: '2026-07-08', story: 'another library' },
    ])
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    expect(stdout).toContain('5 rows, 3 stories')
    // Rows: precision 1, 1, 1, 1/2, 1/2; recall 2/3, 2/3, 1/3, 1, 1.
    expect(stdout).toMatch(/herring-dispute +0\.800 +0\.733 +0\.765 +0\.500 +0\.333 +0\.400 /)
    expect(stdout).toMatch(/same title +0\.800 +0\.600 /)
    expect(stdout).toMatch(/tf-idf, best at 0\.\d+ +0\.800 +0\.733 /)
    expect(stdout).toContain('- three Islanders wait for bread\n  did not join one Storm closes')
    expect(stdout).toContain('- five Mayor opens a library\n  joined four Mayor opens a library')
  })

  it('names rows it cannot use and exits with 1', async () => {
    const { stdout, stderr, status } = await evaluate([
      'oops',
      { id: 1, title: 'Storm' },
      { id: 2, title: 'Storm', story: 3 },
    ])
    expect(status).toBe(1)
    expect(stdout).toContain('0 rows, 0 stories')
    expect(stderr).toMatch(/line 1: not JSON\n.*line 2: story is missing\n.*line 3: story is not a string\n$/)
  })

  it('takes one file', async () => {
    expect(await runScript('eval.ts', ['--stories', 'nowhere.jsonl'])).toMatchObject({ status: 2, stdout: '' })
    expect(await runScript('eval.ts', ['--stories', 'a', 'b'])).toMatchObject({ status: 2, stdout: '' })
  })
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runScript } from './run-script.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'eval-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function evaluate(rows: readonly (object | string)[]) {
  const file = join(folder, 'rows.jsonl')
  await writeFile(file, rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'))
  return runScript('eval.ts', ['--definition', 'tests/matching/tiny-dispute.ts', file])
}

describe('npm run eval', () => {
  it('reports scores, baselines and every wrong row with its reason', async () => {
    const { stdout, stderr, status } = await evaluate([
      { id: 'hit', title: 'H-12 for Norland', lang: 'en', label: 'P' },
      { id: 'miss', title: 'Sudland orders the H-12', lang: 'en', label: 'P' },
      { id: 'false', title: 'H-12 pictures from Norland', lang: 'nn', label: 'N' },
      { id: 'right', title: 'Weather', lang: 'nn', label: 'N' },
      { id: 'either', title: 'H-12 for Norland', lang: 'en', label: 'R' },
    ])
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    expect(stdout).toContain('5 rows: 2 relevant (P), 2 not (N), 1 related (R, count neither way)')
    expect(stdout).toMatch(/herring-dispute\n {2}all +2 +2 +0\.500 \S+ +0\.500 \S+ +0\.500 \S+\n/)
    expect(stdout).toMatch(/any of S-400, F-35, CAATSA, sanctions\n {2}all +2 +2 +– +0\.000/)
    expect(stdout).toContain(
      '- missed, is P: miss [en] Sudland orders the H-12\n    → H-12 in the title, but no Norland.',
    )
    expect(stdout).toContain(
      '- matched, is N: false [nn] H-12 pictures from Norland\n    → H-12 and Norland in the title.',
    )
  })

  it('names rows it cannot use and exits with 1', async () => {
    const { stdout, stderr, status } = await evaluate(['oops', { title: 'H-12', label: 'X' }, { title: 'H-12' }])
    expect(status).toBe(1)
    expect(stdout).toContain('0 rows')
    expect(stderr).toMatch(/line 1: not JSON\n.*line 2: label is not P, N or R\n.*line 3: label is not P, N or R/)
  })

  it('asks for a file', async () => {
    expect(await runScript('eval.ts', [])).toMatchObject({ status: 2, stdout: '' })
    expect((await runScript('eval.ts', ['--help'])).stdout).toContain('Usage: npm run --silent eval')
    expect(await runScript('eval.ts', ['nowhere.jsonl'])).toMatchObject({ status: 2 })
  })
})

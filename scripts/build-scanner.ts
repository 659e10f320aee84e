// `npm run build`: src/polling/scanner/assembly/ as WebAssembly, in dist/. Wrangler runs it before it bundles
// (wrangler.toml). In Node this file stands in for the compiled module (package.json, "imports"). Where nothing has
// changed nothing is built.
import { execFileSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const SOURCES = join(ROOT, 'src/polling/scanner/assembly')
const COMPILER = join(ROOT, 'node_modules/assemblyscript')
const TARGET = join(ROOT, 'dist/scanner.wasm')
/** A hash of what TARGET was built of. */
const BUILT_OF = join(ROOT, 'dist/scanner.sha1')

export default Reflect.construct(WebAssembly.Module, [readFileSync(buildScanner())])

/** @returns the file; where several processes build it at once, each finds a whole one */
function buildScanner(): string {
  const sources = readdirSync(SOURCES).map((name) => join(SOURCES, name))
  const hash = createHash('sha1')
  for (const file of [import.meta.filename, join(COMPILER, 'package.json'), ...sources]) hash.update(readFileSync(file))
  const key = hash.digest('hex')
  if (existsSync(TARGET) && existsSync(BUILT_OF) && readFileSync(BUILT_OF, 'utf8') === key) return TARGET
  const made = join(ROOT, `dist/${randomUUID()}.wasm`)
  mkdirSync(join(ROOT, 'dist'), { recursive: true })
  compile(made)
  renameSync(made, TARGET)
  writeFileSync(BUILT_OF, key)
  return TARGET
}

/** @throws with the compiler's words */
function compile(target: string): void {
  const options = [
    ...['--optimizeLevel', '3', '--shrinkLevel', '1', '--runtime', 'stub', '--noAssert', '--enable', 'simd'],
    ...['--importMemory', '--zeroFilledMemory', '--noExportMemory', '--pedantic'],
  ]
  execFileSync(
    process.execPath,
    [join(COMPILER, 'bin/asc.js'), join(SOURCES, 'index.ts'), '--outFile', target, ...options],
    {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
}

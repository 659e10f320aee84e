/** The sources that the preview was asked to show. */
import { readFile } from 'node:fs/promises'
import { locateSamples } from '../../samples/sources.ts'
import type { Source } from '../../src/definition/source.ts'
import { readOpml } from './opml.ts'
import type { Sources } from './options.ts'
import { startSampleServer } from './sample-server.ts'

export type Choice =
  | {
      readonly ok: true
      readonly sources: readonly Source[]
      /** Where they are from, for the reader; then what had to be left out, a sentence each. */
      readonly about: string
      readonly leftOut: readonly string[]
      /** Lets the sources go on, where they are ours. */
      advance(): void
      close(): Promise<void>
    }
  | { readonly ok: false; readonly reason: string }

const FOREIGN = { leftOut: [], advance: () => {}, close: async () => {} }

export async function chooseSources(asked: Sources): Promise<Choice> {
  switch (asked.from) {
    case 'samples': {
      const { origin, advance, close } = await startSampleServer()
      const sources = locateSamples(origin)
      return {
        ok: true,
        sources,
        about: `${sources.length} sample sources, served at ${origin}`,
        leftOut: [],
        advance,
        close,
      }
    }
    case 'live': {
      const { sources } = await import('../../src/watch/sources.ts')
      return { ...FOREIGN, ok: true, sources, about: `${sources.length} real sources, listed in src/watch/sources.ts` }
    }
    case 'opml':
      return chooseFromOpml(asked.file)
  }
}

async function chooseFromOpml(file: string): Promise<Choice> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    return { ok: false, reason: `${file} cannot be read: ${(error as Error).message}` }
  }
  const list = readOpml(text)
  if (!list.ok) return { ok: false, reason: `${file}: ${list.reason}` }
  const { sources } = list
  return { ...FOREIGN, ok: true, sources, about: `${sources.length} sources, listed in ${file}`, leftOut: list.skipped }
}

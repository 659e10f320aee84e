/** What `npm run bench -- …` was asked for. */
import { parseArgs } from 'node:util'

export const HELP = `Usage: npm run --silent bench -- poll|serve [options]

  poll    CPU of finding in feeds what belongs to the dispute: ours beside rss-parser, feedsmith, sfeed piped to grep, and
          decoding alone, each in processes of its own; then of a poll tick with and without the sieve and of a publish
          tick, inside workerd (Linux only); then what 10, 100 and 1,000 sources would need. About 45 s.
  serve   requests a second and CPU of a feed, a 304, a filtered feed and /api/entries inside workerd, beside a bare Worker
          that streams the same bytes from one KV value; and CPU of a filtered feed in the isolate alone. About 40 s.

  --json      one JSON object
  --rounds N  at most so many rounds (default: as many as there is time for)
  --small     a few generated feeds in place of the corpus, short rounds: to try the benchmark itself
  --help      this text

The corpus of poll is ../shared/feeds, or generated feeds of the same sizes where that is absent.
`

export interface BenchOptions {
  readonly rounds: number | undefined
  readonly isSmall: boolean
  readonly onProgress: (what: string) => void
}

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'bad'; readonly reason: string }
  | {
      readonly kind: 'poll' | 'serve'
      readonly isJson: boolean
      readonly options: Omit<BenchOptions, 'onProgress'>
    }

export function readCommand(args: readonly string[]): Command {
  let values: { json?: boolean; rounds?: string; small?: boolean; help?: boolean }
  let positionals: string[]
  try {
    ;({ values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        rounds: { type: 'string' },
        small: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }))
  } catch (error) {
    return { kind: 'bad', reason: (error as Error).message }
  }
  if (values.help) return { kind: 'help' }
  const [kind, ...others] = positionals
  if ((kind !== 'poll' && kind !== 'serve') || others.length > 0) {
    return { kind: 'bad', reason: 'Say what to measure: poll or serve.' }
  }
  if (values.rounds !== undefined && !/^[1-9]\d{0,2}$/.test(values.rounds)) {
    return { kind: 'bad', reason: `--rounds is a whole number from 1 to 999, not "${values.rounds}"` }
  }
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds)
  return { kind, isJson: values.json ?? false, options: { rounds, isSmall: values.small ?? false } }
}

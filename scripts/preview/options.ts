/** What `npm start -- …` was asked for. */
import { parseArgs } from 'node:util'

export const HELP = `npm start -- [options]

Runs the service on this machine, with nothing to set up: the sample feeds by default, which need no network.
It polls and publishes at once and then every minute until Ctrl-C, and keeps nothing afterwards.

  --live        what src/watch tracks, from the real sources
  --opml FILE   what src/watch tracks, from the feeds listed in an OPML file
  --port N      the port to serve on (default: 8787, or the next free one; 0: any free one)
  --every N     seconds between polls (default: 60, with --live 600; 0: poll at the start only)
  --help        this text
`

export type Sources = { readonly from: 'samples' } | { readonly from: 'live' } | { readonly from: 'opml'; file: string }

export type OptionsResult =
  | { readonly kind: 'help' }
  | { readonly kind: 'bad'; readonly reason: string }
  | {
      readonly kind: 'run'
      readonly sources: Sources
      readonly port: number | undefined
      readonly everySeconds: number
    }

export function readOptions(args: readonly string[]): OptionsResult {
  let values: { live?: boolean; opml?: string; port?: string; every?: string; help?: boolean }
  try {
    values = parseArgs({
      args: [...args],
      options: {
        live: { type: 'boolean' },
        opml: { type: 'string' },
        port: { type: 'string' },
        every: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    return { kind: 'bad', reason: (error as Error).message }
  }
  if (values.help) return { kind: 'help' }
  if (values.live && values.opml !== undefined) return { kind: 'bad', reason: '--live and --opml exclude each other' }
  if (values.opml === '') return { kind: 'bad', reason: '--opml needs the name of a file' }
  if (values.port !== undefined && !isWhole(values.port, 65_535)) {
    return { kind: 'bad', reason: `--port is a number from 0 to 65535, not "${values.port}"` }
  }
  if (values.every !== undefined && !isWhole(values.every, 86_400)) {
    return { kind: 'bad', reason: `--every is a number of seconds from 0 to 86400, not "${values.every}"` }
  }
  return {
    kind: 'run',
    sources: values.live ? { from: 'live' } : values.opml ? { from: 'opml', file: values.opml } : { from: 'samples' },
    port: values.port === undefined ? undefined : Number(values.port),
    // Real outlets are not asked every minute only because somebody looks.
    everySeconds: Number(values.every ?? (values.live ? 600 : 60)),
  }
}

function isWhole(text: string, max: number): boolean {
  return /^\d{1,6}$/.test(text) && Number(text) <= max
}

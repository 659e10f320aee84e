import { describe, expect, test } from 'vitest'
import { readOptions } from '../../../scripts/preview/options.ts'

describe('readOptions', () => {
  test('has defaults for everything', () => {
    expect(readOptions([])).toEqual({ kind: 'run', sources: { from: 'samples' }, port: undefined, everySeconds: 60 })
  })

  test('reads what is asked for', () => {
    expect(readOptions(['--opml', 'my feeds.opml', '--port', '0', '--every', '5'])).toEqual({
      kind: 'run',
      sources: { from: 'opml', file: 'my feeds.opml' },
      port: 0,
      everySeconds: 5,
    })
    expect(readOptions(['--live'])).toMatchObject({ sources: { from: 'live' }, everySeconds: 600 })
    expect(readOptions(['--help', '--live'])).toEqual({ kind: 'help' })
  })

  test.each([
    [['--port', '99999'], '--port is a number from 0 to 65535, not "99999"'],
    [['--port', 'x'], '--port is a number'],
    [['--port'], "'--port <value>' argument missing"],
    [['--every', '-1'], "'--every' argument is ambiguous"],
    [['--every', '1.5'], '--every is a number of seconds'],
    [['--live', '--opml', 'x'], '--live and --opml exclude each other'],
    [['--opml'], "'--opml <value>' argument missing"],
    [['--opml', ''], '--opml needs the name of a file'],
    [['--lvie'], "Unknown option '--lvie'"],
    [['feeds.opml'], "Unexpected argument 'feeds.opml'"],
  ])('refuses %j', (args, reason) => {
    expect(readOptions(args)).toMatchObject({ kind: 'bad', reason: expect.stringContaining(reason) })
  })
})

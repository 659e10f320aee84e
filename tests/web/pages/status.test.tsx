import { describe, expect, test } from 'vitest'
import { definition } from '../../../samples/definition.ts'
import { describeRule } from '../../../src/definition/describe-rule.ts'
import { createState, type NearMiss, type SourceState, type State } from '../../../src/storage/state.ts'
import { describeSources } from '../../../src/web/pages/describe-sources.ts'
import { StatusPage, type StatusProps } from '../../../src/web/pages/status.tsx'
import { makeRow } from '../../support/pack-rows.ts'
import { makeCoverage, NOW, SOURCES, textOf } from '../../support/pages.tsx'

const HOUR_MS = 3_600_000
const HEARD: SourceState = {
  url: SOURCES[0]?.url ?? '',
  since: '2026-07-01T00:00:00.000Z',
  lastPoll: '2026-07-08T14:50:00.000Z',
  lastSuccess: '2026-07-08T14:50:00.000Z',
  failures: 0,
  items: 12,
  refused: 0,
  heard: [Math.floor(NOW / HOUR_MS), 0b101],
}

function stateWith(part: Partial<SourceState>): State {
  return { ...createState('rule', new Date(NOW).toISOString()), sources: { a: { ...HEARD, ...part } } }
}

const describeOne = (part: Partial<SourceState> = {}) =>
  describeSources(SOURCES.slice(0, 1), stateWith(part), [makeRow({ id: '1' })], NOW)[0]

describe('trouble in plain words', () => {
  const at = '2026-07-08T14:50:00.000Z'
  test.each<[string, Partial<SourceState>, string | undefined]>([
    ['none', {}, undefined],
    [
      'a failure',
      { failures: 1, lastError: { at, reason: 'HTTP 500' } },
      'cannot be read: HTTP 500 (once, 8 Jul, 14:50 UTC).',
    ],
    [
      'failures',
      { failures: 3, lastError: { at, reason: 'HTTP 500' } },
      'cannot be read: HTTP 500 (3 times in a row, the last time 8 Jul, 14:50 UTC).',
    ],
    ['one that is over', { failures: 0, lastError: { at, reason: 'HTTP 500' } }, undefined],
    [
      'gone',
      { failures: 1, lastError: { at, reason: 'HTTP 410', status: 410 } },
      'gone for good, says its server (410): it is asked once a week. Take it out of the sources.',
    ],
    [
      'moved',
      { movedTo: 'https://new.example/rss' },
      'has moved: write its new address into the sources, https://new.example/rss',
    ],
    ['bad items', { refused: 2, problem: 'no well-formed XML' }, '2 items could not be read: no well-formed XML.'],
    [
      'a state under another address',
      { url: 'https://old.example', failures: 3, lastError: { at, reason: '' } },
      undefined,
    ],
  ])('%s', (_, part, words) => {
    expect(describeOne(part)?.trouble).toBe(words)
  })
})

test('the hours before a source was asked are unknown, not silent', () => {
  expect(describeOne()?.hours).toBe(`${'0'.repeat(45)}101`)
  expect(describeOne({ since: '2026-07-08T13:20:00.000Z' })?.hours).toBe(`${' '.repeat(45)}101`)
  expect(describeOne({ url: 'https://old.example' })?.hours).toBe(' '.repeat(48))
})

describe('the status page', () => {
  const missed: NearMiss = {
    id: '1',
    source: 'a',
    title: 'India receives its third S-400 <squadron>',
    url: 'javascript:alert(1)',
    published: null,
    firstSeen: '2026-07-08T09:00:00.000Z',
    terms: ['s-400'],
    evidence: [],
    reason: 'S-400 in the title, but no Turkey.',
  }
  const render = (part: Partial<StatusProps> = {}): string =>
    `${StatusPage({
      definition,
      coverage: makeCoverage(1, 2),
      sources: describeSources(SOURCES, stateWith({}), [makeRow({ id: '1' })], NOW),
      nearMisses: [missed],
      rule: 'abc123',
      ruleInWords: describeRule(definition),
      lastPoll: '2026-07-08T14:50:00.000Z',
      lastPublish: '2026-07-08T12:05:00.000Z',
      since: '2026-07-01T00:00:00.000Z',
      now: NOW,
      ...part,
    })}`

  test('says of each source when it was heard, matched and comes again', () => {
    const text = textOf(render())
    expect(text).toContain('Heard 10 min ago, 12 items listed · last match 8 Jul, 12:00 UTC · next poll')
    expect(text).toContain('Never heard yet · no match yet')
    expect(render()).toContain('aria-label="Heard in 2 of the last 48 hours"')
  })

  test('says the rule in words', () => {
    const text = textOf(render())
    expect(text).toContain('An item is kept when it has (S-400, F-35 or CAATSA) and Turkey.')
    expect(text).toContain('One that is not kept is a near miss when it has S-400, F-35 or CAATSA.')
  })

  test('lists near misses with what they lacked, and no address that is not of the web', () => {
    expect(textOf(render())).toContain(
      'India receives its third S-400 &lt;squadron&gt; S-400 in the title, but no Turkey. Outlet, 8 Jul, 09:00 UTC',
    )
    expect(render()).not.toContain('javascript:')
  })

  test('before the first poll has nothing that is not true', () => {
    const text = textOf(render({ lastPoll: null, lastPublish: null, since: null, nearMisses: [] }))
    expect(text).toContain('The sources have not been asked yet.')
    expect(text).toContain('None yet')
  })

  test('stays below 60 kB with everything in trouble', () => {
    const long = 'x'.repeat(300)
    const sources = Array.from({ length: 45 }, (_, i) => ({
      ...describeSources(SOURCES, stateWith({}), [], NOW)[0],
      id: `${i}`,
      title: `Outlet ${i}`,
      trouble: long,
      hours: '10'.repeat(24),
    }))
    const nearMisses = Array.from({ length: 50 }, () => ({ ...missed, title: long, url: `https://a.example/${long}` }))
    const html = render({ sources: sources as StatusProps['sources'], nearMisses })
    expect(new TextEncoder().encode(html).length).toBeLessThan(60_000)
  })
})

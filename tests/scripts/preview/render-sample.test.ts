import { describe, expect, test } from 'vitest'
import { countWaves, encodeSample, renderSample } from '../../../scripts/preview/render-sample.ts'

const start = new Date('2026-03-01T12:00:00Z')

describe('renderSample', () => {
  test('fills in dates of both formats and leaves comments out', () => {
    const text = renderSample('<a>{{date -3h}}</a><!-- for the reader -->\n<b>{{iso -2d}} {{iso -5m}}</b>', {
      start,
      releases: [],
    })
    expect(text).toBe('<a>Sun, 01 Mar 2026 09:00:00 GMT</a><b>2026-02-27T12:00:00.000Z 2026-03-01T11:55:00.000Z</b>')
  })

  test('holds a wave back until it is released', () => {
    const template = '<!-- wave 2 --><x/><!-- end wave --><!-- wave 1 --><y/><!-- end wave -->'
    expect(renderSample(template, { start, releases: [] })).toBe('')
    expect(renderSample(template, { start, releases: [start] })).toBe('<y/>')
    expect(renderSample(template, { start, releases: [start, start] })).toBe('<x/><y/>')
    expect(countWaves(template)).toBe(2)
    expect(countWaves('<x/>')).toBe(0)
  })

  test.each(['{{date 3h}}', '{{date -3y}}', '{{rfc -3h}}', '<!-- left open'])('throws on %s', (template) => {
    expect(() => renderSample(template, { start, releases: [] })).toThrow('not understood')
  })
})

describe('encodeSample', () => {
  test.each(['windows-1254', 'windows-1251', 'iso-8859-7'] as const)('refuses what %s lacks', (charset) => {
    expect(() => encodeSample('漢', charset)).toThrow(`${charset} has no "漢"`)
  })

  test('begins UTF-16 with a byte order mark', () => {
    expect([...encodeSample('<a/>', 'utf-16le').slice(0, 4)]).toEqual([0xff, 0xfe, 0x3c, 0x00])
  })
})

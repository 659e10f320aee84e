import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { locateSamples } from '../../../samples/sources.ts'
import { type SampleServer, startSampleServer } from '../../../scripts/preview/sample-server.ts'

let server: SampleServer
let clock: Date
const get = (id: string, headers: Record<string, string> = {}) => fetch(`${server.origin}/feeds/${id}`, { headers })

beforeEach(async () => {
  clock = new Date('2026-03-01T12:00:00Z')
  server = await startSampleServer(() => clock)
})
afterEach(() => server.close())

describe('the sample server', () => {
  test.each([
    ['ankara-gundem', 'windows-1254', 'Ankara Gündem', 'text/xml; charset=utf-8'],
    ['severny-kurier', 'windows-1251', 'Северный курьер', 'text/xml'],
    ['aigaio-nea', 'iso-8859-7', 'Αιγαίο Νέα', 'text/xml; charset=iso-8859-7'],
    ['gokkubbe-savunma', 'utf-16', 'Gökkubbe Savunma', 'application/xml'],
    ['strait-wire', 'utf-8', 'Strait Wire', 'application/rss+xml; charset=utf-8'],
  ])('serves %s in %s', async (id, charset, title, contentType) => {
    const response = await get(id)
    const text = new TextDecoder(charset, { fatal: true, ignoreBOM: false }).decode(await response.arrayBuffer())
    expect(text).toContain(`<?xml version="1.0" encoding="${charset}"?>`)
    expect(text).toContain(`<title>${title}</title>`)
    expect(response.headers.get('content-type')).toBe(contentType)
  })

  test('mislabels the windows-1254 feed so that its bytes are no UTF-8', async () => {
    const bytes = await (await get('ankara-gundem')).arrayBuffer()
    expect(() => new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)).toThrow()
  })

  test('counts dates from the start, and those of a wave from its release', async () => {
    expect(await (await get('strait-wire')).text()).toContain('<pubDate>Sun, 01 Mar 2026 03:00:00 GMT</pubDate>')
    clock = new Date('2026-03-01T13:00:00Z')
    server.advance()
    const later = await (await get('strait-wire')).text()
    expect(later).toContain('<pubDate>Sun, 01 Mar 2026 03:00:00 GMT</pubDate>')
    expect(later).toContain('<pubDate>Sun, 01 Mar 2026 12:58:00 GMT</pubDate>')
  })

  test('answers 304 to the ETag it gave, until a wave changes the feed', async () => {
    const etag = (await get('strait-wire')).headers.get('etag') ?? ''
    clock = new Date('2026-03-01T12:30:00Z')
    expect((await get('strait-wire', { 'If-None-Match': etag })).status).toBe(304)
    server.advance()
    const changed = await get('strait-wire', { 'If-None-Match': etag })
    expect(changed.status).toBe(200)
    expect(changed.headers.get('etag')).not.toBe(etag)
  })

  test('leaves a feed alone that a wave does not concern', async () => {
    const etag = (await get('severny-kurier')).headers.get('etag') ?? ''
    server.advance()
    expect((await get('severny-kurier', { 'If-None-Match': etag })).status).toBe(304)
  })

  test('releases waves over HTTP until none is left', async () => {
    const advance = async () => (await fetch(`${server.origin}/advance`, { method: 'POST' })).json()
    let left: unknown
    for (let wave = 1; wave <= 6; wave++) left = await advance()
    expect(left).toEqual({ wavesLeft: 0 })
    expect(await advance()).toEqual({ wavesLeft: 0 })
  })

  test('has a source that is gone, one that fails once, one cut off, one empty and one that sends a page', async () => {
    expect((await get('retired-bulletin')).status).toBe(410)
    expect((await get('wobbly-post')).status).toBe(500)
    expect((await get('wobbly-post')).status).toBe(200)
    expect(await (await get('cut-off-courier')).text()).not.toContain('</rss>')
    expect(await (await get('quiet-gazette')).text()).not.toContain('<item>')
    expect(await (await get('walled-times')).text()).toMatch(/^<!DOCTYPE html>/)
    expect((await fetch(`${server.origin}/nothing`)).status).toBe(404)
  })

  test('serves every source, and no comment or placeholder of a template', async () => {
    for (const source of locateSamples(server.origin)) {
      const response = await fetch(source.url)
      if (response.status !== 200) continue
      const text = new TextDecoder(source.id === 'gokkubbe-savunma' ? 'utf-16' : 'latin1').decode(
        await response.arrayBuffer(),
      )
      expect(text).not.toMatch(/<!--|\{\{/)
    }
  })
})

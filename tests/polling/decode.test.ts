import { expect, test } from 'vitest'
import { asUtf8, decodeBody, decodeUtf8 } from '../../src/polling/decode.ts'
import { parseFeed } from '../../src/polling/parse-feed.ts'

const TURKISH = 'Yaptırım: Türkiye, İstanbul, ağır, şu'
const RUSSIAN = 'Санкции: С-400'
const declare = (encoding: string, text: string) => `<?xml version="1.0" encoding="${encoding}"?><rss>${text}</rss>`

/** Single-byte code pages, by asking the decoder for each byte. */
function encode(text: string, encoding: string): Uint8Array {
  const table = new Map<string, number>()
  for (let byte = 255; byte >= 0; byte--) table.set(new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte)
  return Uint8Array.from(text, (character) => table.get(character) ?? 0x3f)
}

function encodeUtf16(text: string, littleEndian: boolean, bom: boolean): Uint8Array {
  const units = [...(bom ? '\uFEFF' : ''), ...text].map((character) => character.charCodeAt(0))
  const view = new DataView(new ArrayBuffer(units.length * 2))
  for (const [index, unit] of units.entries()) view.setUint16(index * 2, unit, littleEndian)
  return new Uint8Array(view.buffer)
}

const utf8 = (text: string) => new TextEncoder().encode(text)

test.each<[string, Uint8Array, string | null, string]>([
  ['windows-1254 by the header', encode(TURKISH, 'windows-1254'), 'text/xml; charset=windows-1254', TURKISH],
  [
    'windows-1254 by the declaration',
    encode(declare('windows-1254', TURKISH), 'windows-1254'),
    null,
    declare('windows-1254', TURKISH),
  ],
  [
    'iso-8859-9 is windows-1254',
    encode(declare('iso-8859-9', TURKISH), 'windows-1254'),
    'text/xml',
    declare('iso-8859-9', TURKISH),
  ],
  ['windows-1251', encode(declare('windows-1251', RUSSIAN), 'windows-1251'), null, declare('windows-1251', RUSSIAN)],
  ['koi8-r', encode(declare('KOI8-R', RUSSIAN), 'koi8-r'), null, declare('KOI8-R', RUSSIAN)],
  ['utf-8 without any sign', utf8(TURKISH), null, TURKISH],
  ['utf-8 with a byte order mark', utf8(`\uFEFF${TURKISH}`), 'text/xml; charset=windows-1251', TURKISH],
  ['a header that lies', utf8(declare('utf-8', TURKISH)), 'text/xml; charset=us-asci', declare('utf-8', TURKISH)],
  [
    'a header that says utf-8 over windows-1251',
    encode(declare('windows-1251', RUSSIAN), 'windows-1251'),
    'text/xml; charset=utf-8',
    declare('windows-1251', RUSSIAN),
  ],
  [
    'utf-16 little endian with a mark',
    encodeUtf16(declare('utf-16', RUSSIAN), true, true),
    null,
    declare('utf-16', RUSSIAN),
  ],
  [
    'utf-16 big endian with a mark',
    encodeUtf16(declare('utf-16', RUSSIAN), false, true),
    null,
    declare('utf-16', RUSSIAN),
  ],
  [
    'utf-16 little endian without',
    encodeUtf16(declare('utf-16', RUSSIAN), true, false),
    null,
    declare('utf-16', RUSSIAN),
  ],
  [
    'utf-16 big endian without',
    encodeUtf16(declare('utf-16', RUSSIAN), false, false),
    null,
    declare('utf-16', RUSSIAN),
  ],
  ['utf-8 that declares itself utf-16', utf8(declare('utf-16', RUSSIAN)), null, declare('utf-16', RUSSIAN)],
  ['an unknown label', utf8(declare('klingon', TURKISH)), 'text/xml; charset=klingon', declare('klingon', TURKISH)],
  ['nothing', new Uint8Array(), null, ''],
])('%s', (_, bytes, contentType, text) => {
  expect(decodeBody(bytes, contentType).text).toBe(text)
})

test.each(['iso-8859-1', 'windows-1252', 'utf-16'])('a header that says %s over UTF-8', (label) => {
  for (const text of [declare('utf-8', TURKISH), `<rss>${TURKISH}</rss>`]) {
    expect(decodeBody(utf8(text), `text/xml; charset=${label}`)).toEqual({ text, encoding: 'utf-8' })
  }
})

test('a character cut at the end costs itself', () => {
  expect(decodeBody(utf8('Türkiyeü').slice(0, -1), null)).toEqual({ text: 'Türkiye', encoding: 'utf-8' })
})

test('bytes that no candidate reads still give text', () => {
  expect(decodeBody(Uint8Array.of(0x61, 0xff, 0x62), 'text/xml; charset=utf-8').text).toBe('a\uFFFDb')
})

test('what seems to be UTF-8 is left as it is, anything else is turned into it', () => {
  const body = utf8(declare('UTF-8', TURKISH))
  expect(asUtf8(body, 'text/xml')).toBe(body)
  const other = encode(declare('windows-1254', TURKISH), 'windows-1254')
  expect(asUtf8(other, null)).toEqual(utf8(declare('windows-1254', TURKISH)))
})

test('some of a body: a character that is cut at its end is left out, what is no UTF-8 is refused', () => {
  const body = utf8('Türkiye ü')
  expect(decodeUtf8(body, 1, 4)).toBe('ür')
  expect(decodeUtf8(body.slice(0, -1), 4, 9)).toBe('kiye ')
  expect(() => decodeUtf8(body, 2, 4)).toThrow(TypeError)
})

test.each<[string, string, string | null]>([
  ['the header', 'windows-1254', 'text/xml; charset=utf-8'],
  ['the declaration', 'utf-8', 'text/xml; charset=windows-1254'],
])('a feed that %s wrongly says to be UTF-8 is read again', async (_, declared, contentType) => {
  const item = `<item><title>${TURKISH}</title><description>${TURKISH}</description></item>`
  const text = declare(declared, `<channel>${item.repeat(2)}</channel>`)
  const feed = await parseFeed(encode(text, 'windows-1254'), 'https://f.example/', { contentType })
  expect(feed).toMatchObject({ seen: 2, refused: 0, items: [{ title: TURKISH, summary: TURKISH }, { title: TURKISH }] })
})

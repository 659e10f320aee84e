/**
 * Turns a template of samples/feeds into a feed as it stands at one moment.
 *
 * A template is XML in UTF-8 without declaration, with
 * - `{{date -3h}}` (RFC 822) and `{{iso -2d}}` (RFC 3339): so many minutes (m), hours (h) or days (d) before the start;
 * - `<!-- wave 2 -->` … `<!-- end wave -->`: items that appear at the second release, their dates counted from it;
 * - other comments, which are for the reader of the template and never served.
 */
import type { SampleCharset } from '../../samples/sources.ts'

export interface SampleTime {
  /** When the server started. */
  readonly start: Date
  /** When each wave so far was released; the first is wave 1. */
  readonly releases: readonly Date[]
}

const WAVE = /<!-- wave (\d+) -->(.*?)<!-- end wave -->/gs
const COMMENT = /<!--.*?-->\s*/gs
const DATE = /\{\{(\w+) -(\d+)([a-z])\}\}/g
const UNIT_MS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** The feed's text without XML declaration. Throws on a placeholder that it does not know. */
export function renderSample(template: string, { start, releases }: SampleTime): string {
  const released = template.replace(WAVE, (_, wave: string, items: string) => {
    const at = releases[Number(wave) - 1]
    return at ? fillDates(items, at) : ''
  })
  const text = fillDates(released, start).replace(COMMENT, '')
  const left = /\{\{.*?\}\}|<!--/.exec(text)
  if (left) throw new Error(`Template with a placeholder or comment that is not understood: ${left[0]}`)
  return text
}

/** How many waves a template has: the highest number. */
export function countWaves(template: string): number {
  return Math.max(0, ...Array.from(template.matchAll(WAVE), ([, wave]) => Number(wave)))
}

function fillDates(text: string, from: Date): string {
  return text.replace(DATE, (placeholder, format: string, count: string, unit: string) => {
    const unitMs = UNIT_MS[unit]
    if (unitMs === undefined) return placeholder
    const date = new Date(from.getTime() - Number(count) * unitMs)
    if (format === 'date') return date.toUTCString()
    if (format === 'iso') return date.toISOString()
    return placeholder
  })
}

/** The bytes as served: XML with a declaration that names the charset, UTF-16 with its byte order mark. */
export function encodeSample(text: string, charset: SampleCharset): Uint8Array {
  const label = charset === 'utf-16le' ? 'utf-16' : charset
  const isHtml = /^<!doctype html/i.test(text)
  const declared = isHtml ? text : `<?xml version="1.0" encoding="${label}"?>\n${text}`
  if (charset === 'utf-8') return Buffer.from(declared, 'utf8')
  if (charset === 'utf-16le') return Buffer.from(`\uFEFF${declared}`, 'utf16le')
  const bytes = singleByteTable(charset)
  return Uint8Array.from(declared, (character) => {
    const byte = bytes.get(character)
    if (byte === undefined) throw new Error(`${charset} has no ${JSON.stringify(character)}: write it as &#…;`)
    return byte
  })
}

/** Node decodes these charsets but does not encode them, so the decoder's table is turned round. */
function singleByteTable(charset: string): Map<string, number> {
  const characters = new TextDecoder(charset).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))
  return new Map(Array.from(characters, (character, byte) => [character, byte]))
}

// Makes feeds for the worker tests and tells the feed server to serve them.
import { inject } from 'vitest'
import type { Source } from '../../src/definition/source.ts'
import type { Answer } from './feed-server.ts'

export interface SampleItem {
  title: string
  link?: string
  guid?: string
  date?: string
  description?: string
}

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

export function makeRss(items: readonly SampleItem[]): string {
  const elements = items.map(({ title, link, guid, date, description }) =>
    [
      '<item>',
      `<title>${escapeXml(title)}</title>`,
      link && `<link>${escapeXml(link)}</link>`,
      guid && `<guid isPermaLink="false">${escapeXml(guid)}</guid>`,
      date && `<pubDate>${date}</pubDate>`,
      description && `<description>${escapeXml(description)}</description>`,
      '</item>',
    ]
      .filter(Boolean)
      .join(''),
  )
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Test</title>${elements.join('')}</channel></rss>`
}

export function makeSource(id: string, rest: Partial<Source> = {}): Source {
  return { id, title: `Outlet ${id}`, url: feedUrl(id), lang: 'en', kind: 'press', ...rest }
}

export function feedUrl(path: string): string {
  return `${inject('feedServer')}/${path}`
}

/** From now on the feed server answers so at /path. */
export async function serve(path: string, { text, ...answer }: Answer & { text?: string }): Promise<void> {
  const body = text === undefined ? answer.body : toBase64(new TextEncoder().encode(text))
  const response = await fetch(`${inject('feedServer')}/control/${path}`, {
    method: 'PUT',
    body: JSON.stringify({ ...answer, ...(body !== undefined && { body }) }),
  })
  await response.arrayBuffer()
}

/** The headers of all requests for /path since it was last told what to serve. */
export async function requestsFor(path: string): Promise<Record<string, string>[]> {
  return (await fetch(`${inject('feedServer')}/control/${path}`)).json()
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

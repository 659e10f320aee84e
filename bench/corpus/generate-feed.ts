// Feeds of made-up words, built as news feeds are: links with escaped ampersands, descriptions as escaped HTML, in CDATA
// or plain, in several scripts. No word of the dispute is in them.
import type { Random } from './random.ts'

const ALPHABETS = {
  latin: ['bcdfgklmnprstv', 'aeiou'],
  turkish: ['bcçdfgğklmnprsştvz', 'aeıioöuü'],
  cyrillic: ['бвгджзклмнпрст', 'аеиоуыя'],
  greek: ['βγδζθκλμνπρστφ', 'αειουωή'],
} as const
export type Script = keyof typeof ALPHABETS
export const SCRIPTS = Object.keys(ALPHABETS) as readonly Script[]

const TITLE_WORDS = 10
const PARAGRAPH_WORDS = 30

export interface FeedShape {
  readonly script: Script
  /** About so many bytes in UTF-8. */
  readonly bytes: number
  /** How an item's description is written. */
  readonly markup: 'escaped' | 'cdata' | 'plain'
  readonly format: 'rss' | 'atom'
}

export interface GeneratedItem {
  readonly title: string
  readonly text: string
}

/** The XML of one item; its addresses are made of `id`. */
export function renderItem({ title, text }: GeneratedItem, id: string, { markup, format }: FeedShape): string {
  const paragraph = `<p>${text} <a href="https://feed.example/more/${id}?a=1&amp;b=2">${title.slice(0, 9)}</a></p>`
  const body = {
    plain: text,
    cdata: `<![CDATA[${paragraph}]]>`,
    escaped: paragraph.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  }[markup]
  const url = `https://feed.example/${id}?utm_source=feed&amp;utm_medium=rss`
  const date = new Date(Date.UTC(2026, 10, 1, 0, 0))
  if (format === 'atom') {
    const dates = `<updated>${date.toISOString()}</updated><published>${date.toISOString()}</published>`
    const content = `<content type="html">${markup === 'plain' ? text : body}</content>`
    return `<entry><id>${url}</id><title>${title}</title><link href="${url}"/>${dates}${content}</entry>`
  }
  const rest = `<pubDate>${date.toUTCString()}</pubDate><category>${title.slice(0, 6)}</category>`
  return `<item><title>${title}</title><link>${url}</link><guid isPermaLink="true">${url}</guid>${rest}<description>${body}</description></item>`
}

export function renderFeed(items: readonly string[], { format }: Pick<FeedShape, 'format'>): string {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
  return format === 'atom'
    ? `${declaration}<feed xmlns="http://www.w3.org/2005/Atom"><id>https://feed.example/</id><title>Feed</title>\n${items.join('\n')}\n</feed>`
    : `${declaration}<rss version="2.0"><channel><title>Feed</title><link>https://feed.example/</link><description>Made up</description>\n${items.join('\n')}\n</channel></rss>`
}

export function generateItem(random: Random, script: Script): GeneratedItem {
  return { title: generateWords(random, script, TITLE_WORDS), text: generateWords(random, script, PARAGRAPH_WORDS) }
}

/** Items until the feed is as large as asked for. */
export function generateFeed(random: Random, shape: FeedShape, idPrefix = ''): readonly string[] {
  const items: string[] = []
  for (let bytes = 0; bytes < shape.bytes || items.length === 0; ) {
    const item = renderItem(generateItem(random, shape.script), `${idPrefix}${items.length}`, shape)
    items.push(item)
    bytes += Buffer.byteLength(item)
  }
  return items
}

function generateWords(random: Random, script: Script, count: number): string {
  const [consonants, vowels] = ALPHABETS[script]
  const pick = (letters: string) => letters.charAt(random(letters.length))
  const word = () => Array.from({ length: 1 + random(4) }, () => pick(consonants) + pick(vowels)).join('')
  const text = Array.from({ length: count }, word).join(' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

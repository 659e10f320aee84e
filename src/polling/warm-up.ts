// Walks the way of a feed at start-up. An engine compiles a function when it is first called, and again when it has run
// for a while; in a cold isolate that would fall into the 10 ms of a tick, at start-up it does not count.
import type { Definition } from '../definition/definition.ts'
import type { Matcher } from '../matching/match-result.ts'
import { parseFeed } from './parse-feed.ts'
import type { Sieve } from './sieve.ts'

const ITEMS = 8
const WORDS_PER_ITEM = 150

/** Reads a made-up feed in the definition's own letters, most of whose words are none of its words. */
export function warmUp(definition: Definition, matcher: Matcher, sieve: Sieve): void {
  const words = definition.terms.flatMap(({ spellings = {} }) => Object.values(spellings).flat()).map(turnRound)
  // Text of one byte a character and of two goes through machine code of its own.
  for (const some of [words.filter((word) => /^[\x20-\x7e]+$/.test(word)), words]) {
    readFeed(writeFeed(some), matcher, sieve).catch((error: unknown) => console.error(`warming up: ${error}`))
  }
}

async function readFeed(feed: string, matcher: Matcher, sieve: Sieve): Promise<void> {
  const isOfUse = sieve.forSource({ kind: 'press', lang: 'und' })
  let kept = 0
  const parsed = await parseFeed(new TextEncoder().encode(feed), 'https://feed.example/', {
    isOfUse: (...item) => isOfUse(...item) || ++kept < 3,
  })
  if (parsed.kind === 'feed') for (const { title, summary } of parsed.items) matcher.match({ title, summary })
}

const turnRound = (text: string): string => [...text.replaceAll('*', '')].reverse().join('')

/** Escaped markup and CDATA, references, links: what feeds are made of. */
function writeFeed(words: readonly string[]): string {
  let at = 0
  const take = (count: number) => Array.from({ length: count }, () => words[at++ % words.length] ?? 'word').join(' ')
  const items = Array.from({ length: ITEMS }, (_, i) => {
    const link = `https://feed.example/${i}?a=1&amp;utm_source=rss`
    const paragraphs = Array.from({ length: 4 }, (_, n) => {
      const [open, close, quote] = i % 2 === 0 ? ['<', '>', '"'] : ['&lt;', '&gt;', '&quot;']
      const start = `${open}p${close}${take(10)}&#8217;s ${open}a href=${quote}/${n}${quote}${close}${take(3)}`
      return `${start}${open}/a${close}, ${take(WORDS_PER_ITEM / 4)}&amp;nbsp;s &quot;U.S.&quot; â ${open}/p${close}`
    }).join('\n')
    const body = i % 2 === 0 ? `<![CDATA[${paragraphs}]]>` : paragraphs
    return `<item><title>${take(8)}</title><link>${link}</link><guid>${i}</guid><description>${body}</description></item>`
  })
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>${take(3)}</title>${items.join('\n')}</channel></rss>`
}

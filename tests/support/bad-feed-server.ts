// Answers as bad-feeds.ts lists them, over a real connection.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createGzip } from 'node:zlib'
import { GOOD_TITLE } from './bad-feeds.ts'

type Handler = (response: ServerResponse, request: IncomingMessage) => void

const MEGABYTE = 1024 * 1024
const GOOD_ITEM = `<item><title>${GOOD_TITLE}</title><link>https://news.example/good</link></item>`
const rss = (items: string): string => `<?xml version="1.0"?><rss version="2.0"><channel>${items}</channel></rss>`

const send =
  (body: string | Uint8Array, headers: Record<string, string> = {}): Handler =>
  (response) => {
    response.writeHead(200, { 'content-type': 'application/rss+xml', ...headers }).end(body)
  }

const redirect =
  (location: string): Handler =>
  (response) => {
    response.writeHead(302, { location }).end()
  }

/** Writes as fast as it is read, until all is written or the reader has had enough. */
function pour(response: NodeJS.WritableStream & { destroyed?: boolean }, chunk: Uint8Array, times: number): void {
  let left = times
  const write = (): void => {
    while (left-- > 0) {
      if (response.destroyed) return
      if (!response.write(chunk)) {
        response.once('drain', write)
        return
      }
    }
    response.end()
  }
  write()
}

function entityBomb(): string {
  const entities = Array.from({ length: 9 }, (_, n) => `<!ENTITY lol${n + 1} "${`&lol${n || ''};`.repeat(10)}">`)
  const item = GOOD_ITEM.replace(GOOD_TITLE, `${GOOD_TITLE} &lol9;`)
  return `<!DOCTYPE rss [<!ENTITY lol "lol">${entities.join('')}]>${rss(item).replace('<?xml version="1.0"?>', '')}`
}

function utf16(text: string, isLittleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2))
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), isLittleEndian)
  return new Uint8Array(view.buffer)
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const HANDLERS: Record<string, Handler> = {
  'entity-bomb': send(entityBomb()),
  'external-entity': (response, { headers }) => {
    const entities = `<!ENTITY a SYSTEM "http://${headers.host}/canary"><!ENTITY b SYSTEM "file:///etc/passwd">`
    const item = GOOD_ITEM.replace(GOOD_TITLE, `${GOOD_TITLE} &a;&b;`)
    response.end(`<!DOCTYPE rss [${entities}]><rss version="2.0"><channel>${item}</channel></rss>`)
  },
  'fifty-megabytes': (response) => {
    response.writeHead(200)
    pour(response, bytes(GOOD_ITEM.repeat(500).slice(0, 50_000)), (50 * MEGABYTE) / 50_000)
  },
  drip: (response) => {
    response.writeHead(200)
    response.write('<')
    const drip = setInterval(() => response.write(' '), 1_000)
    response.on('close', () => clearInterval(drip))
  },
  'gzip-bomb': (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' })
    const gzip = createGzip()
    gzip.pipe(response)
    response.on('close', () => gzip.destroy())
    pour(gzip, new Uint8Array(MEGABYTE), 200)
  },
  nested: send(rss(`<item>${'<a>'.repeat(1_000_000)}</item>`)),
  'nested-small': send(rss(`${GOOD_ITEM}<item>${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}</item>`)),
  'many-items': send(rss(GOOD_ITEM + '<item><title>x</title></item>'.repeat(99_999))),
  'large-title': send(rss(`${GOOD_ITEM}<item><title>${'S-400 '.repeat(MEGABYTE / 6)}</title></item>`)),
  'unclosed-tags': send(`<rss version="2.0"><channel>${GOOD_ITEM}<item><title>S-400<b><description>Turkey`),
  'unclosed-cdata': send(`<rss version="2.0"><channel>${GOOD_ITEM}<item><title><![CDATA[S-400 and Turkey`),
  comments: send(rss(GOOD_ITEM + '<!--'.repeat(900_000))),
  nul: send(rss(GOOD_ITEM.replace('keeps', 'ke\u0000eps\u0001'))),
  'invalid-utf-8': send(
    Buffer.concat([
      bytes('<rss version="2.0"><channel><item><title>'),
      Uint8Array.of(0xff, 0xc0, 0x80),
      bytes(`${GOOD_TITLE}</title></item></channel></rss>`),
    ]),
  ),
  'utf-16le-bom': send(utf16(`\uFEFF${rss(GOOD_ITEM)}`, true)),
  'utf-16be-bom': send(utf16(`\uFEFF${rss(GOOD_ITEM)}`, false)),
  'utf-16le': send(utf16(rss(GOOD_ITEM), true)),
  'utf-16be': send(utf16(rss(GOOD_ITEM), false)),
  'charset-lies': send(rss(GOOD_ITEM.replace('keeps', 'garde – é –')), { 'content-type': 'text/xml; charset=utf-16' }),
  'declaration-lies': send(rss(GOOD_ITEM).replace('1.0"', '1.0" encoding="utf-16"')),
  'type-lies': send(rss(GOOD_ITEM), { 'content-type': 'image/png' }),
  challenge: send('<!doctype html><html><title>Are you human?</title><script>document.cookie</script></html>', {
    'content-type': 'application/rss+xml',
  }),
  loop: redirect('/bad/loop'),
  'to-private': redirect('http://169.254.169.254/latest/meta-data/'),
  'to-scheme': redirect('file:///etc/passwd'),
  'to-credentials': redirect('http://user:secret@127.0.0.1/'),
  'headers-only': (response) => {
    response.writeHead(200, { 'content-length': '1000' }).flushHeaders()
  },
  silence: () => {},
  reset: (response) => {
    response.writeHead(200, { 'content-length': '1000' })
    response.write(rss(GOOD_ITEM).slice(0, 60))
    setTimeout(() => response.destroy(), 50)
  },
}

/** Whether the path is one of these; then it is answered. */
export function answerBadly(request: IncomingMessage, response: ServerResponse): boolean {
  const handler = HANDLERS[request.url?.replace('/bad/', '') ?? '']
  handler?.(response, request)
  return handler !== undefined
}

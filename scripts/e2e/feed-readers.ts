/** The feed as programs see it that others wrote: newsboat, sfeed, Python's feedparser, feedsmith. And as feed.json says it is. */
import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { parseAtomFeed } from 'feedsmith'

const run = promisify(execFile)

export interface SeenEntry {
  readonly id: string
  readonly title: string
  /** Empty where the entry has none. */
  readonly url: string
  /** When it was published, else first seen; seconds since 1970. */
  readonly seconds: number
}

interface JsonFeed {
  readonly items: readonly {
    readonly id: string
    readonly title: string
    readonly url?: string
    readonly date_published?: string
    readonly date_modified: string
  }[]
}

/** What the readers should see, in order of id. */
export async function readJsonFeed(origin: string, query = ''): Promise<SeenEntry[]> {
  const feed = (await (await fetch(`${origin}/feed.json?${query}`)).json()) as JsonFeed
  return sortById(
    feed.items.map(({ id, title, url = '', date_published, date_modified }) => ({
      id,
      title,
      url,
      seconds: Math.floor(Date.parse(date_published ?? date_modified) / 1000),
    })),
  )
}

export interface FeedparserReport {
  /** 0 where feedparser found nothing to complain about. */
  readonly bozo: number
  readonly bozoReason: string
  readonly version: string
  readonly entries: readonly SeenEntry[]
}

export async function readWithFeedparser(url: string): Promise<FeedparserReport> {
  const { stdout } = await run('/usr/bin/python3', [join(import.meta.dirname, 'read_feed.py'), url], { maxBuffer: 1e8 })
  const report = JSON.parse(stdout) as FeedparserReport
  return { ...report, entries: sortById(report.entries) }
}

export async function readWithFeedsmith(url: string): Promise<SeenEntry[]> {
  const { entries = [] } = parseAtomFeed(await (await fetch(url)).text())
  return sortById(
    entries.map(({ id, title, links, published, updated }) => ({
      id: id ?? '',
      title: title?.value ?? '',
      url: links?.find(({ rel }) => rel === 'alternate')?.href ?? '',
      seconds: Math.floor(Date.parse(published ?? updated ?? '') / 1000),
    })),
  )
}

/** sfeed prints a line of tab-separated fields for each entry: time, title, link, content, type, id, … */
export async function readWithSfeed(url: string): Promise<SeenEntry[]> {
  const atom = await (await fetch(url)).text()
  const sfeed = run('sfeed', { maxBuffer: 1e8 })
  sfeed.child.stdin?.end(atom)
  const lines = (await sfeed).stdout.split('\n').filter((line) => line !== '')
  return sortById(
    lines.map((line) => {
      const [seconds, title = '', link = '', , , id = ''] = line.split('\t')
      return { id, title, url: link, seconds: Number(seconds) }
    }),
  )
}

/** A newsboat with a cache of its own that follows one feed. */
export class Newsboat {
  readonly #cache: string
  readonly #args: readonly string[]

  constructor(directory: string, url: string, config = '') {
    mkdirSync(directory, { recursive: true })
    this.#cache = join(directory, 'cache.db')
    const [urls, configFile] = [join(directory, 'urls'), join(directory, 'config')]
    writeFileSync(urls, `${url}\n`)
    writeFileSync(configFile, `${config}\n`)
    this.#args = ['-u', urls, '-C', configFile, '-c', this.#cache]
  }

  async reload(): Promise<void> {
    await run('newsboat', [...this.#args, '-x', 'reload'])
  }

  /** "3 unread articles" */
  async printUnread(): Promise<string> {
    return (await run('newsboat', [...this.#args, '-x', 'print-unread'])).stdout.trim()
  }

  all(): SeenEntry[] {
    return this.#read('')
  }

  unread(): SeenEntry[] {
    return this.#read('WHERE unread = 1')
  }

  /** What a reader does who has looked through everything. */
  markAllRead(): void {
    const database = new DatabaseSync(this.#cache)
    database.exec('UPDATE rss_item SET unread = 0')
    database.close()
  }

  #read(condition: string): SeenEntry[] {
    const database = new DatabaseSync(this.#cache, { readOnly: true })
    const rows = database.prepare(`SELECT guid, title, url, pubDate FROM rss_item ${condition}`).all()
    database.close()
    return sortById(
      rows.map(({ guid, title, url, pubDate }) => ({
        id: String(guid),
        title: String(title),
        url: String(url),
        seconds: Number(pubDate),
      })),
    )
  }
}

/** The addresses that newsboat follows after it was given an OPML file. */
export async function importWithNewsboat(directory: string, opml: string): Promise<string[]> {
  mkdirSync(directory, { recursive: true })
  const [file, urls] = [join(directory, 'sources.opml'), join(directory, 'urls')]
  writeFileSync(file, opml)
  writeFileSync(urls, '')
  await run('newsboat', ['-u', urls, '-c', join(directory, 'cache.db'), '-i', file])
  const lines = readFileSync(urls, 'utf8').split('\n')
  return lines.flatMap((line) => line.split(/\s/)[0] || []).sort()
}

function sortById(entries: readonly SeenEntry[]): SeenEntry[] {
  return [...entries].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

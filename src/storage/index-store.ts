// The part of the store that maintenance writes: the index of all entries, and the activity.
import { ACTIVITY_VERSION, type Activity } from './activity.ts'
import { decodeHead, decodePage, encodePage, INDEX_VERSION, type IndexHead, type IndexRow } from './entry-index.ts'

const HEAD_KEY = 'index:head'
const ACTIVITY_KEY = 'view:activity'
const PAGE_PREFIX = 'index:'
const pageKey = (n: number): string => `${PAGE_PREFIX}${n}`
/** In one operation, so that the answer stays at about 2 MB. */
const PAGES_PER_READ = 100

interface PageMetadata {
  v: number
  rows: number
}

export interface IndexStore {
  /** Those of the pages that are stored and can be read. */
  readIndexPages(numbers: readonly number[]): Promise<Map<number, IndexRow[]>>
  writeIndexPage(number: number, rows: readonly IndexRow[]): Promise<void>
  /** Undefined where it is absent or not understood: the pages tell what it was. */
  readIndexHead(): Promise<IndexHead | undefined>
  writeIndexHead(head: IndexHead): Promise<void>
  /** The pages that are stored, with the rows of each; undefined for one that this code did not write. Lists. */
  listIndexPages(): Promise<Map<number, number | undefined>>
  /** Undefined where it is absent or not understood: it is counted again, it is not empty. */
  readActivity(): Promise<Activity | undefined>
  writeActivity(activity: Activity): Promise<void>
}

export function createIndexStore(kv: KVNamespace, put: KVNamespace['put']): IndexStore {
  return {
    async readIndexPages(numbers) {
      const pages = new Map<number, IndexRow[]>()
      for (let from = 0; from < numbers.length; from += PAGES_PER_READ) {
        const keys = numbers.slice(from, from + PAGES_PER_READ).map(pageKey)
        for (const [key, text] of await kv.get(keys, 'text')) {
          const rows = text === null ? undefined : decodePage(text)
          if (rows) pages.set(numberOf(key), rows)
        }
      }
      return pages
    },

    async writeIndexPage(number, rows) {
      const metadata: PageMetadata = { v: INDEX_VERSION, rows: rows.length }
      await put(pageKey(number), encodePage(rows), { metadata })
    },

    async readIndexHead() {
      const text = await kv.get(HEAD_KEY)
      return text === null ? undefined : decodeHead(text)
    },

    async writeIndexHead(head) {
      await put(HEAD_KEY, JSON.stringify(head))
    },

    async listIndexPages() {
      const pages = new Map<number, number | undefined>()
      let cursor: string | undefined
      do {
        const list = await kv.list<PageMetadata>({ prefix: PAGE_PREFIX, ...(cursor && { cursor }) })
        for (const { name, metadata } of list.keys) {
          const number = numberOf(name)
          if (number > 0) pages.set(number, metadata?.v === INDEX_VERSION ? metadata.rows : undefined)
        }
        cursor = list.list_complete ? undefined : list.cursor
      } while (cursor)
      return pages
    },

    async readActivity() {
      const activity = await kv.get<Activity>(ACTIVITY_KEY, 'json').catch((error) => {
        if (error instanceof SyntaxError) return null
        throw error
      })
      return activity?.v === ACTIVITY_VERSION ? activity : undefined
    },

    async writeActivity(activity) {
      await put(ACTIVITY_KEY, JSON.stringify(activity))
    },
  }
}

const numberOf = (key: string): number => Number(key.slice(PAGE_PREFIX.length)) || 0

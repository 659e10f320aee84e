// All reports of one story, for its page and for the API.
import { ENTRY_ID } from '../definition/entry-id.ts'
import { compareEntries, type Entry } from '../entries/entry.ts'
import { followStories } from '../entries/follow-stories.ts'
import { listEntries } from '../publishing/list-entries.ts'
import { createStore } from '../storage/store.ts'
import { readLog, readRecentPack, type ViewReader } from './views.ts'

/** A story has seldom ten reports; one read brings so many. */
const REPORTS_READ_MAX = 100
/** Of those that are only in the index. */
const LATER_READ_MAX = 40

export type StoryReading =
  | { readonly kind: 'story'; readonly reports: readonly [Entry, ...Entry[]] }
  /** The id is that of an entry in another story. */
  | { readonly kind: 'elsewhere'; readonly story: string }
  | { readonly kind: 'absent' }
  /** It had one report, which was taken down. */
  | { readonly kind: 'hidden'; readonly reason: string }

/** Oldest first. A story whose first report was taken down goes on with its next. */
export async function readStory(reader: ViewReader, id: string, now: number): Promise<StoryReading> {
  if (!ENTRY_ID.test(id)) return { kind: 'absent' }
  const { hidden } = reader
  const pack = await readRecentPack(reader)
  const storyOf = followStories(pack.rows)
  const ids = pack.rows.filter((row) => storyOf.get(row.id) === id).map((row) => row.id)
  const stored = await createStore(reader.env.KV).readEntries([...new Set([id, ...ids])].slice(0, REPORTS_READ_MAX))
  const first = stored.get(id)
  const story = storyOf.get(id) ?? first?.story ?? id
  if (story !== id) return { kind: 'elsewhere', story }
  const isOld = first !== undefined && pack.bound !== undefined && first.firstSeen <= pack.bound
  const later = isOld ? await listLaterReports(reader, first, now) : []
  const reports = new Map([...stored.values(), ...later].map((entry) => [entry.id, entry]))
  const [shown, ...others] = [...reports.values()].filter((report) => !hidden.has(report.id)).sort(compareEntries)
  if (shown) return { kind: 'story', reports: [shown, ...others] }
  const reason = hidden.get(id)
  return reason === undefined ? { kind: 'absent' } : { kind: 'hidden', reason }
}

/** The later reports of a story that began before the recent entries do, in the order of the index. */
async function listLaterReports(reader: ViewReader, first: Entry, now: number): Promise<readonly Entry[]> {
  const { log, store } = await readLog(reader)
  const accepts = ({ story }: Pick<Entry, 'story'>): boolean => story === first.story
  const since = first.firstSeen
  const listing = { order: 'asc', after: undefined, limit: LATER_READ_MAX, accepts, since, now } as const
  const listed = await listEntries(log, listing, store)
  return listed.kind === 'listed' ? listed.entries : []
}

// Stories by day. Where the page has no room for all, the newest are shown in full and others on a line or two.
import type { Definition, Term } from '../../definition/definition.ts'
import { findFacet, findTerm } from '../../definition/look-up.ts'
import type { SourceKind } from '../../definition/source.ts'
import { NO_FILTER } from '../../publishing/filter.ts'
import type { Story } from '../../publishing/group-stories.ts'
import { homePath } from './filter-links.ts'
import { inLanguage, Marked, titleOf, webAddress } from './quoted.tsx'
import { clockTime, countOf, joinWords, longDay, relativeTime, shortDay } from './words.ts'

const DAY_MS = 86_400_000
/** Chips of a story. */
const TOPICS_MAX = 4
const ACTS_MAX = 3
/** A report dated so much before it was first seen says so. */
const DATED_BEFORE_MS = 6 * 3_600_000
const OUTLETS_NAMED_MAX = 3

/** A page is to be smaller than 60 kB; this leaves something for what is reckoned wrong. */
const PAGE_MAX_BYTES = 57_000
/** What a page takes beside its stories: chart, heading, and a line of the filters for each term and source. */
const FRAME_BYTES = 12_000
const TERM_BYTES = 75
const SOURCE_BYTES = 75
/** The part of the room for stories that those shown in full may take, where not all can be. */
const FULL_SHARE = 0.55
/** What a story takes beside its own words, measured and rounded up. */
const FULL_MARKUP_BYTES = 560
const BRIEF_MARKUP_BYTES = 260

export interface FittedStories {
  readonly full: readonly Story[]
  readonly brief: readonly Story[]
  /** The first for which there is no room. */
  readonly next?: Story
}

/**
 * @param stories newest first
 * @param sources how many there are
 */
export function fitStories(stories: readonly Story[], definition: Definition, sources: number): FittedStories {
  const room = PAGE_MAX_BYTES - FRAME_BYTES - definition.terms.length * TERM_BYTES - sources * SOURCE_BYTES
  let left = room
  const haveAllRoom = stories.every((story) => {
    left -= weighFull(story, definition)
    return left >= 0
  })
  const fullRoom = haveAllRoom ? room : Math.round(room * FULL_SHARE)
  const bytes = { used: 0 }
  const take = (from: number, limit: number, weigh: (story: Story) => number): number => {
    let end = from
    for (const story of stories.slice(from)) {
      bytes.used += weigh(story)
      if (bytes.used > limit) break
      end++
    }
    return end
  }
  const full = take(0, fullRoom, (story) => weighFull(story, definition))
  if (full < stories.length) bytes.used = Math.min(bytes.used, fullRoom)
  const end = take(full, room, (story) => weighBrief(story, definition))
  const next = stories[end]
  return { full: stories.slice(0, full), brief: stories.slice(full, end), ...(next && { next }) }
}

function weighFull(story: Story, definition: Definition): number {
  const { url, title, lang, outlet, source, reason, excerpt } = story.first
  const chips = shownTerms(story.terms, definition).map(({ id, label }) => 50 + id.length + weighText(label))
  const texts = [
    url ?? '',
    title,
    lang,
    lang,
    outlet ?? source.title,
    reason,
    excerpt.text,
    ...story.outlets.slice(0, 5),
  ]
  const marks = excerpt.marks.length * '<mark></mark>'.length
  return (
    texts.reduce((sum, text) => sum + weighText(text), FULL_MARKUP_BYTES + marks) + chips.reduce((a, b) => a + b, 0)
  )
}

function weighBrief(story: Story, definition: Definition): number {
  const { title, lang, outlet, source } = story.first
  const labels = shownTerms(story.terms, definition).map(({ label }) => `${label}, `)
  return [title, lang, outlet ?? source.title, ...labels].reduce(
    (sum, text) => sum + weighText(text),
    BRIEF_MARKUP_BYTES,
  )
}

/** Bytes of a text in HTML, escaped, in UTF-8. */
function weighText(text: string): number {
  let bytes = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit === 0x26 || unit === 0x22 || unit === 0x27) bytes += 6
    else if (unit === 0x3c || unit === 0x3e) bytes += 4
    else bytes += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3
  }
  return bytes
}

interface ListProps {
  readonly definition: Definition
  readonly now: number
}

export function StoryList({ fitted, ...rest }: ListProps & { fitted: FittedStories }) {
  const { now } = rest
  const inFull = new Set(fitted.full)
  const days = Map.groupBy([...fitted.full, ...fitted.brief], ({ firstSeen }) => firstSeen.slice(0, 10))
  return (
    <>
      {Array.from(days, ([day, stories]) => (
        <section class="day">
          <h2>
            {sayDay(day, now)} <span>{countStories(stories)}</span>
          </h2>
          <ol>
            {stories.map((story) =>
              inFull.has(story) ? <FullStory story={story} {...rest} /> : <BriefStory story={story} {...rest} />,
            )}
          </ol>
        </section>
      ))}
    </>
  )
}

/** What was old when it was first seen is no news of the day, and the activity does not count it. */
function countStories(stories: readonly Story[]): string {
  const old = stories.filter(({ first }) => first.backfilled).length
  const counted = countOf(stories.length - old, 'story', 'stories')
  return old > 0 ? `${counted}, and ${old} from weeks before` : counted
}

function sayDay(day: string, now: number): string {
  const name = longDay(day)
  const daysAgo = (Date.parse(new Date(now).toISOString().slice(0, 10)) - Date.parse(day)) / DAY_MS
  return daysAgo === 0 ? `Today, ${name}` : daysAgo === 1 ? `Yesterday, ${name}` : name
}

function FullStory({ story, definition, now }: ListProps & { story: Story }) {
  const { first, reports } = story
  const address = webAddress(first.url)
  const title = titleOf(first.title)
  const { text, marks, cutBefore, cutAfter } = first.excerpt
  const terms = shownTerms(story.terms, definition)
  const others = story.outlets.slice(1)
  return (
    <li>
      <div>
        <h3 {...inLanguage(first.lang)}>{address ? <a href={address}>{title}</a> : title}</h3>
        <p class="by">
          <b>{first.outlet ?? first.source.title}</b>
          <Kind kind={first.source.kind} />
          <span>
            <time datetime={first.firstSeen}>{clockTime(first.firstSeen)}</time> · {relativeTime(first.firstSeen, now)}
          </span>
          <Dated published={first.published} firstSeen={first.firstSeen} now={now} />
        </p>
        {text && (
          <p class="q" {...inLanguage(first.lang)}>
            {cutBefore && '…'}
            <Marked text={text} marks={marks} />
            {cutAfter && '…'}
          </p>
        )}
      </div>
      <div class="note">
        {terms.length > 0 && <Chips terms={terms} definition={definition} />}
        <p>
          <span class="dim">Why it is here:</span> {first.reason}{' '}
          <a href={`/stories/${first.story}`}>{reports.length > 1 ? 'All reports' : 'Evidence'}</a>
        </p>
        {others.length > 0 && (
          <p>
            <span class="dim">Also reported by</span> {nameOutlets(others)}
          </p>
        )}
      </div>
    </li>
  )
}

function BriefStory({ story, definition, now }: ListProps & { story: Story }) {
  const { first, outlets } = story
  const labels = shownTerms(story.terms, definition).map(({ label }) => label)
  const others = outlets.length - 1
  return (
    <li class="brief">
      <h3 {...inLanguage(first.lang)}>
        <a href={`/stories/${story.id}`}>{titleOf(first.title)}</a>
      </h3>
      <p class="by">
        <span>
          {first.outlet ?? first.source.title}
          {others > 0 && ` and ${others} more`}
        </span>
        <Kind kind={first.source.kind} />
        <span>
          {clockTime(first.firstSeen)} · {relativeTime(first.firstSeen, now)}
        </span>
        {labels.length > 0 && <span>{labels.join(', ')}</span>}
      </p>
    </li>
  )
}

export function Kind({ kind }: { kind: SourceKind }) {
  return <span class={`kind ${kind}`}>{kind}</span>
}

/** Says when a report is dated, where that is not about when it was first seen. */
function Dated({ published, firstSeen, now }: { published: string | null; firstSeen: string; now: number }) {
  if (published === null) return <span>undated</span>
  if (Date.parse(firstSeen) - Date.parse(published) < DATED_BEFORE_MS) return null
  const isSameDay = published.slice(0, 10) === firstSeen.slice(0, 10)
  return <span>dated {isSameDay ? clockTime(published) : shortDay(published, now)}</span>
}

/** Terms as links to their view, each in the colour of its facet. */
export function Chips({ terms, definition }: { terms: readonly Term[]; definition: Definition }) {
  return (
    <p class="chips">
      {terms.map(({ id, label, facet }) => (
        <a class={facetClass(facet, definition)} href={homePath({ ...NO_FILTER, terms: [id] })}>
          {label}
        </a>
      ))}
    </p>
  )
}

const FACET_HUES = 6
export function facetClass(facet: string, definition: Definition): string {
  const position = definition.facets.findIndex(({ id }) => id === facet)
  return `f${position < 0 ? FACET_HUES - 1 : Math.min(position, FACET_HUES - 1)}`
}

/** The terms that tell a reader what it is about: the first topics and acts, in the order they came up. */
export function shownTerms(ids: readonly string[], definition: Definition): Term[] {
  return [
    ...termsIn('topic', ids, definition).slice(0, TOPICS_MAX),
    ...termsIn('act', ids, definition).slice(0, ACTS_MAX),
  ]
}

export function termsIn(place: 'topic' | 'act', ids: readonly string[], definition: Definition): Term[] {
  return ids
    .map((id) => findTerm(definition, id))
    .filter((term) => term !== undefined && findFacet(definition, term.facet)?.inTitle === place) as Term[]
}

function nameOutlets(outlets: readonly string[]): string {
  const named = outlets.slice(0, OUTLETS_NAMED_MAX)
  const more = outlets.length - named.length
  return joinWords(more > 0 ? [...named, `${more} more`] : named)
}

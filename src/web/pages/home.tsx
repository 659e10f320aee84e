// The page at /: how unusual the day is, and the stories of a view, newest first.
import type { Definition } from '../../definition/definition.ts'
import type { Source } from '../../definition/source.ts'
import type { Coverage } from '../../polling/coverage.ts'
import { canonicalQuery, describeFilter, type Filter, NO_FILTER } from '../../publishing/filter.ts'
import type { Story } from '../../publishing/group-stories.ts'
import { type Activity, ActivityChart } from './activity-chart.tsx'
import { homePath, type Shown } from './filter-links.ts'
import { FilterPanel } from './filter-panel.tsx'
import { feedPath, Layout } from './layout.tsx'
import { Whole } from './quoted.tsx'
import { justAfter, type SelectedStories } from './select-stories.ts'
import { fitStories, StoryList } from './story-list.tsx'
import { capitalise, countOf, dateAndTime, timeUntil } from './words.ts'

export interface HomeProps {
  readonly definition: Definition
  readonly sources: readonly Source[]
  readonly coverage: Coverage
  readonly filter: Filter
  readonly shown: Shown
  readonly selected: SelectedStories
  readonly activity?: Activity | undefined
  /** When the first poll was; undefined before it. */
  readonly polledSince: string | undefined
  /** When the next poll is. */
  readonly nextPoll: string
  readonly now: number
}

export function HomePage(props: HomeProps) {
  const { definition, sources, coverage, filter, shown, selected, activity, now } = props
  const { stories, count } = selected
  const words = describeFilter(filter, definition, sources)
  const query = canonicalQuery(filter)
  const feeds = { title: words ? `${definition.title}: ${words}` : definition.title, query }
  const fitted = fitStories(stories, definition, sources.length)
  const nextPath = pathOfNext(props, fitted.next)
  return (
    <Layout
      title={words && capitalise(words)}
      disputeTitle={definition.title}
      here="home"
      coverage={coverage}
      feeds={feeds}
    >
      <div class="intro">
        <header class="head">
          <h1>
            <Whole text={definition.title} />
          </h1>
          <p>
            <Whole text={definition.description} />
          </p>
        </header>
        {activity && (
          <ActivityChart
            activity={activity}
            other={{
              path: homePath(filter, { months: !shown.months }),
              label: shown.months ? 'Last 30 days' : 'Last 12 months',
            }}
          />
        )}
      </div>
      <div class="desk">
        <FilterPanel filter={filter} definition={definition} sources={sources} />
        <div>
          <div class="view">
            <h2>
              {words ? capitalise(words) : 'Everything'}
              {count !== undefined && `: ${countView(count, filter)}`}
              {words && (
                <>
                  {' '}
                  <a class="small" href="/">
                    Show everything
                  </a>
                </>
              )}
            </h2>
            <p class="feeds small">
              Subscribe to this view
              <a href={feedPath('atom', query)}>Atom</a>
              <a href={feedPath('json', query)}>JSON Feed</a>
            </p>
          </div>
          {isDeaf(props) && <Alarm {...props} />}
          {stories.length > 0 && <StoryList fitted={fitted} definition={definition} now={now} />}
          {stories.length === 0 && !isDeaf(props) && <Empty {...props} />}
          <Next path={nextPath} />
        </div>
      </div>
    </Layout>
  )
}

function countView(count: number, { view }: Filter): string {
  return view === 'all' ? countOf(count, 'report') : countOf(count, 'story', 'stories')
}

/** Where the view goes on: with the first story for which there was no room, or with what lies before all of these. */
function pathOfNext({ filter, shown, selected }: HomeProps, next: Story | undefined): string | undefined {
  if (next && !selected.isOlder) return homePath(filter, { ...shown, start: next.first.id })
  const until = next ? justAfter(next.firstSeen) : selected.nextUntil
  return until && homePath({ ...filter, until }, { ...shown, start: undefined })
}

function Next({ path }: { path: string | undefined }) {
  if (path === undefined) return null
  return (
    <p class="next">
      <a href={path}>Older stories</a>
    </p>
  )
}

/** Whether no source at all was heard, although they were asked. */
const isDeaf = ({ coverage, polledSince }: HomeProps): boolean =>
  coverage.heard.length === 0 && polledSince !== undefined

function Alarm({ nextPoll, now }: HomeProps) {
  return (
    <div class="plate alarm">
      <h2>No source can be heard</h2>
      <p>
        What happens meanwhile is not seen: that it is quiet here does not mean that nothing happens. Each source is
        asked again by itself; the next turn is at {dateAndTime(nextPoll, now)} ({timeUntil(nextPoll, now)}).
      </p>
      <p>
        <a href="/status">What is wrong with each source</a>
      </p>
    </div>
  )
}

/** Nothing to show: because nothing matches the filter, or because it is too early. */
function Empty({ filter, polledSince, nextPoll, sources, now }: HomeProps) {
  if (canonicalQuery(filter) !== canonicalQuery(NO_FILTER)) {
    return (
      <div class="plate">
        <h2>Nothing kept matches this view</h2>
        <p>
          You can subscribe to it all the same: it fills when something comes. Or take out one of the filters, or{' '}
          <a href="/">show everything</a>.
        </p>
      </div>
    )
  }
  return (
    <div class="plate">
      <h2>No entries yet</h2>
      {polledSince === undefined ? (
        <p>
          The sources have not been asked yet. The first poll is at {dateAndTime(nextPoll, now)} (
          {timeUntil(nextPoll, now)}), and what it finds stands here five minutes later.
        </p>
      ) : (
        <p>
          {countOf(sources.length, 'source is', 'sources are')} asked every 20 minutes since{' '}
          {dateAndTime(polledSince, now)}, and none has listed anything that belongs here. The next turn is at{' '}
          {dateAndTime(nextPoll, now)} ({timeUntil(nextPoll, now)}).
        </p>
      )}
      <p>
        <a href="/status">What is asked, and what counts as belonging here</a>
      </p>
    </div>
  )
}

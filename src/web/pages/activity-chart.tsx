// How many stories a day, or a month: bars that lead to their day, and the same as a table. A bar is as high as its
// stories are many, and divided as often as they name each topic. Bars stretch with the page, letters do not: the bars
// have a coordinate system of their own, one unit a bar wide and 100 high.
import { countOf } from './words.ts'

export interface Bar {
  /** "22 Nov" */
  readonly label: string
  /** Null where too few sources were heard to tell. */
  readonly stories: number | null
  /** How many of the stories name each of the topics. A story may name several. */
  readonly mentions: readonly number[]
  /** Where the bar leads. */
  readonly path: string
}

export interface Activity {
  /** "Stories a day, the last 30 days" */
  readonly title: string
  /** What the mentions of a bar are of, in their order. At most TOPICS_MAX. */
  readonly topics: readonly string[]
  /** Oldest first. */
  readonly bars: readonly Bar[]
  /** The level in words. */
  readonly level: string
}

export const TOPICS_MAX = 6

const TOP = 4
const HEIGHT = 8.5
/** Fewer labels where bars are many. */
const LABELS_MAX = 4

export function ActivityChart({
  activity,
  other,
}: {
  activity: Activity
  /** The link to the other span of time. */
  other: { path: string; label: string }
}) {
  const { title, topics, bars, level } = activity
  const top = niceTop(Math.max(...bars.map(({ stories }) => stories ?? 0)))
  return (
    <figure class="chart">
      <figcaption class="row">
        <h2>{title}</h2>
        <a class="small" href={other.path}>
          {other.label}
        </a>
      </figcaption>
      <p class="small">{level}</p>
      <Bars bars={bars} top={top} topics={topics.length} title={title} />
      <Key topics={topics} hasUnknown={bars.some(({ stories }) => stories === null)} />
      <details>
        <summary class="small">The same as a table</summary>
        <Table activity={activity} />
      </details>
    </figure>
  )
}

function Bars({ bars, top, topics, title }: { bars: readonly Bar[]; top: number; topics: number; title: string }) {
  const every = Math.ceil(bars.length / LABELS_MAX)
  const last = bars.length - 1
  return (
    // biome-ignore lint/a11y/useSemanticElements: no element of SVG groups links under a name
    <svg role="group" aria-label={title}>
      <defs>
        <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse">
          <path d="M0 5L5 0" />
        </pattern>
      </defs>
      {listUnknown(bars).map(([from, until]) => (
        <rect
          class="unknown"
          x={`${percent(from, bars)}%`}
          width={`${percent(until - from, bars)}%`}
          y={`${y(1)}rem`}
          height={`${y(0) - y(1)}rem`}
        />
      ))}
      {[0, 0.5, 1].map((part) => (
        <>
          <line class={part === 0 ? 'base' : 'grid'} x2="100%" y1={`${y(part)}rem`} y2={`${y(part)}rem`} />
          {part > 0 && (
            <text x="0" y={`${y(part) - 0.25}rem`}>
              {top * part}
            </text>
          )}
        </>
      ))}
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: part of the drawing that has the name */}
      <svg
        y={`${y(1)}rem`}
        width="100%"
        height={`${y(0) - y(1)}rem`}
        viewBox={`0 0 ${bars.length} 100`}
        preserveAspectRatio="none"
      >
        {Array.from({ length: topics }, (_, index) => (
          <path class={`b${index}`} d={stackedBars(bars, index, top)} />
        ))}
        {bars.map((bar, index) => (
          <a href={bar.path} aria-label={sayBar(bar)}>
            <rect class="hit" x={index} width="1" height="100" />
          </a>
        ))}
      </svg>
      {bars.map(({ label }, index) =>
        (last - index) % every === 0 ? (
          <text
            x={`${percent(index + 0.5, bars)}%`}
            y={`${HEIGHT + 0.9}rem`}
            text-anchor={index === last ? 'end' : 'middle'}
          >
            {label}
          </text>
        ) : null,
      )}
    </svg>
  )
}

/** Height of a part of the scale in rem, from the top of the drawing. */
const y = (part: number): number => round(HEIGHT - part * (HEIGHT - TOP / 4))

/** The parts of one topic in all bars. */
function stackedBars(bars: readonly Bar[], topic: number, top: number): string {
  let path = ''
  bars.forEach(({ stories, mentions }, index) => {
    const all = sum(mentions)
    if (!stories || !all) return
    const scale = (100 * stories) / top / all
    const height = (mentions[topic] ?? 0) * scale
    const below = sum(mentions.slice(0, topic)) * scale
    if (height > 0) path += drawBar(index, 100 - below - height, height)
  })
  return path
}

/** The runs of bars of which nothing is known. */
function listUnknown(bars: readonly Bar[]): [from: number, until: number][] {
  const runs: [number, number][] = []
  bars.forEach(({ stories }, index) => {
    if (stories !== null) return
    const last = runs.at(-1)
    if (last?.[1] === index) last[1]++
    else runs.push([index, index + 1])
  })
  return runs
}

const percent = (place: number, bars: readonly Bar[]): number => round((place / bars.length) * 100)

/** A line as wide as a bar is. */
const drawBar = (index: number, from: number, height: number): string =>
  `M${index + 0.5} ${tenth(from)}v${tenth(height)}`

function Key({ topics, hasUnknown }: { topics: readonly string[]; hasUnknown: boolean }) {
  const names = topics.map((name, index) => ({ name, color: `b${index}` }))
  if (hasUnknown) names.push({ name: 'unknown: too few sources heard', color: 'unknown' })
  return (
    <ul class="key">
      {names.map(({ name, color }) => (
        <li>
          <svg aria-hidden="true">
            <rect class={color} width="100%" height="100%" />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}

function Table({ activity: { title, topics, bars } }: { activity: Activity }) {
  return (
    <div class="scroll">
      <table aria-label={title}>
        <thead>
          <tr>
            <th scope="col">UTC</th>
            <th scope="col">Stories</th>
            <th scope="col">They name</th>
          </tr>
        </thead>
        <tbody>
          {bars.toReversed().map(({ label, stories, mentions, path }) => (
            <tr>
              <th scope="row">
                <a href={path}>{label}</a>
              </th>
              <td>{stories ?? 'unknown'}</td>
              <td>{listMentions(topics, mentions)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function listMentions(topics: readonly string[], mentions: readonly number[]): string {
  return topics.flatMap((name, index) => (mentions[index] ? `${name} ${mentions[index]}` : [])).join(', ')
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

const sayBar = ({ label, stories }: Bar): string =>
  `${label}: ${stories === null ? 'unknown' : countOf(stories, 'story', 'stories')}`

/** The scale's end: even, so that its middle is a whole number. */
function niceTop(most: number): number {
  for (let step = 1; ; step *= 10) {
    for (const top of [2, 4, 6, 10]) if (top * step >= most) return top * step
  }
}

const tenth = (value: number): number => Math.round(value * 10) / 10
const round = (value: number): number => Math.round(value * 100) / 100

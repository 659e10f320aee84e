// How many stories a day, or a month: stacked bars that lead to their day, and the same as a table. Bars stretch with
// the page, letters do not: the bars have a coordinate system of their own, one unit a bar wide and 100 high.
import { countOf } from './words.ts'

export interface Bar {
  /** "22 Nov" */
  readonly label: string
  /** Stories in each series; null where too few sources were heard to tell. */
  readonly counts: readonly number[] | null
  /** Where the bar leads. */
  readonly path: string
}

export interface Activity {
  /** "Stories a day, the last 30 days" */
  readonly title: string
  /** What the counts of a bar stand for, in their order. At most SERIES_MAX. */
  readonly series: readonly string[]
  /** Oldest first. */
  readonly bars: readonly Bar[]
  /** The level in words; left out where nothing can be said. */
  readonly level?: string
}

export const SERIES_MAX = 6

const BAR_WIDTH = 0.78
const TOP = 4
const HEIGHT = 8.5
/** Fewer labels where bars are many. */
const LABELS_MAX = 5

export function ActivityChart({
  activity,
  other,
}: {
  activity: Activity
  /** The link to the other span of time. */
  other: { path: string; label: string }
}) {
  const { title, series, bars, level } = activity
  const top = niceTop(Math.max(...bars.map(({ counts }) => total(counts))))
  return (
    <figure class="chart">
      <figcaption class="row">
        <h2>{title}</h2>
        <a class="small" href={other.path}>
          {other.label}
        </a>
      </figcaption>
      {level && <p>{level}</p>}
      <Bars bars={bars} top={top} series={series.length} title={title} />
      <Key series={series} hasUnknown={bars.some(({ counts }) => counts === null)} />
      <details>
        <summary class="small">The same as a table</summary>
        <Table activity={activity} />
      </details>
    </figure>
  )
}

function Bars({ bars, top, series, title }: { bars: readonly Bar[]; top: number; series: number; title: string }) {
  const every = Math.ceil(bars.length / LABELS_MAX)
  const last = bars.length - 1
  return (
    <svg role="group" aria-label={title}>
      <defs>
        <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse">
          <path d="M0 5L5 0" />
        </pattern>
      </defs>
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
      <svg
        y={`${y(1)}rem`}
        width="100%"
        height={`${y(0) - y(1)}rem`}
        viewBox={`0 0 ${bars.length} 100`}
        preserveAspectRatio="none"
      >
        <path class="unknown" d={unknownBars(bars)} />
        {Array.from({ length: series }, (_, index) => (
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
            x={`${round(((index + 0.5) / bars.length) * 100)}%`}
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

function stackedBars(bars: readonly Bar[], series: number, top: number): string {
  let path = ''
  bars.forEach(({ counts }, index) => {
    const count = counts?.[series] ?? 0
    if (counts === null || count === 0) return
    const below = counts.slice(0, series).reduce((sum, other) => sum + other, 0)
    path += drawBar(index, round(100 - (100 * (below + count)) / top), round((100 * count) / top))
  })
  return path
}

function unknownBars(bars: readonly Bar[]): string {
  return bars.map(({ counts }, index) => (counts === null ? drawBar(index, 0, 100) : '')).join('')
}

function drawBar(index: number, from: number, height: number): string {
  return `M${round(index + (1 - BAR_WIDTH) / 2)} ${from}h${BAR_WIDTH}v${height}h-${BAR_WIDTH}z`
}

function Key({ series, hasUnknown }: { series: readonly string[]; hasUnknown: boolean }) {
  const names = series.map((name, index) => ({ name, color: `b${index}` }))
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

function Table({ activity: { title, series, bars } }: { activity: Activity }) {
  return (
    <div class="scroll">
      <table aria-label={title}>
        <thead>
          <tr>
            <th scope="col">UTC</th>
            <th scope="col">Stories</th>
            <th scope="col">Of which</th>
          </tr>
        </thead>
        <tbody>
          {bars.toReversed().map(({ label, counts, path }) => (
            <tr>
              <th scope="row">
                <a href={path}>{label}</a>
              </th>
              <td>{counts ? total(counts) : 'unknown'}</td>
              <td>{counts && listCounts(series, counts)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function listCounts(series: readonly string[], counts: readonly number[]): string {
  return series.flatMap((name, index) => (counts[index] ? `${name} ${counts[index]}` : [])).join(', ')
}

const total = (counts: readonly number[] | null): number => counts?.reduce((sum, count) => sum + count, 0) ?? 0

const sayBar = ({ label, counts }: Bar): string =>
  `${label}: ${counts ? countOf(total(counts), 'story', 'stories') : 'unknown'}`

/** The scale's end: even, so that its middle is a whole number. */
function niceTop(most: number): number {
  for (let step = 1; ; step *= 10) {
    for (const top of [2, 4, 6, 10]) if (top * step >= most) return top * step
  }
}

const round = (value: number): number => Math.round(value * 100) / 100

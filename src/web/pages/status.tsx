// The page at /status: can the silence be trusted, what nearly matched, and by which rule.
import type { Definition } from '../../definition/definition.ts'
import type { RuleDescription, RuleWords } from '../../definition/describe-rule.ts'
import type { SourceKind } from '../../definition/source.ts'
import type { Coverage } from '../../polling/coverage.ts'
import type { NearMiss } from '../../storage/state.ts'
import { Layout } from './layout.tsx'
import { inLanguage, titleOf, webAddress } from './quoted.tsx'
import { Kind } from './story-list.tsx'
import { capitalise, countOf, dateAndTime, languageName, relativeTime, timeUntil, UNKNOWN_LANGUAGE } from './words.ts'

/** All that the state keeps would double the page. */
const NEAR_MISSES_SHOWN = 15

export interface SourceRow {
  readonly id: string
  readonly title: string
  readonly kind: SourceKind
  readonly lang: string
  readonly lastSuccess: string | null
  /** First-seen time of its newest entry among the recent ones. */
  readonly lastMatch: string | null
  /** In plain words what is wrong; undefined where nothing is. */
  readonly trouble: string | undefined
  readonly nextDue: string
  readonly items: number | null
  /** One character an hour, the last one now: "1" where it was heard, " " before the first time it was asked. */
  readonly hours: string
}

export interface StatusProps {
  readonly definition: Definition
  readonly coverage: Coverage
  readonly sources: readonly SourceRow[]
  readonly nearMisses: readonly NearMiss[]
  /** Version of the rule in force. */
  readonly rule: string
  readonly ruleInWords: RuleDescription
  readonly lastPoll: string | null
  readonly lastPublish: string | null
  readonly since: string | null
  readonly now: number
}

export function StatusPage(props: StatusProps) {
  const { definition, coverage, sources, nearMisses, rule, ruleInWords, lastPoll, lastPublish, since, now } = props
  const inTrouble = sources.filter(({ trouble }) => trouble !== undefined).length
  const when = (time: string): string => `${dateAndTime(time, now)} (${relativeTime(time, now)})`
  return (
    <Layout title="Status" disputeTitle={definition.title} here="status" coverage={coverage}>
      <header class="head">
        <h1>Can the silence be trusted?</h1>
        <p>
          {lastPoll === null
            ? 'The sources have not been asked yet.'
            : `The last poll was at ${when(lastPoll)}${lastPublish ? `, and what is shown here was renewed last at ${when(lastPublish)}` : ''}.`}
          {since !== null && ` Records go back to ${dateAndTime(since, now)}.`}
        </p>
      </header>
      <section class="part">
        <h2>
          {countOf(sources.length, 'source')}
          {inTrouble > 0 ? `, ${inTrouble} in trouble` : ''}
        </h2>
        <p class="small dim">
          Each strip is the last 48 hours, the present one at its right end; a bar is an hour in which the source was
          heard.
        </p>
        <ul class="sources">
          {sources.map((source) => (
            <SourceItem source={source} now={now} />
          ))}
        </ul>
      </section>
      <section class="part rule" id="rule">
        <h2>What is kept</h2>
        <Rule description={ruleInWords} />
        <p class="small dim">
          This is rule <code>{rule}</code>, said in words. Each report keeps the version that it was judged by.
        </p>
      </section>
      <section class="part" id="near-misses">
        <h2>Near misses</h2>
        <NearMisses nearMisses={nearMisses} sources={sources} now={now} />
      </section>
    </Layout>
  )
}

function SourceItem({ source, now }: { source: SourceRow; now: number }) {
  const { title, kind, lang, lastSuccess, lastMatch, trouble, nextDue, items, hours } = source
  return (
    <li>
      <div>
        <b {...inLanguage(lang)}>{title}</b>
        <br />
        <Kind kind={kind} /> · {languageName(lang)}
      </div>
      <div>
        {lastSuccess ? `Heard ${relativeTime(lastSuccess, now)}` : 'Never heard yet'}
        {items !== null && `, ${countOf(items, 'item')} listed`} ·{' '}
        {lastMatch ? `last match ${dateAndTime(lastMatch, now)}` : 'no match yet'} · next poll {timeUntil(nextDue, now)}
        <Strip hours={hours} />
      </div>
      {trouble && <p class="trouble bad">{capitalise(trouble)}</p>}
    </li>
  )
}

function Strip({ hours }: { hours: string }) {
  // A line for each run of hours that were heard, as thick as the strip.
  const path = Array.from(hours.matchAll(/1+/g), (run) => `M${run.index} .5h${run[0].length - 0.2}`).join('')
  const known = hours.trimStart().length
  const heard = hours.replaceAll(/[ 0]/g, '').length
  return (
    <svg
      class="strip"
      viewBox={`0 0 ${hours.length} 1`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`Heard in ${heard} of the last ${countOf(known, 'hour')}`}
    >
      <rect x={hours.length - known} width={known} height="1" />
      <path d={path} />
    </svg>
  )
}

function Rule({ description: { kept, nearMiss, groups } }: { description: RuleDescription }) {
  return (
    <>
      <RuleSentence start="An item is kept when it has" words={kept} isOpen />
      <RuleSentence start="One that is not kept is a near miss when it has" words={nearMiss} />
      {groups.length > 0 && (
        <details>
          <summary>What the letters stand for</summary>
          <ul>
            {groups.map(({ letter, name, meaning }) => (
              <li>
                <b>
                  {name} [{letter}]
                </b>
                : {meaning}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function RuleSentence({ start, words, isOpen }: { start: string; words: RuleWords; isOpen?: boolean }) {
  if (words.parts.length === 0) {
    return (
      <p>
        {start} {words.text}.
      </p>
    )
  }
  return (
    <>
      <p>
        {start} {words.text}
      </p>
      <ul>
        {words.parts.map((part) => (
          <RulePart words={part} isOpen={isOpen} />
        ))}
      </ul>
    </>
  )
}

/** What is long is folded beneath its first line. */
function RulePart({ words: { text, parts }, isOpen }: { words: RuleWords; isOpen?: boolean | undefined }) {
  if (parts.length === 0) return <li>{text}</li>
  const inner = (
    <ul>
      {parts.map((part) => (
        <RulePart words={part} />
      ))}
    </ul>
  )
  return (
    <li>
      <details open={isOpen && parts.length <= 2}>
        <summary>{text === 'one of these:' ? `one of ${parts.length}, such as ${parts[0]?.text}` : text}</summary>
        {inner}
      </details>
    </li>
  )
}

function NearMisses({
  nearMisses,
  sources,
  now,
}: {
  nearMisses: readonly NearMiss[]
  sources: readonly SourceRow[]
  now: number
}) {
  if (nearMisses.length === 0) return <p>None yet: nothing has come close without being kept.</p>
  return (
    <>
      <p class="small dim">
        What came close and was not kept, with what it lacks. The newest{' '}
        {Math.min(nearMisses.length, NEAR_MISSES_SHOWN)};{' '}
        <a href="/api/near-misses">all that are remembered, as JSON</a>.
      </p>
      <ul class="sources near">
        {nearMisses.slice(0, NEAR_MISSES_SHOWN).map(({ title, url, source, firstSeen, reason }) => {
          const address = webAddress(url)
          const listedBy = sources.find(({ id }) => id === source)
          return (
            <li>
              <p>
                <span class="q" {...inLanguage(listedBy?.lang ?? UNKNOWN_LANGUAGE)}>
                  {address ? <a href={address}>{titleOf(title)}</a> : titleOf(title)}
                </span>
                <br />
                {reason}{' '}
                <span class="dim">
                  {listedBy?.title ?? source}, {dateAndTime(firstSeen, now)}
                </span>
              </p>
            </li>
          )
        })}
      </ul>
    </>
  )
}

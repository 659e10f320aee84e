// The page of one story: who reported it when, and why each report is here.
import type { Definition } from '../../definition/definition.ts'
import { findTerm } from '../../definition/look-up.ts'
import type { Entry } from '../../entries/entry.ts'
import type { Evidence } from '../../matching/match-result.ts'
import type { Coverage } from '../../polling/coverage.ts'
import { makeCard } from '../../publishing/card.ts'
import { Layout } from './layout.tsx'
import { inLanguage, Marked, titleOf, webAddress } from './quoted.tsx'
import { Chips, facetClass, Kind, shownTerms } from './story-list.tsx'
import { countOf, dateAndTime, languageName, relativeTime } from './words.ts'

/** More would make the page too long to read; the rest is in the API. */
const REPORTS_MAX = 30
const FOUND_MAX = 8

export interface StoryProps {
  readonly definition: Definition
  readonly coverage: Coverage
  /** Of one story, oldest first; at least one. */
  readonly reports: readonly [Entry, ...Entry[]]
  /** The rule in force, where reports may have been judged under another. */
  readonly rule: string
  readonly now: number
}

export function StoryPage({ definition, coverage, reports, rule, now }: StoryProps) {
  const [first] = reports
  const terms = shownTerms([...new Set(reports.flatMap((report) => report.terms))], definition)
  const outlets = new Set(reports.map((report) => report.outlet ?? report.source.title)).size
  const left = reports.length - REPORTS_MAX
  return (
    <Layout title={titleOf(first.title)} disputeTitle={definition.title} coverage={coverage}>
      <header class="head">
        <p class="label">Story</p>
        <h1 {...inLanguage(first.lang)}>{titleOf(first.title)}</h1>
        <p>
          {countOf(reports.length, 'report')} from {countOf(outlets, 'outlet')}, first seen{' '}
          {dateAndTime(first.firstSeen, now)} ({relativeTime(first.firstSeen, now)}).
        </p>
        {terms.length > 0 && <Chips terms={terms} definition={definition} />}
      </header>
      <section class="part">
        <h2>Reports in order of time</h2>
        <ol class="line">
          {reports.slice(0, REPORTS_MAX).map((report) => (
            <Report report={report} definition={definition} rule={rule} now={now} />
          ))}
        </ol>
        {left > 0 && <p>{countOf(left, 'later report')} of this story are not shown here.</p>}
        <p class="small">
          <a href="/">All stories</a>
        </p>
      </section>
    </Layout>
  )
}

function Report({
  report,
  definition,
  rule,
  now,
}: {
  report: Entry
  definition: Definition
  rule: string
  now: number
}) {
  const { id, url, title, lang, source, outlet, published, publishedRaw, firstSeen, evidence, reason } = report
  const { titleMarks, excerpt } = makeCard(report)
  const address = webAddress(url)
  const shown = title.trim() ? <Marked text={title} marks={titleMarks} /> : titleOf(title)
  return (
    <li class={source.kind === 'official' ? 'off' : undefined}>
      <div>
        <p class="by">
          <b>{outlet ?? source.title}</b>
          <Kind kind={source.kind} />
          <span>
            <time datetime={firstSeen}>{dateAndTime(firstSeen, now)}</time> · {relativeTime(firstSeen, now)}
          </span>
        </p>
        <h3 {...inLanguage(lang)}>{address ? <a href={address}>{shown}</a> : shown}</h3>
        {excerpt.text && (
          <p class="q" {...inLanguage(lang)}>
            {excerpt.cutBefore && '…'}
            <Marked text={excerpt.text} marks={excerpt.marks} />
            {excerpt.cutAfter && '…'}
          </p>
        )}
      </div>
      <dl class="facts">
        <dt>Why it is here</dt>
        <dd>{reason}</dd>
        {listEvidence(evidence).map(([term, found]) => (
          <>
            <dt>
              <span class={facetClass(findTerm(definition, term)?.facet ?? '', definition)}>
                {findTerm(definition, term)?.label ?? term}
              </span>
            </dt>
            <dd>
              {found.slice(0, FOUND_MAX).map(({ field, text }, index) => (
                <>
                  {index > 0 && ', '}
                  {field === 'source' ? text : <q {...inLanguage(lang)}>{text}</q>} (
                  {field === 'source' ? 'the source' : field})
                </>
              ))}
            </dd>
          </>
        ))}
        <dt>Dated</dt>
        <dd>
          {published
            ? dateAndTime(published, now)
            : `no date that can be read${publishedRaw ? `: “${publishedRaw}”` : ''}`}
        </dd>
        <dt>Listed by</dt>
        <dd>
          {source.title}, in {languageName(lang)}
        </dd>
        <dt>Rule</dt>
        <dd>
          <code>{report.rule}</code>
          {report.rule === rule ? ', in force' : ', an earlier one'} ·{' '}
          <a href={`/api/entries/${id}`}>this report as JSON</a>
        </dd>
      </dl>
    </li>
  )
}

/** What was found of each term, each wording once in a place. */
function listEvidence(evidence: readonly Evidence[]): [term: string, found: Evidence[]][] {
  const terms = new Map<string, Evidence[]>()
  for (const one of evidence) {
    const found = terms.get(one.term) ?? []
    if (!found.some(({ field, text }) => field === one.field && text === one.text)) found.push(one)
    terms.set(one.term, found)
  }
  return [...terms]
}

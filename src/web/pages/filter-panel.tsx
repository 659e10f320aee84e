// The filters: a link for each topic, act, kind and language, and a form for the rest, which goes without them.
import type { Definition, Facet, Term } from '../../definition/definition.ts'
import { SOURCE_KINDS, type Source } from '../../definition/source.ts'
import type { Filter } from '../../publishing/filter.ts'
import { type Choice, homePath, isChosen, toggle } from './filter-links.ts'
import { capitalise, languageName, UNKNOWN_LANGUAGE } from './words.ts'

interface PanelProps {
  readonly filter: Filter
  readonly definition: Definition
  readonly sources: readonly Source[]
}

export function FilterPanel({ filter, definition, sources }: PanelProps) {
  const facets = (inTitle: 'topic' | 'act') => definition.facets.filter((facet) => facet.inTitle === inTitle)
  const kinds = SOURCE_KINDS.filter((kind) => sources.some((source) => source.kind === kind))
  const langs = [...new Set(sources.map(({ lang }) => lang.split('-', 1)[0] ?? lang))].filter(
    (lang) => lang !== UNKNOWN_LANGUAGE,
  )
  const facetLinks = (facet: Facet) => (
    <Links
      title={facetTitle(facet)}
      filter={filter}
      choices={termsOf(facet, definition).map(({ id, label }) => [label, { terms: id }])}
    />
  )
  return (
    <nav class="filters" aria-label="Filters">
      <details class="sets">
        <summary>Filters</summary>
        <Links title="Kind of source" filter={filter} choices={kinds.map((kind) => [kind, { kinds: kind }])} />
        {facets('topic').map(facetLinks)}
        {facets('act').map(facetLinks)}
        <Links title="Language" filter={filter} choices={langs.map((lang) => [languageName(lang), { langs: lang }])} />
        <details class="set" open={isSetByForm(filter, definition)}>
          <summary>Words, dates, actors, one source</summary>
          <FilterForm filter={filter} definition={definition} sources={sources} />
        </details>
      </details>
    </nav>
  )
}

function Links({
  title,
  choices,
  filter,
}: {
  title: string
  choices: readonly (readonly [label: string, choice: Choice])[]
  filter: Filter
}) {
  if (choices.length === 0) return null
  return (
    <div class="set">
      <h2 class="label">{title}</h2>
      <ul>
        {choices.map(([label, choice]) => (
          <li>
            <a href={homePath(toggle(filter, choice))} aria-current={isChosen(filter, choice) ? 'true' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What the links have chosen goes along, hidden. */
function FilterForm({ filter, definition, sources }: PanelProps) {
  const others = definition.facets.filter(({ inTitle }) => inTitle === undefined)
  const otherTerms = new Set(others.flatMap((facet) => termsOf(facet, definition)).map(({ id }) => id))
  const term = filter.terms.find((id) => otherTerms.has(id))
  const kept = [
    ...filter.terms.filter((id) => id !== term).map((id) => ['term', id] as const),
    ...filter.kinds.map((kind) => ['kind', kind] as const),
    ...filter.langs.map((lang) => ['lang', lang] as const),
    ...(filter.view === 'all' ? [['view', 'all'] as const] : []),
  ]
  const day = (time: string | undefined): string | undefined => time?.slice(0, 10)
  return (
    <form action="/">
      {kept.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <label>
        Words, all of them
        <input name="q" value={filter.q} />
      </label>
      <label>
        Actor or other term
        <select name="term">
          <option value="">any</option>
          {others.map((facet) => (
            <optgroup label={facetTitle(facet)}>
              {termsOf(facet, definition).map(({ id, label }) => (
                <option value={id} selected={id === term}>
                  {label}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label>
        Source
        <select name="source">
          <option value="">any</option>
          {sources.map(({ id, title }) => (
            <option value={id} selected={filter.sources.includes(id)}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label>
        First seen from
        <input type="date" name="since" value={day(filter.since)} />
      </label>
      <label>
        First seen before
        <input type="date" name="until" value={day(filter.until)} />
      </label>
      <button type="submit">Show</button>
    </form>
  )
}

const termsOf = (facet: Facet, definition: Definition): Term[] =>
  definition.terms.filter((term) => term.facet === facet.id)

/** What a list of links is called: "a system" is "System". */
const facetTitle = ({ label }: Facet): string => capitalise(label.replace(/^(an?|the) /i, ''))

function isSetByForm({ q, since, until, sources, terms }: Filter, definition: Definition): boolean {
  if (q !== undefined || since !== undefined || until !== undefined || sources.length > 0) return true
  const titled = new Set(definition.facets.filter(({ inTitle }) => inTitle).map(({ id }) => id))
  return definition.terms.some(({ id, facet }) => terms.includes(id) && !titled.has(facet))
}

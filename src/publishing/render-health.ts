// /health.atom: an entry where something fell silent and one where it is heard again. Rendered from the log of outages
// in the state; each entry says what was written down at the time and never changes.
import type { Definition } from '../definition/definition.ts'
import { nameUuid } from '../definition/name-uuid.ts'
import { disputeNamespace } from '../entries/identity.ts'
import type { Outage, State } from '../storage/state.ts'
import { escapeMarkup } from './escape.ts'
import { baseOf } from './feed-info.ts'
import { renderUpdated } from './render-atom.ts'

interface HealthEntry {
  readonly id: string
  readonly at: string
  readonly title: string
  readonly text: string
}

/**
 * @param half the subject that stands for half of all sources
 * @param publicUrl prefix of addresses; relative references without it
 */
export function renderHealthFeed(
  state: State,
  definition: Definition,
  { half, publicUrl }: { half: string; publicUrl?: string | undefined },
): string {
  const namespace = disputeNamespace(definition.id)
  const base = baseOf(publicUrl)
  const entries = state.outages
    .flatMap((outage) => describeOutage(outage, outage.subject === half, namespace))
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
  const author = `<author><name>${escapeMarkup(definition.title)}</name></author>`
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>urn:uuid:${nameUuid('health', namespace)}</id>
<title>${escapeMarkup(definition.title)}: sources not heard</title>
<subtitle>Says when a source is not heard for 24 hours, or half of them for 2, and when they are heard again.</subtitle>
<updated>${entries[0]?.at ?? state.since}</updated>
${author}
<link rel="self" type="application/atom+xml" href="${escapeMarkup(base)}/health.atom"/>
<link rel="alternate" type="text/html" href="${escapeMarkup(base)}/"/>
<generator>sanctions-watch</generator>
${entries.map((entry) => renderEntry(entry, base)).join('')}</feed>
`
}

function describeOutage(outage: Outage, isHalf: boolean, namespace: string): HealthEntry[] {
  const { subject, title, at, lastHeard, detail, until, recovery } = outage
  const id = (what: string): string => nameUuid(JSON.stringify([what, subject, at]), namespace)
  const silent = isHalf
    ? { title: 'Half of the sources or more are not heard', text: `${capitalise(detail)}.` }
    : {
        title: `Not heard for 24 hours: ${title}`,
        text: `${title} was ${lastHeard ? `last heard at ${readableTime(lastHeard)}` : 'never heard yet'}: ${detail}. What it lists meanwhile is not seen.`,
      }
  const entries = [{ id: id('outage'), at, ...silent }]
  if (until === undefined) return entries
  const again = isHalf
    ? { title: 'More than half of the sources are heard again', text: `${capitalise(recovery ?? '')}.` }
    : {
        title: `Heard again: ${title}`,
        text: `${title} is heard again since ${readableTime(until)}. It was ${lastHeard ? `last heard at ${readableTime(lastHeard)}` : 'never heard'} before; what it listed only in between was not seen.`,
      }
  return [{ id: id('recovery'), at: until, ...again }, ...entries]
}

function renderEntry({ id, at, title, text }: HealthEntry, base: string): string {
  return `<entry>
<id>urn:uuid:${id}</id>
<title>${escapeMarkup(title)}</title>
<updated>${renderUpdated({ firstSeen: at, id })}</updated>
<published>${at}</published>
<link rel="alternate" type="application/json" href="${escapeMarkup(base)}/api/status"/>
<content type="text">${escapeMarkup(text)}</content>
</entry>
`
}

const capitalise = (sentence: string): string => sentence.slice(0, 1).toUpperCase() + sentence.slice(1)
const readableTime = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`

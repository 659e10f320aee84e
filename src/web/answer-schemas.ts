// What answers hold, as JSON Schema, for /openapi.json. Tests hold real answers against it.
import { SOURCE_KINDS } from '../definition/source.ts'

type Schema = Readonly<Record<string, unknown>>
type Fields = Readonly<Record<string, Schema>>

const text = { type: 'string' }
const count = { type: 'integer', minimum: 0 }
const flag = { type: 'boolean' }
const time = { type: 'string', format: 'date-time' }
const address = { type: 'string', format: 'uri' }
const uuid = { type: 'string', format: 'uuid' }
const kind = { type: 'string', enum: SOURCE_KINDS }
const anything = { type: 'object' }
const listOf = (items: Schema) => ({ type: 'array', items })
const orNull = (schema: Schema) => ({ ...schema, type: [schema.type, 'null'] })
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const object = (fields: Fields, optional: Fields = {}) => ({
  type: 'object',
  required: Object.keys(fields),
  properties: { ...fields, ...optional },
})

const source = { id: text, title: text, kind }
const reported = { id: uuid, url: orNull(address), title: text, published: orNull(time), firstSeen: time }
const judged = { terms: listOf(text), reason: text }
const belongs = { lang: text, rule: text, story: uuid }
const sometimes = { outlet: text, backfilled: { const: true } }
const marks = { type: 'array', items: { type: 'array', items: count, minItems: 2, maxItems: 2 } }
const cursor = { type: ['string', 'null'], description: 'Where to go on; null at the end of what is newest first.' }

export const ANSWER_SCHEMAS = {
  Entry: object(
    {
      v: { const: 1 },
      ...reported,
      sourceUrl: orNull(text),
      summary: text,
      source: object({ ...source, url: address }, { country: text }),
      evidence: listOf(ref('Evidence')),
      ...judged,
      ...belongs,
    },
    { ...sometimes, guid: text, publishedRaw: text },
  ),
  Evidence: object(
    { term: text, facet: text, field: { type: 'string', enum: ['title', 'summary', 'source'] }, text },
    { start: count, end: count },
  ),
  Entries: object({ entries: listOf(ref('Entry')), cursor }),
  Report: object(
    {
      ...reported,
      ...judged,
      ...belongs,
      source: object(source, { country: text }),
      titleMarks: marks,
      excerpt: object({ text, marks, cutBefore: flag, cutAfter: flag }),
    },
    sometimes,
  ),
  Story: object({
    id: uuid,
    firstSeen: time,
    lastSeen: time,
    outlets: listOf(text),
    terms: listOf(text),
    reports: listOf(ref('Report')),
  }),
  Stories: object({ stories: listOf(ref('Story')), cursor }),
  NearMisses: object({
    nearMisses: listOf(object({ ...reported, ...judged, source: text, evidence: listOf(ref('Evidence')) })),
  }),
  Coverage: object({
    sentence: text,
    since: time,
    until: time,
    recordsSince: orNull(time),
    heard: count,
    of: count,
    sources: listOf(object({ id: text, title: text, heard: flag, lastSuccess: orNull(time), hours: text })),
  }),
  Status: object({
    dispute: object({ id: text, title: text }),
    rule: text,
    since: orNull(time),
    lastPoll: orNull(time),
    lastPollAgeSeconds: orNull(count),
    lastPublish: orNull(time),
    lastPublishAgeSeconds: orNull(count),
    isPublished: flag,
    coverage: text,
    writes: object({ day: text, used: count, limit: count, publishing: text }),
    newestEntry: orNull(time),
    sources: listOf(object({ ...source, url: address, lang: text, failures: count, condition: text, nextDue: time })),
  }),
  Rule: object({ id: text, title: text, facets: listOf(anything), terms: listOf(anything), rule: {}, nearMiss: {} }),
  PollSummary: object({ startedAt: time, newEntries: count, waiting: count, sources: listOf(anything) }),
  JsonFeed: object({ version: text, title: text, items: listOf(anything) }),
  OpenApi: anything,
  Problem: object(
    { type: text, title: text, status: count, detail: text },
    { errors: listOf(object({ parameter: text, detail: text })) },
  ),
}

export type SchemaName = keyof typeof ANSWER_SCHEMAS

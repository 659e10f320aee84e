// /openapi.json (OpenAPI 3.1), out of the operations, their parameters and what they answer.
import type { Definition } from '../definition/definition.ts'
import { baseOf } from '../publishing/feed-info.ts'
import { ANSWER_SCHEMAS } from './answer-schemas.ts'
import type { Operation } from './operations.ts'
import type { Parameter, TextSchema } from './parameters.ts'

const PROBLEMS: Record<number, string> = {
  400: 'A parameter is wrong or unknown; the problem names it and what is allowed.',
  401: 'The secret is missing or wrong.',
  404: 'There is nothing at this address.',
  410: 'It was taken down; the problem says why.',
  503: 'What it needs is lost, and made again by the next maintenance.',
}
const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }

const TAGS = {
  Feeds: 'For feed readers. Without PUBLIC_URL their links are relative references.',
  API: 'For programs, from any origin. Times are ISO 8601 UTC.',
  Pages: 'For people, and what their browsers ask for.',
  Operation: 'For who runs it.',
}

/** @param publicUrl where it is deployed; without it addresses are relative to this document's */
export function describeApi(
  operations: readonly Operation[],
  { definition, publicUrl }: { definition: Definition; publicUrl: string | undefined },
) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of operations) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [operation.method]: describeOperation(operation) }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: definition.title,
      version: '1',
      description: `${definition.description}\n\nServed by sanctions-watch. HEAD answers as GET does; ETag and If-None-Match save what has not changed.`,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: baseOf(publicUrl) || '/' }],
    security: [],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: ANSWER_SCHEMAS,
      securitySchemes: { pollToken: { type: 'http', scheme: 'bearer', description: 'The secret POLL_TOKEN.' } },
    },
  }
}

function describeOperation({ path, method, tag, summary, parameters, part, type, schema, problems = [] }: Operation) {
  const inPath = Array.from(path.matchAll(/:(\w+)/g), ([, name]) => ({
    name,
    in: 'path',
    required: true,
    description: part,
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(parameters).map(([name, parameter]) => describeParameter(name, parameter))
  const statuses = [400, ...problems].map((status) => [status, { description: PROBLEMS[status], content: PROBLEM }])
  return {
    operationId: nameOperation(method, path),
    tags: [tag],
    summary,
    ...(method === 'post' && { security: [{ pollToken: [] }] }),
    parameters: [...inPath, ...inQuery],
    responses: {
      200: {
        description: summary,
        content: { [type]: { schema: schema ? { $ref: `#/components/schemas/${schema}` } : { type: 'string' } } },
      },
      ...Object.fromEntries(statuses),
    },
  }
}

/** "getApiEntriesById". */
function nameOperation(method: string, path: string): string {
  const words = path
    .replace(/:/g, 'by-')
    .split(/[^a-z]+/i)
    .filter(Boolean)
  return [method, ...(words.length > 0 ? words : ['home'])]
    .map((word, n) => (n === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
}

function describeParameter(name: string, { schema, repeats, description }: Parameter) {
  const value = describeValue(schema)
  return {
    name,
    in: 'query',
    description,
    schema: repeats ? { type: 'array', items: value } : value,
    ...(repeats && { style: 'form', explode: true }),
  }
}

/** The part of JSON Schema that our parameters need, from the schema that validates them. */
function describeValue(schema: TextSchema): Record<string, unknown> {
  const described: Record<string, unknown> = { type: 'string' }
  const steps = ('pipe' in schema ? schema.pipe : [schema]) as readonly Record<string, unknown>[]
  for (const step of steps) {
    if (step.type === 'picklist') described.enum = step.options
    else if (step.type === 'literal') described.enum = [step.literal]
    else if (step.type === 'regex') described.pattern = (step.requirement as RegExp).source
    else if (step.type === 'max_length') described.maxLength = step.requirement
    else if (step.type === 'to_number') {
      described.type = 'integer'
      delete described.pattern // of the text
    } else if (step.type === 'min_value') described.minimum = step.requirement
    else if (step.type === 'max_value') described.maximum = step.requirement
    else if (step.type === 'metadata') Object.assign(described, step.metadata)
    else if ('pipe' in step) Object.assign(described, describeValue(step as unknown as TextSchema))
  }
  return described
}

// What can be asked for: every address with its parameters and answers. Queries are checked by this table, and
// /openapi.json says it to programs.
import type { SchemaName } from './answer-schemas.ts'
import type { Parameters, ParameterTable } from './parameters.ts'

export interface Operation {
  /** As the router takes it: ":id" is a part that differs. */
  readonly path: string
  readonly method: 'get' | 'post'
  readonly tag: 'Feeds' | 'API' | 'Pages' | 'Operation'
  readonly summary: string
  readonly parameters: Parameters
  /** What stands for the part of the path that differs. */
  readonly part?: string
  /** Content type of a good answer. */
  readonly type: string
  readonly schema?: SchemaName
  /** Statuses with a problem document, beside 400. */
  readonly problems?: readonly (401 | 404 | 410 | 503)[]
  /** A page: errors are pages too, for who asks for HTML. */
  readonly isPage?: boolean
  /** It is sent by a form, which sends empty fields as well. */
  readonly isForm?: boolean
}

type Rest = Partial<Operation>

const get = (tag: Operation['tag'], path: string, summary: string, type: string, rest: Rest = {}): Operation => ({
  path,
  method: 'get',
  tag,
  summary,
  type,
  parameters: {},
  ...rest,
})
const ATOM = 'application/atom+xml'
const feed = (path: string, summary: string, type: string, rest?: Rest) => get('Feeds', path, summary, type, rest)
const api = (path: string, summary: string, schema: SchemaName, rest?: Rest) =>
  get('API', path, summary, 'application/json', { schema, ...rest })
const page = (path: string, summary: string, rest?: Rest) =>
  get('Pages', path, summary, 'text/html', { isPage: true, ...rest })
const file = (path: string, summary: string, type: string, rest?: Rest) => get('Pages', path, summary, type, rest)

export function listOperations({
  feed: filtered,
  entries,
  stories,
  coverage,
  home,
  style,
}: ParameterTable): Operation[] {
  return [
    feed('/feed.atom', 'Atom: stories, or every report', ATOM, { parameters: filtered }),
    feed('/feed.json', 'JSON Feed: stories, or every report', 'application/feed+json', {
      parameters: filtered,
      schema: 'JsonFeed',
    }),
    feed('/health.atom', 'Atom: sources that fell silent, and that are heard again', ATOM),
    feed('/archive/:page', 'Atom: all entries in pages, the oldest first (RFC 5005)', ATOM, {
      part: 'Number of the page and ".atom", as in 1.atom.',
      problems: [404, 503],
    }),
    feed('/sources.opml', 'OPML: the sources, for any feed reader', 'text/x-opml'),
    api('/api/entries', 'Entries, page by page', 'Entries', { parameters: entries, problems: [503] }),
    api('/api/entries/:id', 'One entry', 'Entry', { part: 'Id of the entry.', problems: [404, 410] }),
    api('/api/stories', 'Stories, newest first', 'Stories', { parameters: stories, problems: [503] }),
    api('/api/stories/:id', 'One story with all its reports', 'Story', {
      part: 'Id of the story, which is the id of its first entry.',
      problems: [404, 410],
    }),
    api('/api/near-misses', 'The last items that came close to being kept', 'NearMisses'),
    api('/api/coverage', 'Which sources were heard in a window', 'Coverage', { parameters: coverage }),
    api('/api/status', 'Polls, publishing, writes and the condition of every source', 'Status'),
    api('/api/rules/:version', 'The definition that was in force under a version of the rule', 'Rule', {
      part: 'Version, as in the "rule" of an entry.',
      problems: [404],
    }),
    api('/openapi.json', 'This description', 'OpenApi'),
    page('/', 'Page: the stories of a view', { parameters: home, isForm: true }),
    page('/stories/:id', 'Page: one story', { part: 'Id of the story.', problems: [404, 410] }),
    page('/status', 'Page: the sources, and the rule in words'),
    file('/style.css', 'Stylesheet of the pages', 'text/css', { parameters: style }),
    file('/favicon.svg', 'Icon', 'image/svg+xml'),
    file('/favicon.ico', 'Icon for who asks for nothing else', 'image/x-icon'),
    file('/robots.txt', 'What crawlers may read', 'text/plain'),
    {
      ...get('Operation', '/api/poll', 'Polls every source and publishes', 'application/json'),
      method: 'post',
      schema: 'PollSummary',
      problems: [401, 404],
    },
  ]
}

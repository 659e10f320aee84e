import type { Definition } from '../definition/definition.ts'
import type { Card } from '../publishing/card.ts'

/** The page at /: what is tracked, how to subscribe, the latest entries. */
export function HomePage({
  definition,
  cards,
  coverage,
}: {
  definition: Definition
  /** Of the entries to show, newest first. */
  cards: readonly Card[]
  /** The sentence that says which sources were heard. */
  coverage: string
}) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{definition.title}</title>
        <link rel="alternate" type="application/atom+xml" href="/feed.atom" title={definition.title} />
        <link rel="alternate" type="application/feed+json" href="/feed.json" title={definition.title} />
      </head>
      <body>
        <h1>{definition.title}</h1>
        <p>{definition.description}</p>
        <p>
          Subscribe: <a href="/feed.atom">Atom</a>, <a href="/feed.json">JSON Feed</a>. Data:{' '}
          <a href="/api/entries">entries</a>, <a href="/api/status">status</a>, <a href="/sources.opml">sources</a>.
        </p>
        <p>
          Coverage: {coverage}. <a href="/health.atom">Feed of outages</a>.
        </p>
        {cards.length === 0 ? (
          <p>No entries yet. The first ones appear when a source has listed something that belongs to the dispute.</p>
        ) : (
          <ol>
            {cards.map((entry) => (
              <EntryLine entry={entry} />
            ))}
          </ol>
        )}
      </body>
    </html>
  )
}

function EntryLine({ entry }: { entry: Card }) {
  const { url, title, lang, published, firstSeen, reason, outlet, source } = entry
  const shown = title || '(no title)'
  return (
    <li>
      {url ? (
        <a href={url} lang={lang}>
          {shown}
        </a>
      ) : (
        <span lang={lang}>{shown}</span>
      )}
      <br />
      {outlet ?? source.title}, <time datetime={published ?? firstSeen}>{(published ?? firstSeen).slice(0, 10)}</time>.{' '}
      {reason}
    </li>
  )
}

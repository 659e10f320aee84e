// What every page has: the band with the coverage, the way to the other pages, the foot.
import type { Child } from 'hono/jsx'
import { type Coverage, describeCoverage } from '../../polling/coverage.ts'
import { STYLESHEET_PATH } from './style.ts'

const LAMP_STEP = 6

export interface FeedLinks {
  /** What the feeds hold, in words. */
  readonly title: string
  /** As canonicalQuery gives it. */
  readonly query: string
}

interface LayoutProps {
  /** Of the page; the dispute's title stands after it. */
  readonly title?: string | undefined
  readonly disputeTitle: string
  readonly here?: 'home' | 'status'
  readonly coverage: Coverage
  /** Feeds for autodiscovery: of this view and no other. */
  readonly feeds?: FeedLinks
  readonly children?: Child
}

export function Layout({ title, disputeTitle, here, coverage, feeds, children }: LayoutProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title ? `${title} · ${disputeTitle}` : disputeTitle}</title>
        <link rel="stylesheet" href={STYLESHEET_PATH} />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {feeds && (
          <>
            <link
              rel="alternate"
              type="application/atom+xml"
              href={feedPath('atom', feeds.query)}
              title={feeds.title}
            />
            <link
              rel="alternate"
              type="application/feed+json"
              href={feedPath('json', feeds.query)}
              title={feeds.title}
            />
          </>
        )}
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="band">
          <div class="wide">
            <a class="name" href="/">
              sanctions-watch
            </a>
            <nav aria-label="Pages">
              <a href="/" aria-current={here === 'home' ? 'page' : undefined}>
                Stories
              </a>
              <a href="/status" aria-current={here === 'status' ? 'page' : undefined}>
                Status
              </a>
            </nav>
            <CoverageLine coverage={coverage} />
          </div>
        </header>
        <main id="main" class="wide">
          {children}
        </main>
        <footer class="wide">
          <div class="foot">
            <span>All times are UTC.</span>
            <a href="/sources.opml">Sources (OPML)</a>
            <a href="/health.atom">Outages (Atom)</a>
            <a href="/api/status">Status (JSON)</a>
          </div>
        </footer>
      </body>
    </html>
  )
}

export const feedPath = (format: 'atom' | 'json', query: string): string => `/feed.${format}${query && `?${query}`}`

/** A lamp for each source, and the sentence that API and health feed have, too. */
function CoverageLine({ coverage }: { coverage: Coverage }) {
  const { heard, notHeard } = coverage
  const count = heard.length + notHeard.length
  const lamps = (from: number, to: number): string => {
    let path = ''
    for (let i = from; i < to; i++) path += `M${i * LAMP_STEP} 1h3v10h-3z`
    return path
  }
  return (
    <div class="cover">
      <svg viewBox={`0 0 ${count * LAMP_STEP} 12`} aria-hidden="true">
        <path class="lit" d={lamps(0, heard.length)} />
        <path class="unlit" d={lamps(heard.length, count)} />
      </svg>
      <p>
        <a href="/status">Coverage: {describeCoverage(coverage)}.</a>
      </p>
    </div>
  )
}

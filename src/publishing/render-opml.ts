// OPML 2.0 (http://opml.org/spec2.opml), section "Subscription lists": the sources, for any feed reader.
import type { Definition } from '../definition/definition.ts'
import type { Source } from '../definition/source.ts'
import { escapeMarkup } from './escape.ts'

export function renderOpml(definition: Definition, sources: readonly Source[]): string {
  const outlines = sources.map(
    ({ title, url, lang }) =>
      `<outline type="rss" text="${escapeMarkup(title)}" title="${escapeMarkup(title)}" xmlUrl="${escapeMarkup(url)}" language="${escapeMarkup(lang)}"/>\n`,
  )
  return `<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0">
<head><title>${escapeMarkup(definition.title)}: sources</title></head>
<body>
${outlines.join('')}</body>
</opml>
`
}

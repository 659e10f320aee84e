/** Reads the sources to preview from an OPML file, as feed readers export it. */
import { parseOpml } from 'feedsmith'
import type { Source } from '../../src/definition/source.ts'

export type OpmlResult =
  | { readonly ok: true; readonly sources: readonly Source[]; readonly skipped: readonly string[] }
  | { readonly ok: false; readonly reason: string }

type Outline = NonNullable<NonNullable<ReturnType<typeof parseOpml>['body']>['outlines']>[number]

/**
 * Outlines at any depth that have an `xmlUrl` become sources; ids are made from their titles. An outline whose address
 * is no http(s) URL or was listed before is skipped, with a sentence that says so. Nothing usable is `ok: false`.
 */
export function readOpml(text: string): OpmlResult {
  // The parser forgives a file that ends in the middle, and the feeds after that point would be missed in silence.
  if (!/<\/opml\s*>\s*$/i.test(text)) {
    return { ok: false, reason: 'it is no OPML, or cut off: it does not end with </opml>' }
  }
  let outlines: Outline[]
  try {
    outlines = flatten(parseOpml(text).body?.outlines ?? [])
  } catch (error) {
    return { ok: false, reason: `it is no OPML that can be read: ${(error as Error).message}` }
  }

  const sources: Source[] = []
  const skipped: string[] = []
  const ids = new Set<string>()
  const urls = new Set<string>()
  for (const outline of outlines) {
    if (!outline.xmlUrl) continue
    const url = URL.parse(outline.xmlUrl.trim())
    if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
      skipped.push(`${outline.xmlUrl}: no http or https address`)
    } else if (urls.has(url.href)) {
      skipped.push(`${outline.xmlUrl}: listed twice`)
    } else {
      const title = outline.title?.trim() || outline.text?.trim() || url.hostname
      urls.add(url.href)
      sources.push({
        id: makeId(title, ids),
        title,
        url: url.href,
        lang: readLanguage(outline.language),
        kind: 'press',
      })
    }
  }
  if (sources.length === 0)
    return { ok: false, reason: ['it lists no feed (an outline with xmlUrl)', ...skipped].join('; ') }
  return { ok: true, sources, skipped }
}

function flatten(outlines: readonly Outline[]): Outline[] {
  return outlines.flatMap((outline) => [outline, ...flatten((outline.outlines as Outline[] | undefined) ?? [])])
}

/** A slug of the title that no other source has; adds it to `taken`. */
function makeId(title: string, taken: Set<string>): string {
  const slug =
    title
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\p{M}/gu, '')
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 40)
      .replace(/^-|-$/g, '') || 'source'
  let id = slug
  for (let n = 2; taken.has(id); n++) id = `${slug}-${n}`
  taken.add(id)
  return id
}

/** Exported lists say "unknown" and the like; what is no language tag becomes "und", undetermined. */
function readLanguage(language: string | undefined): string {
  try {
    return Intl.getCanonicalLocales(language ?? 'und')[0] ?? 'und'
  } catch {
    return 'und'
  }
}

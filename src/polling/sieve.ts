// Between the cut feed and the parser: keeps the items that could be a match or a near miss (docs/sieve.md).
//
// 1. Title and summary are where the feed was cut (cut-items.ts). An item that was not understood is kept.
// 2. A glance at them (glance.ts): could they have one of the few terms without which no rule can hold (cover.ts)?
// 3. Where they could, they are read as the parser would read them, and the matcher is asked.
import type { Definition } from '../definition/definition.ts'
import type { Source } from '../definition/source.ts'
import { buildLexicon } from '../matching/lexicon.ts'
import type { Matcher } from '../matching/match-result.ts'
import { resolveRule } from '../matching/rule-node.ts'
import type { ItemSpan, RawText } from './cut-items.ts'
import { readSummary, readTitle } from './read-item.ts'
import { coverRules } from './sieve/cover.ts'
import { Glance } from './sieve/glance.ts'
import { listProbes, priceTerms } from './sieve/probes.ts'
import { readContent, saysSomething } from './sieve/raw-text.ts'

/** What of a source can count as evidence, or changes what is matched. */
export type SievedSource = Pick<Source, 'kind' | 'lang' | 'country'>

/**
 * Whether an item of a feed, which is UTF-8, could be a match or a near miss.
 * @throws TypeError where its texts are not UTF-8
 */
export type ItemTest = (bytes: Uint8Array, item: ItemSpan) => boolean

export interface Sieve {
  /** The test for the items of a source. */
  forSource(source: SievedSource): ItemTest
}

/**
 * Takes some milliseconds; build once, outside any request.
 * @param sources whose items it will be asked about first; others cost a little more when they come
 * @param lexicon of the definition, where it was built before
 */
export function createSieve(
  definition: Definition,
  matcher: Matcher,
  sources: readonly SievedSource[] = [],
  lexicon = buildLexicon(definition),
): Sieve {
  const { terms } = definition
  const rules = [resolveRule(definition.rule, definition), resolveRule(definition.nearMiss, definition)]
  const probes = listProbes(lexicon)
  const prices = priceTerms(probes, terms.length)

  /** By what the source itself is evidence of: what to look for; undefined where that alone may be enough. */
  const glances = new Map<string, Glance | undefined>()
  /** The same by language and country. */
  const known = new Map<string, Glance | undefined>()
  const glanceFor = (source: SievedSource): Glance | undefined => {
    const origin = `${source.lang} ${source.country}`
    if (!known.has(origin)) known.set(origin, makeGlance(source))
    return known.get(origin)
  }
  const makeGlance = ({ lang, country }: SievedSource): Glance | undefined => {
    // Asked of the matcher, so that it is what the matcher will say.
    const named = new Set(matcher.match({ title: '', lang, country }).terms)
    const key = [...named].join()
    if (!glances.has(key)) {
      const bySource = (term: number) => named.has(terms[term]?.id ?? '')
      const price = (term: number) => (prices[term] ?? 0) * (bySource(term) ? UBIQUITOUS : 1)
      const cover = coverRules(rules, bySource, price)
      glances.set(key, cover && new Glance(probes.filter(({ term }) => cover.has(term))))
    }
    return glances.get(key)
  }
  for (const source of sources) glanceFor(source)

  return {
    forSource(source) {
      const { kind, lang, country } = source
      const glance = glanceFor(source)
      return (bytes, { texts }) => {
        if (!texts) return true
        const { titles, summaries } = texts
        if (glance && !couldHave(glance, bytes, titles) && !couldHave(glance, bytes, summaries)) return false
        // A search's titles end in the outlet's name, which is left out before they are matched.
        if (kind === 'search') return true
        const contents: string[] = []
        for (const raw of titles) {
          const content = readContent(bytes, raw)
          if (content === undefined) return true
          contents.push(content)
        }
        const title = readTitle(contents)
        let summary = ''
        for (const raw of summaries) {
          if (summary) break
          const content = readContent(bytes, raw)
          if (content === undefined) return true
          summary = readSummary([content])
        }
        return matcher.isOfUse({ title, summary, lang, country })
      }
    },
  }
}

/** What a source is itself evidence of, nearly all its items have. */
const UBIQUITOUS = 1_000_000

/** Up to the first that certainly says something: what follows it does not count. */
function couldHave(glance: Glance, bytes: Uint8Array, raws: readonly RawText[]): boolean {
  for (let i = 0; i < raws.length; i++) {
    const raw = raws[i] as RawText
    if (glance.look(bytes, raw.start, raw.end)) return true
    if (i + 1 < raws.length && saysSomething(bytes, raw)) return false
  }
  return false
}

import { SOURCE_KINDS, type Source } from './source.ts'

/** What is wrong with a list of sources, each a sentence that names the source and says what to change. */
export function checkSources(sources: readonly Source[]): readonly string[] {
  if (sources.length === 0) return ['There are no sources; list at least one feed.']
  const problems: string[] = []
  const ids = new Set<string>()
  const urls = new Map<string, string>()
  for (const source of sources) {
    problems.push(...checkSource(source))
    if (ids.has(source.id)) problems.push(`Source "${source.id}" is listed twice; rename or remove one.`)
    ids.add(source.id)

    const sameUrl = urls.get(source.url)
    if (sameUrl !== undefined && sameUrl !== source.id) {
      problems.push(`Source "${source.id}": source "${sameUrl}" already has this url; remove one of them.`)
    }
    urls.set(source.url, source.id)
  }
  return problems
}

function checkSource(source: Source): readonly string[] {
  const problems: string[] = []
  const complain = (sentence: string) => problems.push(`Source "${source.id}": ${sentence}`)
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(source.id)) {
    complain('the id may hold lower-case letters, digits and single hyphens only.')
  }
  if (source.title.trim() === '') complain('the title is empty; write the name of the outlet.')
  if (!isFeedUrl(source.url)) complain(`url "${source.url}" is not an http or https address without a password.`)
  if (!isLanguage(source.lang)) complain(`lang "${source.lang}" is not a language tag; write one such as "tr".`)
  if (source.country !== undefined && !isCountry(source.country)) {
    complain(`country "${source.country}" is not known; write two capitals (ISO 3166-1), such as "TR".`)
  }
  if (!SOURCE_KINDS.includes(source.kind)) {
    complain(`kind "${source.kind}" is not known; use one of ${SOURCE_KINDS.join(', ')}.`)
  }
  if (source.timeZone !== undefined && !isTimeZone(source.timeZone)) {
    complain(`timeZone "${source.timeZone}" is not known; write an IANA name such as "Europe/Istanbul".`)
  }
  return problems
}

function isFeedUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
}

function isLanguage(tag: string): boolean {
  try {
    return /^[a-z]{2,3}(-|$)/.test(tag) && Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

function isCountry(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code)) return false
  return new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code) !== undefined
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

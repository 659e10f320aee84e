// Addresses of items: made absolute, kept to http(s), freed of what only tracks the reader.
// Part of the frozen identity (identity.ts): a change here changes ids.

/** "amp;" is left where a feed escaped its ampersands twice. */
const TRACKING_PARAMETER =
  /^(?:amp;)*(?:utm_.*|mtm_.*|pk_.*|at_(?:medium|campaign|link.*|format|ptr.*|bbc.*)|fbclid|gclid|dclid|yclid|msclkid|igshid|mc_[ce]id|_ga|_gl|ocid|cmpid|ncid|smid|xtor|ns_(?:mchannel|source|campaign|linkname|fee)|sr_share|taid|traffic_source|guccounter|__twitter_impression)$/i

/**
 * Makes an item's link absolute and removes the fragment and tracking parameters.
 * @returns undefined for anything that is no http(s) address ("javascript:", "data:", "//" alone, text).
 */
export function cleanUrl(link: string, base: string): { listed: string; clean: string } | undefined {
  const url = parseHttpUrl(link, base)
  if (!url) return undefined
  const listed = url.href
  url.hash = ''
  url.username = ''
  url.password = ''
  // Deleting by hand keeps the spelling of the parameters that stay; touching searchParams would re-encode them.
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !TRACKING_PARAMETER.test(pair.split('=', 1)[0] ?? ''))
  url.search = `?${kept.join('&')}` // the setter takes one "?" away, and a query may begin with another
  // An engine may keep the "?" of a query that was empty from the start.
  return { listed, clean: kept.length === 0 ? url.href.replace(/\?$/, '') : url.href }
}

/**
 * One spelling for the addresses of one page: the scheme, "www.", a final slash and the case of percent-encodings
 * (RFC 3986, section 6.2.2.1) do not tell pages apart, and neither does a fragment.
 */
export function canonicalUrl(clean: string): string {
  const url = new URL(clean)
  const path = url.pathname.replace(/\/+$/, '')
  const query = url.search.slice(1).split('&').filter(Boolean).sort().join('&')
  const page = `${path}${query ? `?${query}` : ''}`.replace(/%[\da-f]{2}/gi, (triplet) => triplet.toUpperCase())
  return url.host.replace(/^www\./, '') + page
}

/** Whether the address is that of a whole site, as some feeds link every item to. */
export function isSiteRoot(clean: string): boolean {
  const { pathname, search } = new URL(clean)
  return pathname === '/' && search === ''
}

function parseHttpUrl(link: string, base: string): URL | undefined {
  const trimmed = link.trim()
  if (trimmed === '') return undefined
  const url = URL.parse(trimmed, base) ?? undefined
  return url && (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== '' ? url : undefined
}

// Which addresses a poll may ask. A Worker cannot see DNS answers, so the host is judged as it is written; `URL` has
// already turned forms such as 0x7f.1 into plain dotted ones.

/** Says why an address must not be asked, or undefined where it may be. */
export function refuseAddress(url: URL, allowLoopback: boolean): string | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return `only http and https are polled, not ${url.protocol}`
  if (url.username !== '' || url.password !== '') return 'the address contains credentials'
  const host = url.hostname.toLowerCase().replace(/\.$/, '')
  if (allowLoopback && (host === 'localhost' || host === '[::1]' || host.startsWith('127.'))) return undefined
  if (host.startsWith('[')) return isPublicIpv6(host.slice(1, -1)) ? undefined : `${host} is not a public address`
  if (/^[\d.]+$/.test(host)) return isPublicIpv4(host) ? undefined : `${host} is not a public address`
  if (!host.includes('.') || /\.(?:local|localhost|internal|intranet|home\.arpa)$/.test(host)) {
    return `${host} is not a public host name`
  }
  return undefined
}

/** IANA special-purpose blocks (RFC 6890 and its registry) that no public feed can be in. */
function isPublicIpv4(host: string): boolean {
  const [a = 0, b = 0, c = 0] = host.split('.').map(Number)
  if (a === 0 || a === 10 || a === 127 || a >= 224) return false
  if (a === 100 && b >= 64 && b <= 127) return false
  if (a === 169 && b === 254) return false
  if (a === 172 && b >= 16 && b <= 31) return false
  if (a === 192 && (b === 168 || (b === 0 && (c === 0 || c === 2)))) return false
  if (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) return false
  return !(a === 203 && b === 0 && c === 113)
}

/** Global unicast is 2000::/3; of it, 6to4, Teredo and documentation are not asked either. */
function isPublicIpv6(host: string): boolean {
  return /^[23][0-9a-f]{3}:/.test(host) && !/^(?:2002|2001:0?:|2001:db8|3fff):?/.test(host)
}

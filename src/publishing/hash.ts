// Content → names: entity tags and keys.
import { type Bytes, encodeText } from './bytes.ts'

/** Of SHA-256, enough to tell apart what nobody makes collide. */
const HASH_DIGITS = 32

/** 32 hexadecimal digits that name the content. */
export async function hashOf(content: string | Bytes): Promise<string> {
  const bytes = typeof content === 'string' ? encodeText(content) : content
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  let hex = ''
  for (let i = 0; i < HASH_DIGITS / 2; i++) hex += (digest[i] as number).toString(16).padStart(2, '0')
  return hex
}

/** Strong entity tag (RFC 9110, section 8.8.3) with its quotes, of a body or of all that decides one. */
export async function makeEtag(content: string | Bytes): Promise<string> {
  return `"${await hashOf(content)}"`
}

// Ours, because the uuid package takes five times its room in the bundle; a test holds it to that.
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'

/** The name-based UUID of a text in a namespace, itself a UUID: version 5 (RFC 9562, section 5.5). */
export function nameUuid(name: string, namespace: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5')
}

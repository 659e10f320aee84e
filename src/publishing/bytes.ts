// Text and bytes: views are joined as bytes, so that what was encoded once is copied and not read again.

export type Bytes = Uint8Array<ArrayBuffer>

export function encodeText(text: string): Bytes {
  return new TextEncoder().encode(text) as Bytes // of a buffer that nobody shares
}

/** One after the other, in one copy; neighbours of one buffer are copied together. */
export function concatenate(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (let i = 0; i < parts.length; ) {
    const { buffer, byteOffset } = parts[i] as Bytes
    let end = byteOffset
    do end += parts[i++]?.length ?? 0
    while (parts[i]?.buffer === buffer && parts[i]?.byteOffset === end)
    whole.set(new Uint8Array(buffer, byteOffset, end - byteOffset), at)
    at += end - byteOffset
  }
  return whole
}

// Cursors: places in the order of entries, as those who read lists hand them back.

/** Before everything: where a poller stands who has seen nothing yet. */
const START_KEY = '0'
const TIME = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`
const KEY = new RegExp(`^(?:${START_KEY}|${TIME} (?:${TIME})? [\\da-f-]{36})$`)

/** @param key as orderKey gives it */
export function encodeCursor(key: string): string {
  return btoa(key).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

export const START_CURSOR = encodeCursor(START_KEY)

/** Undefined for what encodeCursor did not make. */
export function decodeCursor(cursor: string): string | undefined {
  try {
    const key = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))
    return KEY.test(key) ? key : undefined
  } catch {
    return undefined
  }
}

// Parameters of lists that go on: limit, order and the place behind which to go on.

const LIMIT_MAX = 100
const ORDERS = ['desc', 'asc'] as const

export const PAGING_PARAMETERS = ['limit', 'order', 'cursor', 'after']

export type PagingReading =
  | {
      readonly ok: true
      readonly order: (typeof ORDERS)[number]
      readonly limit: number
      /** A key of the order of entries. */
      readonly after: string | undefined
    }
  /** `reason` names the parameter and what is allowed. */
  | { readonly ok: false; readonly reason: string }

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

export function readPaging(query: URLSearchParams): PagingReading {
  const wrong = (name: string, allowed: string): PagingReading => ({
    ok: false,
    reason: `"${name}" must be ${allowed}.`,
  })
  const twice = PAGING_PARAMETERS.find((name) => query.getAll(name).length > 1)
  if (twice) return wrong(twice, 'given once')
  const limit = query.get('limit') ?? String(LIMIT_MAX)
  if (!/^[1-9]\d{0,2}$/.test(limit) || Number(limit) > LIMIT_MAX) return wrong('limit', `from 1 to ${LIMIT_MAX}`)
  const order = ORDERS.find((known) => known === (query.get('order') ?? 'desc'))
  if (!order) return wrong('order', `one of ${ORDERS.join(', ')}`)
  const [name, other] = order === 'asc' ? ['after', 'cursor'] : ['cursor', 'after']
  if (query.has(other)) {
    return wrong(other, `left out here: "cursor" goes with order=desc, "after" with order=asc`)
  }
  const place = query.get(name)
  const after = place === null ? undefined : decodeCursor(place)
  if (place !== null && after === undefined) return wrong(name, 'a "cursor" of an answer from this address')
  return { ok: true, order, limit: Number(limit), after }
}

/** What the id of an entry or story looks like: a UUID (RFC 9562, section 4), as addresses have it. */
export const ENTRY_ID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/

import type { HiddenEntry } from '../../src/definition/hidden.ts'

/** Nothing was taken down. */
export const hidden: readonly HiddenEntry[] = []

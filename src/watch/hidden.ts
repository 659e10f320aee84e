// Entries that had to be taken down. They leave every feed, page and list; their addresses answer 410 with the reason.
import type { HiddenEntry } from '../definition/hidden.ts'

export const hidden: readonly HiddenEntry[] = [
  // { id: '00000000-0000-5000-8000-000000000000', reason: 'Removed at the request of the publisher on 8 July 2026.' },
]

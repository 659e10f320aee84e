import { dispute } from './watch/dispute.ts'
import { hidden } from './watch/hidden.ts'
import { sources } from './watch/sources.ts'
import { createWorker } from './worker.ts'

export default createWorker({ definition: dispute, sources, hidden })

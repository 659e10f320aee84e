/** The worker that the preview runs: the service as deployed, with sources and dispute that the preview chose. */
import { env } from 'cloudflare:workers'
import { definition as samples } from '../../samples/definition.ts'
import type { Source } from '../../src/definition/source.ts'
import { dispute } from '../../src/watch/dispute.ts'
import { hidden } from '../../src/watch/hidden.ts'
import { createWorker } from '../../src/worker.ts'

export interface PreviewBinding {
  readonly definition: 'samples' | 'watch'
  readonly sources: readonly Source[]
  /** Real sources are refused loopback addresses as in production. */
  readonly allowLoopback: boolean
}

const { definition, sources, allowLoopback } = (env as unknown as { PREVIEW: PreviewBinding }).PREVIEW

export default createWorker({
  definition: definition === 'samples' ? samples : dispute,
  sources,
  hidden: definition === 'samples' ? [] : hidden,
  allowLoopback,
})

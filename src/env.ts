/** What wrangler.toml, secrets and vars give the Worker. */
export interface Env {
  readonly KV: KVNamespace
  /** Where this deployment is reached; makes links absolute. Optional. */
  readonly PUBLIC_URL?: string
  /** Mail address or page of who runs it, for the User-Agent. Optional. */
  readonly CONTACT?: string
  /** KV writes that the plan allows in a day; 1,000, the free plan's, where it is not set. Optional. */
  readonly KV_WRITES_PER_DAY?: string
  /** Secret for POST /api/poll; without it that address does not exist. */
  readonly POLL_TOKEN?: string
}

// Time that passes when nothing is left to do. Whoever waits, waits here; no real time passes, and what happens at one
// moment happens in the order in which it was asked for.

export interface Clock {
  now(): number
  sleep(ms: number): Promise<void>
}

interface Sleeper {
  readonly at: number
  readonly order: number
  readonly wake: () => void
}

export class VirtualClock implements Clock {
  #now: number
  #asked = 0
  #sleepers: Sleeper[] = []

  constructor(start: number) {
    this.#now = start
  }

  now(): number {
    return this.#now
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => {
      const sleeper = { at: this.#now + Math.max(0, ms), order: this.#asked++, wake }
      // Few sleep at once, so a sorted list is quick enough.
      const behind = this.#sleepers.findIndex(({ at }) => at > sleeper.at)
      this.#sleepers.splice(behind < 0 ? this.#sleepers.length : behind, 0, sleeper)
    })
  }

  /** Lets all that sleep wake in turn, until none sleeps; the clock then stands at the last waking. */
  async run(): Promise<void> {
    for (;;) {
      await settle()
      const next = this.#sleepers.shift()
      if (!next) return
      this.#now = next.at
      next.wake()
    }
  }

  /** Runs what sleeps, then moves on by `ms`. */
  async advance(ms: number): Promise<void> {
    await this.run()
    this.#now += ms
  }
}

/** Every promise that can go on without the clock has gone on; holds for promises alone, not for threads or sockets. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

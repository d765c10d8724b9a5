export interface GathererOptions<Call, Result> {
  /** Runs calls as a whole or not at all. Answers one result for each, in their order. */
  readonly run: (calls: readonly Call[]) => Promise<readonly Result[]>
  /** Calls that have one of these in common do not run together. */
  readonly keysOf: (call: Call) => readonly string[]
  readonly sizeOf: (call: Call) => number
  /** What runs together is no larger. A call of this size has nothing to wait for, and runs by itself. */
  readonly mostTogether: number
  /** How many runs of smaller calls may be under way at the same time. */
  readonly atOnce: number
}

interface Waiting<Call, Result> {
  readonly call: Call
  readonly keys: readonly string[]
  readonly size: number
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

/**
 * Runs together what comes while others are under way. A call that comes alone does not wait, and the more come, the fewer
 * runs each of them takes.
 */
export class Gatherer<Call, Result> {
  readonly #options: GathererOptions<Call, Result>
  #waiting: Waiting<Call, Result>[] = []
  #underWay = 0

  constructor(options: GathererOptions<Call, Result>) {
    this.#options = options
  }

  add(call: Call): Promise<Result> {
    const { keysOf, sizeOf, mostTogether } = this.#options
    const size = sizeOf(call)
    return new Promise((resolve, reject) => {
      if (size >= mostTogether) {
        void this.#settle([{ call, keys: [], size, resolve, reject }])
      } else {
        this.#waiting.push({ call, keys: keysOf(call), size, resolve, reject })
        this.#runWaiting()
      }
    })
  }

  #runWaiting(): void {
    while (this.#underWay < this.#options.atOnce && this.#waiting.length > 0) {
      this.#underWay += 1
      void this.#settle(this.#takeTogether()).then(() => {
        this.#underWay -= 1
        this.#runWaiting()
      })
    }
  }

  /** Takes the first one, and of the others, in their order, those that can run together with it. */
  #takeTogether(): readonly Waiting<Call, Result>[] {
    const keys = new Set<string>()
    let size = 0
    const taken: Waiting<Call, Result>[] = []
    const left: Waiting<Call, Result>[] = []
    for (const one of this.#waiting) {
      const fits = size + one.size <= this.#options.mostTogether && !one.keys.some((key) => keys.has(key))
      if (fits) {
        taken.push(one)
        size += one.size
      } else {
        left.push(one)
      }
      // Of those with the same key, the one that came first runs first, whether or not it is taken now.
      for (const key of one.keys) keys.add(key)
    }
    this.#waiting = left
    return taken
  }

  /** One call must not fail because of another, so after an error each runs by itself. */
  async #settle(calls: readonly Waiting<Call, Result>[]): Promise<void> {
    try {
      const results = await this.#options.run(calls.map(({ call }) => call))
      for (const [index, { resolve }] of calls.entries()) resolve(results[index] as Result)
    } catch (error) {
      if (calls.length > 1) await Promise.all(calls.map((one) => this.#settle([one])))
      else for (const { reject } of calls) reject(error)
    }
  }
}

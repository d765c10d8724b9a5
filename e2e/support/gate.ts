/** A request that passes a proxy, with the facts that identify it. */
export interface Passing {
  readonly method: string
  /** Without the query, which may contain a signature. */
  readonly path: string
  /** The number of the part that it carries, in an upload in parts. */
  readonly part?: number | undefined
}

export type Matches = (passing: Passing) => boolean

/** Requests that are held at the gate. */
export interface Held {
  /** Resolves when the first one has arrived. */
  readonly arrived: Promise<void>
  release(): void
}

interface Waiting {
  readonly matches: Matches
  times: number
  readonly arrive: () => Promise<void>
}

/** Holds requests on their way to a server until the test releases them. */
export class Gate {
  readonly #waiting: Waiting[] = []
  readonly #releases = new Set<() => void>()

  /** Holds the next matching requests; `release` releases all that have arrived or will arrive. */
  hold(matches: Matches, times: number = Number.POSITIVE_INFINITY): Held {
    const arrived = Promise.withResolvers<void>()
    const released = Promise.withResolvers<void>()
    const entry: Waiting = {
      matches,
      times,
      arrive: () => {
        arrived.resolve()
        entry.times -= 1
        if (entry.times <= 0) this.#forget(entry)
        return released.promise
      },
    }
    this.#waiting.push(entry)
    const release = (): void => {
      this.#forget(entry)
      this.#releases.delete(release)
      released.resolve()
    }
    this.#releases.add(release)
    return { arrived: arrived.promise, release }
  }

  /** Resolves when the request may proceed. */
  async pass(passing: Passing): Promise<void> {
    await this.#waiting.find(({ matches }) => matches(passing))?.arrive()
  }

  open(): void {
    for (const release of this.#releases) release()
  }

  #forget(entry: Waiting): void {
    const index = this.#waiting.indexOf(entry)
    if (index !== -1) this.#waiting.splice(index, 1)
  }
}

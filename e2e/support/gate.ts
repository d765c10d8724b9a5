/** What goes through a server in front of another one: enough to recognise it by. */
export interface Passing {
  readonly method: string
  /** Without the query: it may hold a signature. */
  readonly path: string
  /** Which part of an upload in parts it carries. */
  readonly part?: number | undefined
}

export type Matches = (passing: Passing) => boolean

/** One request that waits at the gate. */
export interface Held {
  /** Resolves when it has come. */
  readonly arrived: Promise<void>
  release(): void
}

interface Waiting {
  readonly matches: Matches
  times: number
  readonly arrive: () => Promise<void>
}

/** Holds requests back on their way to a server until the test lets them go. */
export class Gate {
  readonly #waiting: Waiting[] = []
  readonly #releases = new Set<() => void>()

  /** Holds the next matching requests; `release` lets go of all that came and all that would. */
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

  /** Resolves when the request may go on. */
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

import { abortError } from '../../shared/abortError.js'
import type { CreateWorker } from '../step.js'
import type { PrepareEngine } from './PrepareEngine.js'

export interface PoolOptions {
  /** Files that are worked on at once. Each decoded picture may take hundreds of megabytes. */
  readonly most: number
  /** How long a worker waits for more work before it is closed. */
  readonly idleMs: number
  /** @param createWorker the app's own way, if it has one */
  readonly start: (createWorker: CreateWorker) => Promise<PrepareEngine>
}

/** Hands out files to a few workers, one each. The others wait as files, which costs no memory. */
export class PreparePool {
  readonly #options: PoolOptions
  /** With the way in which each was created. */
  readonly #idle = new Map<PrepareEngine, CreateWorker>()
  readonly #waiting = new Set<() => void>()
  #running = 0
  #closeLater: ReturnType<typeof setTimeout> | undefined

  constructor(options: PoolOptions) {
    this.#options = options
  }

  /** Lends a worker to one file, for all that has to be done with it. */
  async withEngine<T>(
    createWorker: CreateWorker,
    signal: AbortSignal,
    work: (engine: PrepareEngine) => Promise<T>,
  ): Promise<T> {
    await this.#awaitPlace(signal)
    try {
      const engine = this.#takeIdle(createWorker) ?? (await this.#options.start(createWorker))
      try {
        signal.throwIfAborted()
        return await work(engine)
      } finally {
        if (engine.isAlive) this.#idle.set(engine, createWorker)
      }
    } finally {
      this.#running -= 1
      this.#next()
    }
  }

  /** Those that were created in another way make room, so that there are never more workers than places. */
  #takeIdle(wanted: CreateWorker): PrepareEngine | undefined {
    for (const [engine, createWorker] of this.#idle) {
      this.#idle.delete(engine)
      if (createWorker === wanted) return engine
      engine.close()
    }
    return undefined
  }

  async #awaitPlace(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    clearTimeout(this.#closeLater)
    if (this.#running < this.#options.most) {
      this.#running += 1
      return
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const onAbort = (): void => {
      this.#waiting.delete(resolve)
      reject(abortError())
    }
    this.#waiting.add(resolve)
    signal.addEventListener('abort', onAbort, { once: true })
    await promise.finally(() => signal.removeEventListener('abort', onAbort))
  }

  #next(): void {
    const [start] = this.#waiting
    if (start) {
      this.#waiting.delete(start)
      this.#running += 1
      start()
    } else if (this.#running === 0) {
      this.#closeLater = setTimeout(() => {
        for (const engine of this.#idle.keys()) engine.close()
        this.#idle.clear()
      }, this.#options.idleMs)
    }
  }
}

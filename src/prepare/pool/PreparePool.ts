import { abortError } from '../../shared/abortError.js'
import type { PrepareRequest, PrepareResult } from '../prepare.messages.js'
import type { RunOptions } from '../worker/runPlan.js'
import type { PrepareEngine } from './PrepareEngine.js'

export interface PoolOptions {
  /** Files that are worked on at once. Each decoded picture may take hundreds of megabytes. */
  readonly most: number
  /** How long a worker waits for more work before it is closed. */
  readonly idleMs: number
  readonly start: () => Promise<PrepareEngine>
}

/** Hands out files to a few workers, one each. The others wait as files, which costs no memory. */
export class PreparePool {
  readonly #options: PoolOptions
  readonly #idle: PrepareEngine[] = []
  readonly #waiting = new Set<() => void>()
  #running = 0
  #closeLater: ReturnType<typeof setTimeout> | undefined

  constructor(options: PoolOptions) {
    this.#options = options
  }

  async run(request: PrepareRequest, options: RunOptions): Promise<PrepareResult> {
    await this.#awaitPlace(options.signal)
    try {
      const engine = this.#idle.pop() ?? (await this.#options.start())
      try {
        options.signal.throwIfAborted()
        return await engine.run(request, options)
      } finally {
        if (engine.isAlive) this.#idle.push(engine)
      }
    } finally {
      this.#running -= 1
      this.#next()
    }
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
        for (const engine of this.#idle.splice(0)) engine.close()
      }, this.#options.idleMs)
    }
  }
}

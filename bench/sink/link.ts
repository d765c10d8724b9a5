import type { IncomingMessage } from 'node:http'

/** So much may come at once before the link is felt: a timer is no finer. */
const slackMs = 4

/** A wire of a given speed, shared by all requests on it. */
export class Link {
  readonly #bytesPerMs: number
  #freeAt = 0

  constructor(bytesPerSecond: number) {
    this.#bytesPerMs = bytesPerSecond / 1000
  }

  /** Reads a request's body no faster than its share; the sockets' own buffers make the sender feel it. */
  carry(request: IncomingMessage): void {
    request.on('data', (chunk: Buffer) => {
      const now = performance.now()
      this.#freeAt = Math.max(this.#freeAt, now) + chunk.length / this.#bytesPerMs
      const waitMs = this.#freeAt - now
      if (waitMs < slackMs) return
      request.pause()
      setTimeout(() => request.resume(), waitMs)
    })
  }
}

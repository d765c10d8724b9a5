import type { Clock } from '../contract/ports/page.js'
import { sizeOf } from '../shared/fileSize.js'

/** Adding files reads at most so many sizes, and takes at most so many milliseconds for it. */
const [filesAtOnce, msAtOnce] = [32, 4]

/** How long a task may take that reads further sizes. */
const longestTaskMs = 8

/** Reads the sizes of thousands of files in short tasks, because a browser goes to the disk for each of them. */
export class SizeReader {
  readonly #clock: Clock
  readonly #onRead: () => void
  #waiting: readonly File[] = []
  /** Calls off the next task. */
  #callOff: (() => void) | null = null

  /** @param onRead called after each task that read sizes later than `read` returned */
  constructor(clock: Clock, onRead: () => void) {
    this.#clock = clock
    this.#onRead = onRead
  }

  read(files: readonly File[]): void {
    this.#waiting = [...this.#waiting, ...files]
    if (!this.#callOff) this.#readSome(msAtOnce, filesAtOnce)
  }

  stop(): void {
    this.#callOff?.()
  }

  #readSome(forMs: number, most: number): void {
    const untilMs = this.#clock.now() + forMs
    let read = 0
    for (const file of this.#waiting.slice(0, most)) {
      sizeOf(file)
      read += 1
      if (this.#clock.now() >= untilMs) break
    }
    this.#waiting = this.#waiting.slice(read)
    this.#callOff = this.#waiting.length > 0 ? this.#clock.schedule(() => this.#readLater(), 0) : null
  }

  #readLater(): void {
    this.#readSome(longestTaskMs, Infinity)
    this.#onRead()
  }
}

import type { Clock } from '../contract/ports/page.js'
import { sizeOf } from '../shared/fileSize.js'

/** So many sizes are read in the task that adds the files: enough for what people usually add. */
const atOnce = 32

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
    const now = this.#callOff ? 0 : atOnce
    for (const file of files.slice(0, now)) sizeOf(file)
    this.#readLater([...this.#waiting, ...files.slice(now)])
  }

  stop(): void {
    this.#callOff?.()
  }

  #readLater(files: readonly File[]): void {
    this.#waiting = files
    if (files.length > 0) this.#callOff ??= this.#clock.schedule(() => this.#readSome(), 0)
  }

  #readSome(): void {
    this.#callOff = null
    const untilMs = this.#clock.now() + longestTaskMs
    let read = 0
    for (const file of this.#waiting) {
      sizeOf(file)
      read += 1
      if (this.#clock.now() >= untilMs) break
    }
    this.#readLater(this.#waiting.slice(read))
    this.#onRead()
  }
}

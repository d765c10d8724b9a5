import { isSizeKnown, sizeOf } from '../shared/fileSize.js'
import { nextTask } from '../shared/nextTask.js'

/** So many sizes are read in the task that adds the files: enough for what people usually add. */
const atOnce = 32

/** How long a task may take that reads further sizes. */
const longestTaskMs = 8

/** Reads the sizes of thousands of files in short tasks, because a browser goes to the disk for each of them. */
export class SizeReader {
  readonly #onRead: () => void
  #waiting: File[] = []
  #isReading = false

  /** @param onRead called after each task that read sizes later than `read` returned */
  constructor(onRead: () => void) {
    this.#onRead = onRead
  }

  read(files: readonly File[]): void {
    const now = this.#isReading ? 0 : atOnce
    for (const file of files.slice(0, now)) sizeOf(file)
    this.#waiting.push(...files.slice(now))
    if (this.#waiting.length > 0 && !this.#isReading) void this.#readRest()
  }

  stop(): void {
    this.#waiting = []
  }

  async #readRest(): Promise<void> {
    this.#isReading = true
    let at = 0
    while (at < this.#waiting.length) {
      await nextTask()
      const untilMs = performance.now() + longestTaskMs
      for (; at < this.#waiting.length && performance.now() < untilMs; at += 1) {
        const file = this.#waiting[at]
        if (file && !isSizeKnown(file)) sizeOf(file)
      }
      this.#onRead()
    }
    this.#waiting = []
    this.#isReading = false
  }
}

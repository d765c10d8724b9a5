import { nextTask } from './nextTask.js'

/** So many pieces of work take a task a few milliseconds at the most. */
const atOnce = 500

/**
 * Does small pieces of work in the order in which they were added: right after the code that adds them, or, if thousands
 * are added at once, in slices with room for other tasks between them.
 */
export class Backlog {
  readonly #waiting: (() => void)[] = []
  #working: Promise<void> | null = null

  /** @param work must not throw */
  add(work: () => void): void {
    this.#waiting.push(work)
    this.#working ??= this.#workOff()
  }

  /** Resolves once everything that was added is done. */
  async whenDone(): Promise<void> {
    await this.#working
  }

  async #workOff(): Promise<void> {
    await Promise.resolve()
    while (this.#waiting.length > 0) {
      for (const work of this.#waiting.splice(0, atOnce)) work()
      if (this.#waiting.length > 0) await nextTask()
    }
    this.#working = null
  }
}

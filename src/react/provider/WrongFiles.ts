/** What is known of the file that was chosen for a row last. */
export type Verdict = 'comparing' | 'another-file'

/** What came of files that were chosen for rows that lack theirs, kept apart from the rows, which come and go. */
export class WrongFiles {
  readonly #verdicts = new Map<string, Verdict>()
  readonly #listeners = new Set<() => void>()

  get(uploadId: string): Verdict | undefined {
    return this.#verdicts.get(uploadId)
  }

  set(uploadId: string, verdict: Verdict | undefined): void {
    if (verdict) this.#verdicts.set(uploadId, verdict)
    else this.#verdicts.delete(uploadId)
    for (const listener of this.#listeners) listener()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

/** The result of comparing the file that was last chosen for a row. */
export type ComparisonResult = 'comparing' | 'another-file'

/** Results for rows whose file was chosen again. They live outside the rows, because a windowed list unmounts rows. */
export class FileComparisons {
  readonly #results = new Map<string, ComparisonResult>()
  readonly #listeners = new Set<() => void>()

  get(uploadId: string): ComparisonResult | undefined {
    return this.#results.get(uploadId)
  }

  set(uploadId: string, result: ComparisonResult | undefined): void {
    if (result) this.#results.set(uploadId, result)
    else this.#results.delete(uploadId)
    for (const listener of this.#listeners) listener()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

import type { Upload } from '../../../../contract/upload.js'
import type { StatusText } from './describeStatus.js'

/**
 * The result of comparing the file that was last chosen for a row; that the browser did not give access to it; or, while it
 * could be asked for access, what the row says.
 */
type ComparisonResult = 'comparing' | 'another-file' | 'no-access' | StatusText

/** Results for rows whose file was chosen again. They live outside the rows, because a windowed list unmounts rows. */
export class FileComparisons {
  readonly #results = new Map<string, ComparisonResult>()
  readonly #listeners = new Set<() => void>()

  get(uploadId: string): ComparisonResult | undefined {
    return this.#results.get(uploadId)
  }

  /** The same, and that the uploader compares a file by itself, which the upload says. */
  of(upload: Upload): ComparisonResult | undefined {
    return upload.status === 'paused' && upload.isComparing ? 'comparing' : this.get(upload.id)
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

const byUploader = new WeakMap<object, FileComparisons>()

/** The results of an uploader's rows. Only the rows need them, so a page without rows does not load this code. */
export function comparisonsOf(uploader: object): FileComparisons {
  const known = byUploader.get(uploader) ?? new FileComparisons()
  byUploader.set(uploader, known)
  return known
}

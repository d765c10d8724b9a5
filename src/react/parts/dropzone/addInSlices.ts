import { nextTask } from '../../../shared/nextTask.js'
import type { AddOptions, AddResult, Uploader } from '../../../contract/uploader.js'

const filesAtOnce = 32
/** What a page may be held up for, with room for those who listen. */
const mostMs = 16

interface Intake {
  readonly uploader: Uploader
  readonly options: AddOptions
  /** Told once, of all. */
  readonly onAdd: (result: AddResult) => void
  /** Nobody is left who could be told of an error. */
  readonly isGone: () => boolean
}

/**
 * Adds files without holding up the page: for the size of each, a browser goes to the disk, which takes half a second for
 * a thousand. A few files are added before this returns.
 */
export function addInSlices(files: readonly File[], { uploader, options, onAdd, isGone }: Intake): void {
  const results: AddResult[] = []
  const addFrom = (start: number): void => {
    const untilMs = performance.now() + mostMs
    let at = start
    do {
      results.push(uploader.add(files.slice(at, at + filesAtOnce), options))
      at += filesAtOnce
    } while (at < files.length && performance.now() < untilMs)
    if (at >= files.length) return onAdd(join(results))
    nextTask()
      .then(() => addFrom(at))
      .catch((error: unknown) => isGone() || reportError(error))
  }
  addFrom(0)
}

function join(results: readonly AddResult[]): AddResult {
  return {
    accepted: results.flatMap(({ accepted }) => accepted),
    rejected: results.flatMap(({ rejected }) => rejected),
  }
}

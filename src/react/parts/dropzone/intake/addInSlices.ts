import { nextTask } from '../../../../shared/nextTask.js'
import type { Rejection } from '../../../../contract/restrictions.js'
import type { AddOptions, AddResult, Uploader } from '../../../../contract/uploader.js'

const filesAtOnce = 32
/** How long a task may block the page, with time left for the uploader's listeners. */
const maxTaskMs = 16

interface Intake {
  readonly uploader: Uploader
  readonly options: AddOptions
  /** Called once, with the results of all files. */
  readonly onAdd: (result: AddResult) => void
  /** Whether the dropzone has unmounted, so that an error no longer concerns anyone. */
  readonly isGone: () => boolean
}

/**
 * Adds files without blocking the page: to check a size limit, the browser reads each size from disk, which takes half
 * a second for a thousand files. The first files are added before this returns.
 */
export function addInSlices(files: readonly File[], { uploader, options, onAdd, isGone }: Intake): void {
  const accepted: string[] = []
  const rejected: Rejection[] = []
  const addFrom = (start: number): void => {
    // The first task adds one slice, because it also renders the first rows.
    const untilMs = start === 0 ? 0 : performance.now() + maxTaskMs
    let at = start
    do {
      const added = uploader.add(files.slice(at, at + filesAtOnce), options)
      accepted.push(...added.accepted)
      rejected.push(...added.rejected)
      at += filesAtOnce
    } while (at < files.length && performance.now() < untilMs)
    if (at >= files.length) return onAdd({ accepted, rejected })
    nextTask()
      .then(() => addFrom(at))
      .catch((error: unknown) => isGone() || reportError(error))
  }
  addFrom(0)
}

import type { Totals, Upload } from '../../../contract/upload.js'
import { canResume, computeTotals, isResting, isUnfinished } from '../../../uploader/selectors.js'

/**
 * The totals of one group. The uploader measures only the whole, so this follows the batches of the group from snapshot to
 * snapshot, by the same rules.
 */
export class GroupTotals {
  #batch: Set<string> = new Set()
  #unfinished: ReadonlySet<string> = new Set()
  #isAtWork = false
  #progress = 0

  /** The totals of the group's uploads. For the same uploads it returns the same totals again. */
  update(uploads: readonly Upload[]): Totals {
    const unfinished = new Set(uploads.filter(isUnfinished).map(({ id }) => id))
    for (const id of unfinished) if (!this.#unfinished.has(id)) this.#join(id, unfinished)
    this.#unfinished = unfinished
    this.#isAtWork = uploads.some((upload) => !isResting(upload) || canResume(upload))
    const totals = computeTotals(uploads, {
      batch: this.#batch,
      progressBefore: this.#progress,
      bytesPerSecond: uploads.reduce(
        (sum, upload) => sum + (upload.status === 'sending' ? (upload.bytesPerSecond ?? 0) : 0),
        0,
      ),
    })
    this.#progress = totals.progress
    return totals
  }

  /** A batch that ended in failures goes on when those are retried. Any other upload starts the next batch. */
  #join(id: string, unfinished: ReadonlySet<string>): void {
    const goesOn = this.#isAtWork || (this.#unfinished.size > 0 && this.#batch.has(id))
    if (!goesOn) {
      this.#batch = new Set(unfinished)
      this.#progress = 0
      // The next ones join it.
      this.#isAtWork = true
    }
    this.#batch.add(id)
  }
}

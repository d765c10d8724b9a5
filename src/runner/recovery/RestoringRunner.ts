import type { Step } from '../../contract/step.js'

/** What the code of recovery needs of the runner. */
export interface RestoringRunner {
  readonly isClosed: boolean
  /** Starts the listeners of the page, even if no upload is started yet. */
  open(): void
  start(id: string, step: Step): void
}

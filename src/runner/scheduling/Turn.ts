import type { Step } from '../../contract/step.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Batch } from './Batch.js'

export interface TurnOptions<TFile extends StoredFile> {
  readonly step: Step
  /** Gives back what the turn occupies: a place for an inspection, or for a confirm. */
  readonly release?: () => void
  /** Gives the transfer slot back. */
  readonly slot?: (() => void) | null
  /** Ends the probe of a server that was down. */
  readonly endProbe?: () => void
  readonly batch?: Batch<ActiveUpload<TFile>> | null
  readonly isPageLeaving?: boolean
}

/** What the scheduler grants an upload so that it can take one step. */
export class Turn<TFile extends StoredFile> {
  readonly step: Step
  /** The page is being left, so calls have to outlive it, and nothing else is waited for. */
  readonly isPageLeaving: boolean
  #batch: Batch<ActiveUpload<TFile>> | null
  #slot: (() => void) | null
  #release: (() => void) | null
  #endProbe: (() => void) | null
  #isOver = false

  constructor({ step, release, slot, endProbe, batch, isPageLeaving = false }: TurnOptions<TFile>) {
    this.step = step
    this.isPageLeaving = isPageLeaving
    this.#batch = batch ?? null
    this.#slot = slot ?? null
    this.#release = release ?? null
    this.#endProbe = endProbe ?? null
  }

  /** Takes the call that this upload shares with others. null: it makes a call of its own. */
  takeBatch(): Batch<ActiveUpload<TFile>> | null {
    const batch = this.#batch
    this.#batch = null
    return batch
  }

  /** Takes the transfer slot, which the next step goes on with. */
  takeSlot(): (() => void) | null {
    const slot = this.#slot
    this.#slot = null
    return slot
  }

  /** Lets others have what this turn occupies, although the step goes on. */
  release(): void {
    this.takeSlot()?.()
    this.#release?.()
    this.#release = null
  }

  /** Whether the upload has yet to take this step. */
  isFor(step: Step): boolean {
    return this.step === step && !this.#isOver
  }

  end(): void {
    this.#isOver = true
    this.#endProbe?.()
    this.#endProbe = null
    this.takeBatch()?.leave()
    this.release()
  }
}

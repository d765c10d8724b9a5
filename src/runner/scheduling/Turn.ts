import type { Step } from '../../contract/step.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { SharedCall } from './SharedCall.js'

export interface TurnOptions<TFile extends StoredFile> {
  readonly step: Step
  /** Gives back the turn's place among those that inspect, or among those that confirm. */
  readonly releasePlace?: () => void
  /** Gives back the transfer slot. Only a turn that leads to storage has one, so that other steps block no transfer. */
  readonly releaseSlot?: (() => void) | null
  /** Ends the probe of a server that was down. */
  readonly endProbe?: (() => void) | undefined
  readonly sharedCall?: SharedCall<TFile>
  readonly isPageLeaving?: boolean
}

/**
 * The scheduler's permission for one upload to take one step. Every step needs a turn, but a turn is not a transfer
 * slot: a turn to inspect or to confirm holds a place of its own kind, and only a turn to request or to send may have a
 * slot.
 */
export class Turn<TFile extends StoredFile> {
  readonly step: Step
  /** The page is being left, so calls have to outlive it, and nothing else is waited for. */
  readonly isPageLeaving: boolean
  #sharedCall: SharedCall<TFile> | null
  #releaseSlot: (() => void) | null
  #releasePlace: (() => void) | null
  #endProbe: (() => void) | null
  #isOver = false

  constructor({ step, releasePlace, releaseSlot, endProbe, sharedCall, isPageLeaving = false }: TurnOptions<TFile>) {
    this.step = step
    this.isPageLeaving = isPageLeaving
    this.#sharedCall = sharedCall ?? null
    this.#releaseSlot = releaseSlot ?? null
    this.#releasePlace = releasePlace ?? null
    this.#endProbe = endProbe ?? null
  }

  /**
   * Moves the call that this upload shares with others out of the turn, because an upload that joins the call must not
   * leave it when the turn ends. null: it makes a call of its own.
   */
  takeSharedCall(): SharedCall<TFile> | null {
    const sharedCall = this.#sharedCall
    this.#sharedCall = null
    return sharedCall
  }

  /**
   * Moves the transfer slot out of the turn: the next step goes on with it, so the end of this turn must not free it.
   * Returns the function that gives it back; null if the turn has none.
   */
  takeSlot(): (() => void) | null {
    const releaseSlot = this.#releaseSlot
    this.#releaseSlot = null
    return releaseSlot
  }

  /**
   * Lets others have the slot or the place although the step goes on: what is left of it needs no connection, or waits
   * for a drive that does not answer.
   */
  releaseEarly(): void {
    this.takeSlot()?.()
    this.#releasePlace?.()
    this.#releasePlace = null
  }

  /** Whether it was granted for this step and is not over. */
  isHeldFor(step: Step): boolean {
    return this.step === step && !this.#isOver
  }

  /** Gives back whatever is left. May be called twice: after a failure, and once more when the run ends. */
  end(): void {
    this.#isOver = true
    this.#endProbe?.()
    this.#endProbe = null
    // The others in the call would wait for this one for ever.
    this.takeSharedCall()?.leave()
    this.releaseEarly()
  }
}

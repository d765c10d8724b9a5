import type { Rewriting } from './rewriteAnswer.ts'

/** A fault that occurs once or several times. */
export interface Fault {
  /** 'tickets', 'confirm', 'list', 'get', 'abandon' */
  readonly call: string
  /** The number of the first call that fails, counted from now. @default 1 */
  readonly nth?: number
  /** How many calls fail. @default 1 */
  readonly times?: number
  /** Fails only the member for the file of this name, not the whole call; needs an 'answer'. */
  readonly name?: string
  readonly action: FaultAction
}

export type FaultAction =
  /** Sends this answer instead. `text` replaces the JSON of an error, for example by a login page or half an answer. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly code?: string
      readonly message?: string
      readonly retryAfterSeconds?: number
      readonly text?: string
      readonly contentType?: string
    }
  /** The call is handled late; */
  | { readonly kind: 'delay'; readonly ms: number }
  /** or it is handled at once, and the answer is late. */
  | { readonly kind: 'delay-after'; readonly ms: number }
  /** The socket breaks before the call is handled, */
  | { readonly kind: 'drop' }
  /** or afterwards. */
  | { readonly kind: 'drop-after' }
  /** The call is never handled; */
  | { readonly kind: 'hang' }
  /** or it is handled, but never answered. */
  | { readonly kind: 'hang-after' }
  /** The call is handled, but the answer breaks the API's contract. */
  | ({ readonly kind: 'rewrite' } & Rewriting)

interface Pending {
  readonly fault: Fault
  callsToPass: number
  timesLeft: number
}

/** Scripted faults, each taken by a call that matches it. */
export class FaultScript {
  #pending: Pending[] = []

  add(...faults: readonly Fault[]): void {
    for (const fault of faults) {
      this.#pending.push({ fault, callsToPass: (fault.nth ?? 1) - 1, timesLeft: fault.times ?? 1 })
    }
  }

  clear(): void {
    this.#pending = []
  }

  /** Returns the fault of a call. */
  take(call: string): FaultAction | undefined {
    return this.#take((fault) => fault.call === call && fault.name === undefined)
  }

  /** Returns the fault of a member of a call. */
  takeMember(call: string, name: string): FaultAction | undefined {
    return this.#take((fault) => fault.call === call && fault.name === name)
  }

  /** Every matching fault counts the call; the first one that is due applies. */
  #take(matches: (fault: Fault) => boolean): FaultAction | undefined {
    let taken: FaultAction | undefined
    for (const pending of this.#pending.filter(({ fault }) => matches(fault))) {
      if (pending.callsToPass > 0) pending.callsToPass -= 1
      else if (!taken) {
        taken = pending.fault.action
        pending.timesLeft -= 1
      }
    }
    this.#pending = this.#pending.filter(({ timesLeft }) => timesLeft > 0)
    return taken
  }
}

import type { Rewriting } from './rewriteAnswer.ts'

/** Something that is to go wrong, once or several times. */
export interface Fault {
  /** 'tickets', 'confirm', 'list', 'get', 'abandon' */
  readonly call: string
  /** Which of the calls from now on is the first to fail. @default 1 */
  readonly nth?: number
  /** How many fail. @default 1 */
  readonly times?: number
  /** Only the member about the file of this name fails, and the call goes on; needs an 'answer'. */
  readonly name?: string
  readonly action: FaultAction
}

export type FaultAction =
  /** Answers so instead. `text` stands in for the JSON of an error: a login page, half an answer. */
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly code?: string
      readonly message?: string
      readonly retryAfterSeconds?: number
      readonly text?: string
      readonly contentType?: string
    }
  /** Nothing happens for a while, then what should; */
  | { readonly kind: 'delay'; readonly ms: number }
  /** or what should happens at once, and the answer comes late. */
  | { readonly kind: 'delay-after'; readonly ms: number }
  /** The socket breaks before anything was done, */
  | { readonly kind: 'drop' }
  /** or after all was done. */
  | { readonly kind: 'drop-after' }
  /** Nothing happens until the client gives up; */
  | { readonly kind: 'hang' }
  /** or all was done, and nobody says so until then. */
  | { readonly kind: 'hang-after' }
  /** All was done, and the answer is not what the API promises. */
  | ({ readonly kind: 'rewrite' } & Rewriting)

interface Pending {
  readonly fault: Fault
  callsToPass: number
  timesLeft: number
}

/** Faults on demand, taken by the calls that they are for. */
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

  /** What goes wrong with this call. */
  take(call: string): FaultAction | undefined {
    return this.#take((fault) => fault.call === call && fault.name === undefined)
  }

  /** What goes wrong with this member of a call. */
  takeMember(call: string, name: string): FaultAction | undefined {
    return this.#take((fault) => fault.call === call && fault.name === name)
  }

  /** Every fault that matches counts the call; the first whose turn it is takes it. */
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

import type { UserAction } from '../pages/soakPage.ts'
import type { StorageFault } from '../support/storageProxy.ts'
import type { Dice } from './Dice.ts'
import type { SoakedApi } from './soakedApis.ts'

/** How a row has to end. gone: removed before it was done. kept: removed after it was done. */
export type End = 'done' | 'cancelled' | 'failed' | 'gone' | 'kept'

/** The faults of the requests that carry a file's bytes. */
export interface SendFault {
  readonly fault: StorageFault
  /** until-healed: until the file has failed and the user retries it */
  readonly times: number | 'until-healed'
}

/** The faults of API calls for a file. lose: the server does everything, but the answer never arrives. */
export interface CallFault {
  readonly call: 'tickets' | 'confirm' | 'complete'
  readonly fault:
    | { readonly kind: 'refuse'; readonly status: number; readonly code: string; readonly retryAfterSeconds?: number }
    | { readonly kind: 'lose' }
  readonly times: number
}

/** The fault of one file in five. */
export interface PlannedFault {
  readonly kind: string
  readonly end: End
  readonly send?: SendFault
  readonly call?: CallFault
  readonly action?: UserAction
  /** The upload fails, and the user retries it after the cause has been removed. */
  readonly retriedByHand?: boolean
  /** How often its bytes may be sent at most. @default what the retry policy allows */
  readonly mostSends?: number
}

/** A kind of fault: how common it is, which files can have it, and what it does to one of them. */
export interface FaultKind {
  readonly weight: number
  readonly needs: 'any' | 'bytes' | 'one-piece' | 'parts'
  /** Limits the kind to some APIs. */
  readonly only?: (api: SoakedApi) => boolean
  make(sizeBytes: number, dice: Dice, api: SoakedApi): PlannedFault
}

const answer = (status: number, code: string, message: string, retryAfterSeconds?: number): StorageFault => ({
  kind: 'answer',
  status,
  code,
  message,
  ...(retryAfterSeconds !== undefined && { headers: { 'retry-after': String(retryAfterSeconds) } }),
})

/** Also lies within the first part of a file in parts. */
const halfway = (sizeBytes: number): number => Math.ceil(Math.min(sizeBytes / 2, 1_000_000))
const stalled = (sizeBytes: number): StorageFault => ({ kind: 'stall', atByte: halfway(sizeBytes) })

function sending(kind: string, times: SendFault['times'], fault: StorageFault): PlannedFault {
  return { kind, end: 'done', send: { fault, times }, ...(times === 'until-healed' && { retriedByHand: true }) }
}

function calling(kind: string, call: CallFault['call'], times: number, fault: CallFault['fault']): PlannedFault {
  return { kind, end: 'done', call: { call, fault, times } }
}

const refuse = (status: number, code: string, retryAfterSeconds?: number): CallFault['fault'] => ({
  kind: 'refuse',
  status,
  code,
  ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
})

/** The number of attempts at a call, from the table of the retry policy. */
const allTries = 4

const duringTransfer: readonly FaultKind[] = [
  {
    weight: 4,
    needs: 'bytes',
    make: (size, dice) => sending('cut halfway', dice.between(1, 3), { kind: 'reset', atByte: halfway(size) }),
  },
  { weight: 2, needs: 'any', make: () => sending('cut before storage received it', 2, { kind: 'reset', atByte: 0 }) },
  {
    weight: 4,
    needs: 'any',
    make: (_, dice) => sending('cut after the last byte', dice.between(1, 2), { kind: 'reset-after' }),
  },
  { weight: 2, needs: 'bytes', make: (size) => sending('stalled', 1, stalled(size)) },
  { weight: 1, needs: 'any', make: () => sending('no answer from storage', 1, { kind: 'hang' }) },
  { weight: 2, needs: 'any', make: () => sending('answer cut short', 1, { kind: 'truncate' }) },
  {
    weight: 3,
    needs: 'bytes',
    only: ({ knowsBytes }) => knowsBytes,
    make: (size) => sending('one bit damaged', 1, { kind: 'flip', atByte: halfway(size) - 1 }),
  },
  {
    weight: 3,
    needs: 'any',
    make: (_, dice) => sending('storage says 500', dice.between(1, 3), answer(500, 'InternalError', 'We are sorry.')),
  },
  {
    weight: 2,
    needs: 'any',
    make: () => sending('storage is busy', 1, answer(503, 'SlowDown', 'Please reduce your request rate.', 60)),
  },
  {
    weight: 3,
    needs: 'any',
    make: (_, dice) =>
      sending('ticket has expired', dice.between(1, 2), answer(403, 'AccessDenied', 'Request has expired')),
  },
  {
    weight: 2,
    needs: 'any',
    make: () => sending('storage is down', 'until-healed', answer(500, 'InternalError', 'We are sorry.')),
  },
  { weight: 1, needs: 'any', make: () => sending('cut every time', 'until-healed', { kind: 'reset', atByte: 0 }) },
]

const inApiCalls: readonly FaultKind[] = [
  {
    weight: 3,
    needs: 'any',
    make: (_, dice) => calling('ticket: 500', 'tickets', dice.between(1, 3), refuse(500, 'server-error')),
  },
  { weight: 1, needs: 'any', make: () => calling('ticket: 429', 'tickets', 1, refuse(429, 'rate-limited', 1)) },
  { weight: 2, needs: 'any', make: () => calling('ticket: answer lost', 'tickets', 1, { kind: 'lose' }) },
  {
    weight: 1,
    needs: 'any',
    make: () => ({
      ...calling('ticket: 500 every time', 'tickets', allTries, refuse(500, 'server-error')),
      retriedByHand: true,
    }),
  },
  {
    weight: 1,
    needs: 'any',
    make: () => ({
      ...calling('ticket: forbidden', 'tickets', Number.POSITIVE_INFINITY, refuse(403, 'forbidden')),
      end: 'failed',
      mostSends: 0,
    }),
  },
  {
    weight: 3,
    needs: 'any',
    make: (_, dice, api) => ({
      // If the API might register a file twice, the confirm is repeated once, and then only by the user.
      ...calling('confirm: 500', 'confirm', api.confirmsTwice ? dice.between(1, 3) : 1, refuse(500, 'server-error')),
      mostSends: 1,
    }),
  },
  {
    weight: 4,
    needs: 'any',
    make: () => ({ ...calling('confirm: answer lost', 'confirm', 1, { kind: 'lose' }), mostSends: 1 }),
  },
  {
    weight: 2,
    needs: 'any',
    make: () => ({
      ...calling('confirm: 500 every time', 'confirm', allTries, refuse(500, 'server-error')),
      retriedByHand: true,
      mostSends: 1,
    }),
  },
  {
    weight: 1,
    needs: 'any',
    make: () => ({
      ...calling('confirm: forbidden', 'confirm', Number.POSITIVE_INFINITY, refuse(403, 'forbidden')),
      end: 'failed',
      mostSends: 1,
    }),
  },
  {
    weight: 1,
    needs: 'parts',
    make: () => calling('completing the parts: answer lost', 'complete', 1, { kind: 'lose' }),
  },
]

const byTheUser: readonly FaultKind[] = [
  {
    weight: 2,
    needs: 'any',
    make: (_, dice) => ({
      kind: 'paused in the queue',
      end: 'done',
      action: { when: 'added', does: 'pause', again: { with: 'resume', afterMs: dice.between(10, 4000) } },
    }),
  },
  {
    weight: 2,
    needs: 'bytes',
    make: (size, dice) => ({
      kind: 'paused while sending',
      end: 'done',
      send: { fault: stalled(size), times: 1 },
      action: { when: 'sending', does: 'pause', again: { with: 'resume', afterMs: dice.between(10, 1000) } },
    }),
  },
  {
    weight: 3,
    needs: 'any',
    make: (_, dice) => ({
      kind: 'paused at any moment',
      end: 'done',
      action: {
        when: 'added',
        does: 'pause',
        afterMs: dice.between(1, 8000),
        again: { with: 'resume', afterMs: dice.between(0, 500) },
      },
    }),
  },
  {
    weight: 2,
    needs: 'any',
    make: () => ({
      kind: 'cancelled in the queue',
      end: 'cancelled',
      action: { when: 'added', does: 'cancel' },
      mostSends: 0,
    }),
  },
  {
    weight: 2,
    needs: 'bytes',
    make: (size) => ({
      kind: 'cancelled while sending',
      end: 'cancelled',
      send: { fault: stalled(size), times: 'until-healed' },
      action: { when: 'sending', does: 'cancel', afterMs: 100 },
    }),
  },
  {
    weight: 1,
    needs: 'one-piece',
    make: () => ({
      kind: 'cancelled when everything was stored',
      end: 'cancelled',
      send: { fault: { kind: 'hang' }, times: 'until-healed' },
      action: { when: 'stored', does: 'cancel' },
    }),
  },
  {
    weight: 3,
    needs: 'any',
    make: (_, dice) => ({
      kind: 'cancelled at any moment, and tried again',
      end: 'done',
      action: {
        when: 'added',
        does: 'cancel',
        afterMs: dice.between(1, 8000),
        again: { with: 'retry', afterMs: dice.between(0, 200) },
      },
    }),
  },
  {
    weight: 1,
    needs: 'any',
    make: () => ({
      kind: 'removed in the queue',
      end: 'gone',
      action: { when: 'added', does: 'remove' },
      mostSends: 0,
    }),
  },
  {
    weight: 2,
    needs: 'bytes',
    make: (size) => ({
      kind: 'removed while sending',
      end: 'gone',
      send: { fault: stalled(size), times: 'until-healed' },
      action: { when: 'sending', does: 'remove', afterMs: 100 },
    }),
  },
  {
    weight: 2,
    needs: 'any',
    make: () => ({ kind: 'removed when done', end: 'kept', action: { when: 'done', does: 'remove' } }),
  },
  {
    weight: 3,
    needs: 'any',
    make: () => ({
      kind: 'commands during the confirm',
      end: 'done',
      action: { when: 'confirming', does: 'meddle' },
    }),
  },
]

/** Every kind of fault. */
export const faultKinds: readonly FaultKind[] = [...duringTransfer, ...inApiCalls, ...byTheUser]

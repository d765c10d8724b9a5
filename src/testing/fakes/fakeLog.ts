import type { Clock } from '../../contract/ports/page.js'
import type { CallContext, Failed } from '../../contract/backend.js'
import type { Json } from '../../contract/json.js'
import { wait } from './fakeClock.js'

export type FakeCallName =
  | 'ticket'
  | 'confirm'
  | 'reconcile'
  | 'abandon'
  | 'signParts'
  | 'listParts'
  | 'complete'
  | 'abort'
  | 'list'
  | 'get'
  | 'delete'
  | 'update'

/** One call to the fake backend. */
export interface FakeCall {
  readonly name: FakeCallName
  /** Counted from 1 for each name. */
  readonly nth: number
  /** The ids of the uploads, of the file for 'get', 'delete' and 'update', or the cursor for 'list'. */
  readonly ids: readonly string[]
  readonly attempt: number
  readonly keepalive: boolean
  readonly idempotencyKey: string
  /** Changes when the call ends. */
  readonly outcome: 'pending' | 'answered' | 'failed' | 'cancelled'
}

/** A failure that a test wants. */
export interface ScriptedFailure {
  /** The number of the call with this name, from 1. Default: every call. */
  readonly nth?: number
  /** Only the file with this name fails, also in a call for many. */
  readonly fileName?: string
  /** The error that is thrown, or a function that creates it. */
  readonly error: unknown
  /** The backend does its work, and only the answer is lost. */
  readonly isAnswerLost?: boolean
}

/** How calls behave. */
export interface FakeLogOptions {
  /** How long each call takes. @default 0 */
  readonly latencyMs?: number | ((call: FakeCall) => number)
  /** Awaited before a call is answered, so that a test can hold it back. */
  readonly gate?: (call: FakeCall) => Promise<unknown> | undefined
  readonly fail?: Partial<Record<FakeCallName, readonly ScriptedFailure[]>>
  readonly clock?: Clock
}

/** Records calls and makes some of them fail. */
export interface FakeLog {
  readonly calls: readonly FakeCall[]
  run<T>(
    name: FakeCallName,
    members: readonly Member[],
    context: CallContext,
    work: (answerTo: AnswerTo) => T,
  ): Promise<T>
  runOne<T>(name: FakeCallName, member: Member, context: CallContext, work: () => T): Promise<T>
}

interface Member {
  readonly id: string
  readonly name?: string
}

/** Returns the result for one upload of a call, or its scripted failure. */
type AnswerTo = <T>(member: Member, work: () => T) => T | Failed

export function createLog({ latencyMs = 0, gate, fail, clock }: FakeLogOptions): FakeLog {
  const calls: { -readonly [K in keyof FakeCall]: FakeCall[K] }[] = []

  async function run<T>(
    name: FakeCallName,
    members: readonly Member[],
    { signal, attempt, keepalive, idempotencyKey }: CallContext,
    work: (answerTo: AnswerTo) => T,
  ): Promise<T> {
    const nth = calls.filter((earlier) => earlier.name === name).length + 1
    const ids = members.map(({ id }) => id)
    const call: (typeof calls)[number] = { name, nth, ids, attempt, keepalive, idempotencyKey, outcome: 'pending' }
    calls.push(call)
    const due = (fail?.[name] ?? []).filter((failure) => failure.nth === undefined || failure.nth === nth)
    try {
      signal.throwIfAborted()
      await abortable(gate?.(call), signal)
      const delayMs = typeof latencyMs === 'number' ? latencyMs : latencyMs(call)
      if (delayMs > 0) await wait(delayMs, signal, clock)
      const answer = meet(
        due.find(({ fileName }) => fileName === undefined),
        () => work((member, memberWork) => answerMember(due, member, memberWork)),
      )
      call.outcome = 'answered'
      return answer
    } catch (thrown) {
      call.outcome = signal.aborted ? 'cancelled' : 'failed'
      throw thrown
    }
  }

  const runOne = <T>(name: FakeCallName, member: Member, context: CallContext, work: () => T) =>
    run(name, [member], context, (answerTo) => {
      const answer = answerTo(member, () => ({ answer: work() }))
      if ('error' in answer) throw answer.error
      return answer.answer
    })

  return { calls: calls as readonly FakeCall[], run, runOne }
}

function answerMember<T>(due: readonly ScriptedFailure[], member: Member, work: () => T): T | Failed {
  try {
    return meet(
      due.find(({ fileName }) => fileName !== undefined && fileName === member.name),
      work,
    )
  } catch (error) {
    return { kind: 'failed', error }
  }
}

/** Does the work, or throws the failure that is scripted for it. */
function meet<T>(failure: ScriptedFailure | undefined, work: () => T): T {
  if (failure && !failure.isAnswerLost) throw makeError(failure)
  const answer = work()
  if (failure) throw makeError(failure)
  return answer
}

async function abortable(work: Promise<unknown> | undefined, signal: AbortSignal): Promise<void> {
  if (!work) return
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  await Promise.race([work, aborted])
}

function makeError({ error }: ScriptedFailure): unknown {
  return typeof error === 'function' ? error() : error
}

/** Returns the id of the upload that a reference of the fake backend belongs to. */
export function readKey(reference: Json): string {
  const key = typeof reference === 'object' && reference !== null && 'key' in reference ? reference['key'] : null
  return typeof key === 'string' ? key.replace(/^key-/, '') : ''
}

import type { CallContext, UploadBackend } from '../../contract/backend.js'
import type { Clock } from '../../contract/ports/page.js'
import { PlainError } from '../../errors/PlainError.js'
import { abortError } from '../../shared/abortError.js'

export interface CallTerms<TAnswer> {
  readonly backend: Pick<UploadBackend, 'answerWithinMs'>
  readonly signal: AbortSignal
  readonly attempt: number
  readonly idempotencyKey: string
  readonly idempotencyKeys?: readonly string[]
  /** The page is being left. */
  readonly keepalive?: boolean
  readonly make: (context: CallContext) => Promise<TAnswer>
  /** Receives an answer that came after the call had ended: a ticket in it is open, although nobody waits for it. */
  readonly onLate?: (answer: TAnswer) => void
}

/** `fetch` has no time limit of its own, and a call that never ends would keep its place for ever. */
const defaultAnswerWithinMs = 30_000

/** Makes one call to a backend. It ends in time and when aborted, whatever the adapter does. */
export async function callBackend<TAnswer>(
  clock: Clock,
  { backend, signal, make, onLate, attempt, idempotencyKey, idempotencyKeys, keepalive = false }: CallTerms<TAnswer>,
): Promise<TAnswer> {
  if (signal.aborted) throw abortError()
  const { answerWithinMs = defaultAnswerWithinMs } = backend
  // A signal of its own, because a call that takes too long is aborted although its upload goes on.
  const own = new AbortController()
  const context: CallContext = {
    signal: own.signal,
    attempt,
    keepalive,
    idempotencyKey,
    ...(idempotencyKeys && { idempotencyKeys }),
  }
  const { promise: givenUp, reject } = Promise.withResolvers<never>()
  const giveUp = (error: Error, reason?: unknown): void => {
    // First, because the adapter may reject, too, once it is aborted.
    reject(error)
    own.abort(reason)
  }
  const onAbort = (): void => giveUp(abortError(), signal.reason)
  const callOff = clock.schedule(
    () => giveUp(new PlainError('server-timeout', 'answered-too-late', { detail: answerWithinMs })),
    answerWithinMs,
  )
  signal.addEventListener('abort', onAbort)
  // An adapter may throw before it returns a promise.
  const answer = Promise.resolve().then(() => make(context))
  try {
    return await Promise.race([answer, givenUp])
  } catch (error) {
    // The adapter may have ignored the signal.
    if (own.signal.aborted) answer.then(onLate, () => undefined)
    throw error
  } finally {
    callOff()
    signal.removeEventListener('abort', onAbort)
  }
}

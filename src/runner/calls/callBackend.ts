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
export function callBackend<TAnswer>(
  clock: Clock,
  { backend, signal, make, onLate, keepalive = false, ...terms }: CallTerms<TAnswer>,
): Promise<TAnswer> {
  const { attempt, idempotencyKey, idempotencyKeys } = terms
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
  return new Promise((resolve, reject) => {
    let isOver = false
    const end = (settle: () => void): void => {
      if (isOver) return
      isOver = true
      callOff()
      signal.removeEventListener('abort', onAbort)
      settle()
    }
    // The adapter may ignore the signal. Its answer is then handed to `onLate`.
    const onAbort = (): void =>
      end(() => {
        own.abort(signal.reason)
        reject(abortError())
      })
    const callOff = clock.schedule(
      () =>
        end(() => {
          own.abort()
          reject(new PlainError('server-timeout', 'answered-too-late', { detail: answerWithinMs }))
        }),
      answerWithinMs,
    )
    if (signal.aborted) return onAbort()
    signal.addEventListener('abort', onAbort)
    // An adapter may throw before it returns a promise.
    Promise.resolve()
      .then(() => make(context))
      .then(
        (answer) => (isOver ? onLate?.(answer) : end(() => resolve(answer))),
        (thrown: unknown) => end(() => reject(thrown)),
      )
  })
}

import type { UploadBackend } from '../../contract/backend.js'
import type { Clock } from '../../contract/ports/page.js'
import { adviceOn } from '../../errors/codeOf.js'

/** A user waits for the answer, so there are fewer tries than for an upload, which runs by itself. */
const mostAttempts = 3
const firstDelayMs = 500

interface RetriedCall<T> {
  readonly call: (attempt: number, signal: AbortSignal) => Promise<T>
  readonly backend: Pick<UploadBackend, 'answerWithinMs'>
  readonly signal: AbortSignal
  readonly clock: Clock
}

/** Makes a call, and repeats it after errors that pass by themselves. It must do no harm to repeat it. */
export async function callWithRetry<T>({ call, backend, signal, clock }: RetriedCall<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const timeout = new AbortController()
    const cancelTimeout = clock.schedule(() => timeout.abort(timeoutError()), backend.answerWithinMs ?? 30_000)
    try {
      return await call(attempt, AbortSignal.any([signal, timeout.signal]))
    } catch (error) {
      signal.throwIfAborted()
      if (attempt >= mostAttempts || adviceOn(error).when !== 'automatically') throw error
    } finally {
      cancelTimeout()
    }
    await new Promise<void>((resolve) => clock.schedule(resolve, firstDelayMs * 2 ** (attempt - 1)))
    signal.throwIfAborted()
  }
}

function timeoutError(): DOMException {
  return new DOMException('The backend did not answer in time.', 'TimeoutError')
}

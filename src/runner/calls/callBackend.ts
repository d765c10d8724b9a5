import { toUploadError } from '../../errors/toUploadError.js'
import { UploadError } from '../../errors/UploadError.js'
import type { Emitter } from '../../shared/Emitter.js'
import { isAnswerOfApi } from '../outages/Outages.js'
import type { Clock } from '../../contract/ports/page.js'
import type { BackendCall, UploaderEvents } from '../../contract/events.js'
import type { CallContext, UploadBackend } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'

/** One call to the backend, and whom it is for. */
export interface PlannedCall<TAnswer> {
  /** null: a question on the side, which nobody is told of. */
  readonly call: BackendCall['call'] | null
  readonly backend: Pick<UploadBackend, 'scope' | 'answerWithinMs'>
  readonly uploadIds: readonly string[]
  readonly signal: AbortSignal
  readonly attempt: number
  readonly idempotencyKey: string
  readonly idempotencyKeys?: readonly string[]
  /** The page is being left. */
  readonly keepalive?: boolean
  readonly make: (context: CallContext) => Promise<TAnswer>
  /** The answer came after nobody waited for it any more. */
  readonly onLate?: (answer: TAnswer) => void
}

type CallEnd = Pick<UploaderEvents['callEnded'], 'outcome' | 'error'>

const cancelled: CallEnd = { outcome: 'cancelled' }

/** A server that has not answered by then is slow, unless its adapter says otherwise. */
const defaultAnswerWithinMs = 30_000

/** Makes calls to the backend: in time, abortable whether the adapter heeds the signal or not, and told to others. */
export class BackendCalls<TFile extends StoredFile> {
  readonly #clock: Clock
  readonly #events: Emitter<UploaderEvents<TFile>>
  readonly #onAnswer: (uploadIds: readonly string[]) => void
  readonly #running = new Set<BackendCall>()
  #count = 0

  /** @param onAnswer told whenever the API answers a call for these uploads, with whatever it says */
  constructor(
    clock: Clock,
    events: Emitter<UploaderEvents<TFile>>,
    onAnswer: (uploadIds: readonly string[]) => void = () => {},
  ) {
    this.#clock = clock
    this.#events = events
    this.#onAnswer = onAnswer
  }

  async run<TAnswer>(planned: PlannedCall<TAnswer>): Promise<TAnswer> {
    if (planned.call === null) return this.#listen(planned)
    const told = this.#describe(planned, planned.call)
    this.#running.add(told)
    this.#events.emit('callStarted', told)
    try {
      const answer = await this.#listen(planned)
      this.#end(told, { outcome: 'answered' })
      return answer
    } catch (thrown) {
      const step = planned.call === 'ticket' ? 'requesting' : 'confirming'
      const end = planned.signal.aborted
        ? cancelled
        : ({ outcome: 'failed', error: toUploadError(thrown, step) } as const)
      this.#end(told, end)
      throw thrown
    }
  }

  /** Tells of what is on its way that nobody waits for it any more. */
  close(): void {
    for (const told of this.#running) this.#end(told, cancelled)
  }

  #end(told: BackendCall, end: CallEnd): void {
    if (this.#running.delete(told)) this.#events.emit('callEnded', { ...told, ...end })
  }

  #describe<TAnswer>(planned: PlannedCall<TAnswer>, call: BackendCall['call']): BackendCall {
    const { uploadIds, attempt } = planned
    const { scope } = planned.backend
    this.#count += 1
    return { callId: this.#count, call, uploadIds, attempt, ...(scope !== undefined && { scope }) }
  }

  async #listen<TAnswer>(planned: PlannedCall<TAnswer>): Promise<TAnswer> {
    try {
      const answer = await this.#race(planned)
      this.#onAnswer(planned.uploadIds)
      return answer
    } catch (thrown) {
      if (!planned.signal.aborted && isAnswerOfApi(toUploadError(thrown, 'requesting')))
        this.#onAnswer(planned.uploadIds)
      throw thrown
    }
  }

  #race<TAnswer>(planned: PlannedCall<TAnswer>): Promise<TAnswer> {
    const { signal, make, onLate, attempt, idempotencyKey, idempotencyKeys, keepalive = false } = planned
    const answerWithinMs = planned.backend.answerWithinMs ?? defaultAnswerWithinMs
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
      const onAbort = (): void =>
        end(() => {
          own.abort(signal.reason)
          reject(new DOMException('The call was called off.', 'AbortError'))
        })
      const callOff = this.#clock.schedule(
        () =>
          end(() => {
            own.abort()
            reject(new UploadError('server-timeout', `The backend did not answer within ${answerWithinMs} ms.`))
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
          (thrown: unknown) => {
            const error = toError(thrown)
            end(() => reject(error))
          },
        )
    })
  }
}

/** Adapters may throw anything, also what cannot be looked at; what is no Error but has a status keeps it. */
function toError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown
  try {
    const status = typeof thrown === 'object' && thrown !== null && 'status' in thrown ? thrown.status : undefined
    return Object.assign(new Error(String(thrown)), status === undefined ? {} : { status })
  } catch {
    return new Error('The adapter raised something that cannot be read.')
  }
}

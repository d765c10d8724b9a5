import { toUploadError } from '../../errors/toUploadError.js'
import { UploadError } from '../../errors/UploadError.js'
import type { Emitter } from '../../shared/Emitter.js'
import { isAnswerOfApi } from '../outages/Outages.js'
import type { Clock } from '../../contract/ports/page.js'
import type { BackendCall, UploaderEvents } from '../../contract/events.js'
import type { CallContext, UploadBackend } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { ActiveUpload } from '../ActiveUpload.js'

/** One call to the backend, and whom it is for. */
export interface PlannedCall<TAnswer> {
  /** null: no event is emitted for it. */
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
  /** Gets an answer that came after the call had ended: a ticket in it is open, although nobody waits for it. */
  readonly onLate?: (answer: TAnswer) => void
}

/** A call that is no step of its own, such as a question in the middle of one. Apps see no event for it. */
export function sideCall<TAnswer, TFile extends StoredFile>(
  { id, backend, run }: ActiveUpload<TFile>,
  call: Pick<PlannedCall<TAnswer>, 'signal' | 'keepalive' | 'make'>,
): PlannedCall<TAnswer> {
  return { ...call, call: null, backend, uploadIds: [id], attempt: 1, idempotencyKey: run.idempotencyKey }
}

type CallEnd = Pick<UploaderEvents['callEnded'], 'outcome' | 'error'>

const cancelled: CallEnd = { outcome: 'cancelled' }

/** `fetch` has no time limit of its own, and a call that never ends would keep its place for ever. */
const defaultAnswerWithinMs = 30_000

/** Makes calls to the backend. They end in time and when aborted, whatever the adapter does, and events report them. */
export class BackendCalls<TFile extends StoredFile> {
  readonly #clock: Clock
  readonly #events: Emitter<UploaderEvents<TFile>>
  readonly #onAnswer: (uploadIds: readonly string[]) => void
  /** Each `callStarted` needs its `callEnded`, also for calls that are under way when the uploader is destroyed. */
  readonly #running = new Set<BackendCall>()
  #count = 0

  /** @param onAnswer called whenever the API answers a call for these uploads, whatever it answers */
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
    const running = this.#describe(planned, planned.call)
    this.#running.add(running)
    this.#events.emit('callStarted', running)
    try {
      const answer = await this.#listen(planned)
      this.#end(running, { outcome: 'answered' })
      return answer
    } catch (thrown) {
      const step = planned.call === 'ticket' ? 'requesting' : 'confirming'
      const end = planned.signal.aborted
        ? cancelled
        : ({ outcome: 'failed', error: toUploadError(thrown, step) } as const)
      this.#end(running, end)
      throw thrown
    }
  }

  /** Reports the calls that are still running as cancelled. */
  close(): void {
    for (const call of this.#running) this.#end(call, cancelled)
  }

  #end(call: BackendCall, end: CallEnd): void {
    if (this.#running.delete(call)) this.#events.emit('callEnded', { ...call, ...end })
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
    // An own signal, because a call that takes too long is aborted although its upload goes on.
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

/** Adapters may throw anything, even a value that cannot be read. A status is kept. */
function toError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown
  try {
    const status = typeof thrown === 'object' && thrown !== null && 'status' in thrown ? thrown.status : undefined
    return Object.assign(new Error(String(thrown)), status === undefined ? {} : { status })
  } catch {
    return new Error('The adapter raised something that cannot be read.')
  }
}

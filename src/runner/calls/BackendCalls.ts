import type { UploadBackend } from '../../contract/backend.js'
import type { BackendCall, UploaderEvents } from '../../contract/events.js'
import type { Clock } from '../../contract/ports/page.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Emitter } from '../../shared/Emitter.js'
import type { ActiveUpload } from '../ActiveUpload.js'
import type { LazyCode, RareCode } from '../lazy/LazyCode.js'
import { callBackend, type CallTerms } from './callBackend.js'

/** One call of a step, and whom it is for. */
export interface PlannedCall<TAnswer> extends CallTerms<TAnswer> {
  readonly call: BackendCall['call']
  readonly backend: UploadBackend
  readonly uploadIds: readonly string[]
}

interface CallsOptions<TFile extends StoredFile> {
  readonly clock: Clock
  readonly events: Emitter<UploaderEvents<TFile>>
  readonly loadRareCode: LazyCode['loadRareCode']
  /** The API of a backend has answered, whatever it said. */
  readonly onAnswer: (backend: UploadBackend) => void
}

type CallEnd = Pick<UploaderEvents['callEnded'], 'outcome' | 'error'>

const cancelled: CallEnd = { outcome: 'cancelled' }

/** Makes the calls of uploads to their backends, and has events report them. */
export class BackendCalls<TFile extends StoredFile> {
  readonly #options: CallsOptions<TFile>
  /** Each `callStarted` needs its `callEnded`, also for calls that are under way when the uploader is destroyed. */
  readonly #running = new Set<BackendCall>()
  #count = 0

  constructor(options: CallsOptions<TFile>) {
    this.#options = options
  }

  /** Makes a step's own call for one upload. */
  runFor<TAnswer>(
    { id, backend, signal, run }: ActiveUpload<TFile>,
    call: Pick<PlannedCall<TAnswer>, 'call' | 'keepalive' | 'make' | 'onLate'>,
  ): Promise<TAnswer> {
    const { callAttempt: attempt, idempotencyKey } = run
    return this.run({ ...call, backend, uploadIds: [id], signal, attempt, idempotencyKey })
  }

  /** Makes a call that is no step of its own, such as a question in the middle of one. Apps see no event for it. */
  ask<TAnswer>(
    { backend, run }: ActiveUpload<TFile>,
    call: Pick<PlannedCall<TAnswer>, 'signal' | 'keepalive' | 'make'>,
  ): Promise<TAnswer> {
    return this.#make({ ...call, backend, attempt: 1, idempotencyKey: run.idempotencyKey })
  }

  async run<TAnswer>(planned: PlannedCall<TAnswer>): Promise<TAnswer> {
    const running = this.#describe(planned)
    this.#running.add(running)
    this.#options.events.emit('callStarted', running)
    try {
      const answer = await this.#make(planned)
      this.#end(running, { outcome: 'answered' })
      return answer
    } catch (thrown) {
      if (planned.signal.aborted) this.#end(running, cancelled)
      else void this.#endFailed(running, thrown)
      throw thrown
    }
  }

  /** Reports the calls that are still running as cancelled. */
  close(): void {
    for (const call of this.#running) this.#end(call, cancelled)
  }

  /** Not awaited: the upload goes on by itself. If the code that reads the error is missing, the event comes without it. */
  async #endFailed(call: BackendCall, thrown: unknown): Promise<void> {
    const rareCode = await this.#loadRareCode()
    const error = rareCode?.toUploadError(thrown, call.call === 'ticket' ? 'requesting' : 'confirming')
    this.#end(call, { outcome: 'failed', ...(error && { error }) })
  }

  #end(call: BackendCall, end: CallEnd): void {
    if (this.#running.delete(call)) this.#options.events.emit('callEnded', { ...call, ...end })
  }

  #describe<TAnswer>({ call, uploadIds, attempt, backend: { scope } }: PlannedCall<TAnswer>): BackendCall {
    this.#count += 1
    return { callId: this.#count, call, uploadIds, attempt, ...(scope !== undefined && { scope }) }
  }

  async #make<TAnswer>(terms: CallTerms<TAnswer> & Pick<PlannedCall<TAnswer>, 'backend'>): Promise<TAnswer> {
    const { clock, onAnswer } = this.#options
    try {
      const answer = await callBackend(clock, terms)
      onAnswer(terms.backend)
      return answer
    } catch (thrown) {
      if (!terms.signal.aborted) void this.#noteFailure(terms.backend, thrown)
      throw thrown
    }
  }

  /** A refusal is an answer, too. Not awaited, for the same reason. */
  async #noteFailure(backend: UploadBackend, thrown: unknown): Promise<void> {
    const rareCode = await this.#loadRareCode()
    if (rareCode?.isAnswerOfApi(thrown)) this.#options.onAnswer(backend)
  }

  #loadRareCode(): Promise<RareCode | null> {
    return this.#options.loadRareCode().catch(() => null)
  }
}

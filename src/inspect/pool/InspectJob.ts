import { abortError } from '../../shared/abortError.js'
import { PlainError, type Problem } from '../../errors/PlainError.js'
import type { InspectOptions, Inspection } from '../../contract/ports/inspector.js'
import type { FailureCode, FailureData, InspectFileRequest } from '../inspect.messages.js'
import { smallFileBytes } from '../limits.js'

type InspectTask = Pick<InspectFileRequest, 'id' | 'digest' | 'digestOnly' | 'sizeBytes'> & { readonly file: File }

/** One file on its way through the pool. Its promise settles once, however often the work is repeated. */
export class InspectJob {
  /** What is asked of the worker. */
  readonly task: InspectTask
  /** How often its worker crashed without showing which of its files was to blame. */
  crashes: number = 0
  /** Set after a worker crashed while it decoded this picture. */
  withoutPicture: boolean = false

  readonly #options: InspectOptions
  readonly #onAbort: () => void
  readonly #result: PromiseWithResolvers<Inspection> = Promise.withResolvers()
  #isSettled = false
  #reported: number = 0

  /** `onAbort` is called when the caller aborts, after the promise was rejected. */
  constructor(id: number, file: File, options: InspectOptions, onAbort: (job: InspectJob) => void) {
    const { digest, digestOnly = false, sizeBytes = file.size, signal } = options
    this.task = { id, file, digest, digestOnly, sizeBytes }
    this.#options = options
    this.#onAbort = () => {
      // The caller need not wait until the worker has stopped.
      this.abort()
      onAbort(this)
    }
    signal.addEventListener('abort', this.#onAbort)
  }

  get isLarge(): boolean {
    return this.task.sizeBytes > smallFileBytes
  }

  get inspection(): Promise<Inspection> {
    return this.#result.promise
  }

  get isSettled(): boolean {
    return this.#isSettled
  }

  /** A job that is repeated starts at zero, which must not show: progress never goes back. */
  progress(inspectedBytes: number): void {
    if (this.isSettled || inspectedBytes <= this.#reported) return
    this.#reported = inspectedBytes
    this.#options.onProgress(inspectedBytes)
  }

  /** Tells the caller that the file has made no progress for some seconds. */
  stall(): void {
    if (!this.isSettled) this.#options.onStalled?.()
  }

  succeed(inspection: Inspection): void {
    // A worker's last report need not be about the last byte.
    this.progress(this.task.sizeBytes)
    this.#end().resolve(inspection)
  }

  fail({ code, cause }: FailureData): void {
    this.#end().reject(new PlainError(code, problemOf[code], { step: 'inspecting', cause }))
  }

  /** The code for it could not be loaded, which says nothing about the file. */
  giveBack(cause: unknown): void {
    this.#end().reject(cause)
  }

  abort(): void {
    this.#end().reject(abortError())
  }

  /** Returns what settles the promise. After the first time that changes nothing: a lost worker may reply late. */
  #end(): PromiseWithResolvers<Inspection> {
    this.#isSettled = true
    this.#options.signal.removeEventListener('abort', this.#onAbort)
    return this.#result
  }
}

const problemOf: Readonly<Record<FailureCode, Problem>> = {
  'file-changed': 'was-changed',
  'file-missing': 'is-gone',
  'file-unreadable': 'is-unreadable',
  'inspection-failed': 'has-no-digest',
}

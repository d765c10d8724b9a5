import { abortError } from '../../shared/abortError.js'
import { PlainError, type Problem } from '../../errors/PlainError.js'
import type { InspectOptions, Inspection } from '../../contract/ports/inspector.js'
import type { FailureCode, FailureData } from '../inspect.messages.js'
import { smallFileBytes } from '../limits.js'

interface Settle {
  readonly resolve: (inspection: Inspection) => void
  readonly reject: (error: unknown) => void
}

/** One file on its way through the pool. Its promise settles once, however often the work is repeated. */
export class InspectJob {
  readonly id: number
  readonly file: File
  readonly digest: InspectOptions['digest']
  readonly digestOnly: boolean
  readonly sizeBytes: number
  readonly inspection: Promise<Inspection>
  /** How often its worker crashed without showing which of its files was to blame. */
  crashes: number = 0
  /** Set after a worker crashed while it decoded this picture. */
  withoutPicture: boolean = false

  readonly #onProgress: InspectOptions['onProgress']
  readonly #onStalled: InspectOptions['onStalled']
  readonly #signal: AbortSignal
  readonly #onAbort: () => void
  #settle: Settle | null = null
  #reported: number = 0

  /** `onAbort` is called when the caller aborts, after the promise was rejected. */
  constructor(
    id: number,
    file: File,
    { digest, digestOnly = false, sizeBytes = file.size, signal, onProgress, onStalled }: InspectOptions,
    onAbort: (job: InspectJob) => void,
  ) {
    this.id = id
    this.file = file
    this.digest = digest
    this.digestOnly = digestOnly
    this.sizeBytes = sizeBytes
    this.#onProgress = onProgress
    this.#onStalled = onStalled
    this.#signal = signal
    this.inspection = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
    })
    this.#onAbort = () => {
      // The caller need not wait until the worker has stopped.
      this.abort()
      onAbort(this)
    }
    signal.addEventListener('abort', this.#onAbort, { once: true })
  }

  get isLarge(): boolean {
    return this.sizeBytes > smallFileBytes
  }

  get isSettled(): boolean {
    return this.#settle === null
  }

  /** A job that is repeated starts at zero, which must not show: progress never goes back. */
  progress(inspectedBytes: number): void {
    if (this.isSettled || inspectedBytes <= this.#reported) return
    this.#reported = inspectedBytes
    this.#onProgress(inspectedBytes)
  }

  /** Tells the caller that the file has made no progress for some seconds. */
  stall(): void {
    if (!this.isSettled) this.#onStalled?.()
  }

  succeed(inspection: Inspection): void {
    // A worker's last report need not be about the last byte.
    this.progress(this.sizeBytes)
    this.#end()?.resolve(inspection)
  }

  fail({ code, cause }: FailureData): void {
    this.#end()?.reject(new PlainError(code, problemOf[code], { step: 'inspecting', cause }))
  }

  /** The code for it could not be loaded, which says nothing about the file. */
  giveBack(cause: unknown): void {
    this.#end()?.reject(cause)
  }

  abort(): void {
    this.#end()?.reject(abortError())
  }

  /** Returns what settles the promise, and null after the first time: a late reply of a lost worker changes nothing. */
  #end(): Settle | null {
    const settle = this.#settle
    this.#settle = null
    this.#signal.removeEventListener('abort', this.#onAbort)
    return settle
  }
}

const problemOf: Readonly<Record<FailureCode, Problem>> = {
  'file-changed': 'was-changed',
  'file-missing': 'is-gone',
  'file-unreadable': 'is-unreadable',
  'inspection-failed': 'has-no-digest',
}

import type { UploadBackend } from '../../contract/backend.js'
import type { StoredFile } from '../../contract/storedFile.js'
import type { Clock, HostPage } from '../../contract/ports/page.js'
import { createId } from '../../shared/createId.js'
import { callWithRetry } from './callWithRetry.js'
import type { GalleryDraft } from './GalleryDraft.js'
import type { StoredRows } from './StoredRows.js'

/** Files that were deleted together and can still be brought back together. */
export interface PendingDeletion<TFile extends StoredFile = StoredFile> {
  readonly id: string
  readonly files: readonly TFile[]
}

/** A file that the backend did not delete. It is back in the gallery. */
export interface FailedDeletion<TFile extends StoredFile = StoredFile> {
  readonly file: TFile
  readonly error: unknown
}

export interface DeletionRequest<TFile extends StoredFile> {
  readonly backend: UploadBackend<TFile>
  readonly draft: GalleryDraft<TFile>
  readonly rows: StoredRows<TFile>
  /** The time to undo, milliseconds. */
  readonly undoMs: number
  readonly onDeleted?: ((files: readonly TFile[]) => void) | undefined
  readonly onFailed?: ((failures: readonly FailedDeletion<TFile>[]) => void) | undefined
}

/** The state of {@link Deletions}. */
export interface DeletionsSnapshot {
  /** Oldest first. */
  readonly pending: readonly PendingDeletion[]
  readonly failed: readonly FailedDeletion[]
}

/** A batch whose type of file is known to the request that made it and to nobody else. */
interface Batch extends PendingDeletion {
  /** The gallery that the files were taken out of. Another backend may have files of the same ids. */
  readonly draft: object
  readonly cancelTimer: () => void
  readonly restore: () => void
  readonly commit: (isLeaving: boolean) => void
}

/** A call that is waiting for its turn or under way. */
interface Job {
  readonly send: (isLeaving: boolean) => void
}

/** As many calls as a browser makes to a server at once, less some for everything else. */
const mostCalls = 4

/**
 * The files that users have deleted. The backend hears of it when the time to undo is over or the page is left. It
 * belongs to the page and not to a part, so that a part that unmounts changes nothing.
 */
export class Deletions {
  readonly #ports: { readonly clock: Clock; readonly page: HostPage }
  readonly #listeners = new Set<() => void>()
  readonly #batches = new Map<string, Batch>()
  readonly #waiting = new Set<Job>()
  readonly #running = new Set<Job>()
  #failed: readonly FailedDeletion[] = []
  #snapshot: DeletionsSnapshot = { pending: [], failed: [] }
  #stopWatchingPage: (() => void) | null = null

  constructor(ports: { readonly clock: Clock; readonly page: HostPage }) {
    this.#ports = ports
  }

  /**
   * Deletes files together. Files that are deleted already are left out: a key may be pressed again before the gallery is
   * drawn without them. Returns the id of the deletion for `undo`; if all are left out, that of the first one's deletion,
   * or an empty text if that cannot be undone any more.
   */
  add<TFile extends StoredFile>(chosen: readonly TFile[], request: DeletionRequest<TFile>): string {
    const { draft, rows, undoMs } = request
    const different = [...new Map(chosen.map((file) => [file.id, file])).values()]
    const files = different.filter((file) => !draft.hides(file.id))
    if (files.length === 0) return this.#findId(chosen[0]?.id, draft) ?? ''
    const id = createId()
    for (const file of files) rows.take(file.id)
    draft.hide(files.map((file) => file.id))
    this.#batches.set(id, {
      id,
      files,
      draft,
      restore() {
        draft.show(files.map((file) => file.id))
        for (const file of files) rows.putBack(file.id)
      },
      commit: (isLeaving) => this.#commit(files, request, isLeaving),
      cancelTimer: this.#ports.clock.schedule(() => this.#end(id), undoMs),
    })
    const gone = new Set(files.map((file) => file.id))
    this.#failed = this.#failed.filter(({ file }) => !gone.has(file.id))
    this.#changed()
    return id
  }

  /** Brings back the files of a deletion: the last one, unless an id says which. */
  undo(id?: string): void {
    const batch = id === undefined ? [...this.#batches.values()].at(-1) : this.#batches.get(id)
    if (!batch) return
    this.#batches.delete(batch.id)
    batch.cancelTimer()
    batch.restore()
    this.#changed()
  }

  /** Forgets the failures. */
  dismiss(): void {
    this.#failed = []
    this.#changed()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): DeletionsSnapshot => this.#snapshot

  /** The id of the deletion that can bring back a file of a gallery. */
  #findId(fileId: string | undefined, draft: object): string | undefined {
    const hasFile = (batch: Batch): boolean => batch.draft === draft && batch.files.some(({ id }) => id === fileId)
    return [...this.#batches.values()].find(hasFile)?.id
  }

  #end(id: string, isLeaving = false): void {
    const batch = this.#batches.get(id)
    this.#batches.delete(id)
    batch?.cancelTimer()
    batch?.commit(isLeaving)
    this.#changed()
  }

  #commit<TFile extends StoredFile>(
    files: readonly TFile[],
    request: DeletionRequest<TFile>,
    isLeaving: boolean,
  ): void {
    const failures: FailedDeletion<TFile>[] = []
    const deleted: TFile[] = []
    const settle = (): void => {
      if (failures.length + deleted.length < files.length) return
      if (deleted.length > 0) request.onDeleted?.(deleted)
      if (failures.length === 0) return
      this.#failed = [...this.#failed, ...failures]
      this.#changed()
      request.onFailed?.(failures)
    }
    for (const file of files) {
      const job = createJob(request.backend, file.id, this.#ports.clock, (failure) => {
        this.#waiting.delete(job)
        this.#running.delete(job)
        if (failure) {
          request.draft.show([file.id])
          request.rows.putBack(file.id)
          failures.push({ file, error: failure.error })
        } else {
          // A file that was sent meanwhile may have become a row of the same record.
          request.rows.take(file.id)
          request.draft.forget(file.id)
          deleted.push(file)
        }
        settle()
        this.#sendNext()
        this.#watchPage()
      })
      this.#waiting.add(job)
    }
    this.#sendNext(isLeaving)
  }

  #sendNext(isLeaving = false): void {
    for (const job of this.#waiting) {
      if (this.#running.size >= mostCalls && !isLeaving) return
      this.#waiting.delete(job)
      this.#running.add(job)
      job.send(isLeaving)
    }
  }

  /** Calls that are under way are aborted by the browser, so they are sent again: to delete twice does no harm. */
  readonly #leave = (): void => {
    const running = [...this.#running]
    for (const id of this.#batches.keys()) this.#end(id, true)
    this.#sendNext(true)
    for (const job of running) job.send(true)
  }

  #changed(): void {
    this.#snapshot = { pending: [...this.#batches.values()], failed: this.#failed }
    this.#watchPage()
    for (const listener of this.#listeners) listener()
  }

  #watchPage(): void {
    const isBusy = this.#batches.size + this.#waiting.size + this.#running.size > 0
    if (isBusy) {
      this.#stopWatchingPage ??= this.#ports.page.onLeave(this.#leave)
    } else {
      this.#stopWatchingPage?.()
      this.#stopWatchingPage = null
    }
  }
}

/** The last call that was sent decides. */
function createJob<TFile extends StoredFile>(
  backend: UploadBackend<TFile>,
  fileId: string,
  clock: Clock,
  onEnd: (failure: { readonly error: unknown } | null) => void,
): Job {
  const idempotencyKey = createId()
  let sent = 0
  let controller = new AbortController()
  return {
    send(isLeaving) {
      const nth = (sent += 1)
      controller.abort()
      controller = new AbortController()
      const call = async (attempt: number, signal: AbortSignal): Promise<void> =>
        backend.deleteFile?.(fileId, { signal, attempt, keepalive: isLeaving, idempotencyKey })
      callWithRetry({ call, backend, clock, signal: controller.signal }).then(
        () => nth === sent && onEnd(null),
        (error: unknown) => nth === sent && onEnd({ error }),
      )
    },
  }
}

import type { UploadBackend } from '../../contract/backend.js'
import type { DoneUpload } from '../../contract/upload.js'
import type { StoredFile } from '../../contract/storedFile.js'
import { Turns } from './Turns.js'
import { watchFile } from './watchFile.js'
import type { WatcherContext } from './watchUpload.js'

/** One file, and the uploads that show it: two of equal content may have the same file. */
interface WatchedFile {
  readonly uploadIds: Set<string>
  readonly end: AbortController
}

/** More calls at once would keep the calls of other uploads waiting. */
const mostCallsAtOnce = 4

/** Watches the files of one uploader, each once. */
export class Watcher<TFile extends StoredFile> {
  readonly #context: WatcherContext<TFile>
  readonly #files = new Map<UploadBackend<TFile>, Map<string, WatchedFile>>()
  readonly #turns = new Turns(mostCallsAtOnce)

  constructor(context: WatcherContext<TFile>) {
    this.#context = context
    context.store.subscribe(() => this.#endUnwanted())
    context.signal.addEventListener('abort', () => this.#endAll())
  }

  watch(uploadId: string, sinceMs: number): void {
    const { signal, uploader, ports } = this.#context
    const fileId = this.#findProcessing(uploadId)?.stored.id
    if (signal.aborted || fileId === undefined) return
    const backend = uploader.getBackend(uploadId)
    const files = this.#files.get(backend) ?? new Map<string, WatchedFile>()
    this.#files.set(backend, files)
    const known = files.get(fileId)
    if (known) return void known.uploadIds.add(uploadId)
    const uploadIds = new Set([uploadId])
    const end = new AbortController()
    files.set(fileId, { uploadIds, end })
    // Adapters are written by others: an answer may be another file, or none.
    const onChange = (file: TFile | null | undefined): void => {
      if (file?.id === fileId && !end.signal.aborted) this.#replaceStored(uploadIds, file)
    }
    watchFile({ backend, fileId, sinceMs, ports, turns: this.#turns, signal: end.signal, onChange })
  }

  /** The upload, if the backend still processes its file. */
  #findProcessing(uploadId: string, fileId?: string): DoneUpload<TFile> | undefined {
    const upload = this.#context.store.get(uploadId)
    if (upload?.status !== 'done' || upload.stored.state !== 'processing') return undefined
    return fileId === undefined || upload.stored.id === fileId ? upload : undefined
  }

  #replaceStored(uploadIds: Iterable<string>, file: TFile): void {
    const { store, events, code } = this.#context
    for (const uploadId of uploadIds) {
      const upload = this.#findProcessing(uploadId, file.id)
      if (!upload || (file.state === 'processing' && file.stateText === upload.stored.stateText)) continue
      const changed = code.enter(upload, { status: 'done', outcome: upload.outcome, stored: file })
      store.put(changed, store.uploadable(uploadId)?.run)
      events.emit('storedChanged', { upload: changed as DoneUpload<TFile> })
    }
  }

  #endUnwanted(): void {
    for (const files of this.#files.values()) {
      for (const [fileId, { uploadIds, end }] of files) {
        for (const id of uploadIds) if (!this.#findProcessing(id, fileId)) uploadIds.delete(id)
        if (uploadIds.size > 0) continue
        files.delete(fileId)
        end.abort()
      }
    }
  }

  #endAll(): void {
    for (const files of this.#files.values()) for (const { end } of files.values()) end.abort()
    this.#files.clear()
  }
}

import type { StoredFile } from '../../contract/storedFile.js'
import type { UploadBackend } from '../../contract/backend.js'
import type { DoneUpload } from '../../contract/upload.js'
import type { Uploader } from '../../contract/uploader.js'
import { galleryKey } from '../query/queryKeys.js'

interface Row<TFile extends StoredFile> {
  readonly stored: TFile
  readonly group: string | undefined
  readonly backend: UploadBackend<TFile>
}

/** The rows of an uploader whose files are being deleted. A form sends the ids of its rows, so they go at once. */
export class StoredRows<TFile extends StoredFile> {
  readonly #uploader: Uploader<TFile>
  readonly #backend: UploadBackend<TFile>
  readonly #taken = new Map<string, Row<TFile>[]>()

  constructor(uploader: Uploader<TFile>, backend: UploadBackend<TFile>) {
    this.#uploader = uploader
    this.#backend = backend
  }

  take(storedId: string): void {
    const rows = this.#uploader
      .getSnapshot()
      .uploads.filter(
        (upload): upload is DoneUpload<TFile> => upload.status === 'done' && upload.stored.id === storedId,
      )
      .filter(({ id }) => isSameBackend(this.#uploader.getBackend(id), this.#backend))
    const taken = rows.map(({ id, stored, group }) => ({ stored, group, backend: this.#uploader.getBackend(id) }))
    this.#taken.set(storedId, [...(this.#taken.get(storedId) ?? []), ...taken])
    this.#uploader.remove(rows.map(({ id }) => id))
  }

  /** Brings the rows back as files that were stored before, which is what they are by now. */
  putBack(storedId: string): void {
    for (const { stored, group, backend } of this.#taken.get(storedId) ?? []) {
      // Rows get the backend of the moment, and this one may no longer be it.
      if (!isSameBackend(this.#uploader.getBackend(), backend)) continue
      this.#uploader.addStored([stored], group === undefined ? {} : { group })
    }
    this.#taken.delete(storedId)
  }
}

function isSameBackend<TFile extends StoredFile>(one: UploadBackend<TFile>, other: UploadBackend<TFile>): boolean {
  return one === other || galleryKey(one)[1] === galleryKey(other)[1]
}

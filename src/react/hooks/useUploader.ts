'use client'

import type { StoredFile } from '../../contract/storedFile.js'
import type { Uploader } from '../../contract/uploader.js'
import { useCoatcheck } from '../provider/context.js'

/**
 * The uploader of the surrounding `UploadProvider`, for its commands. Does not render again when an upload changes.
 * @throws {Error} outside an `UploadProvider`.
 */
export function useUploader<TFile extends StoredFile = StoredFile>(): Uploader<TFile> {
  return useCoatcheck<TFile>('useUploader').uploader
}

'use client'

import type { StoredFile } from '../../contract/storedFile.js'
import type { Uploader } from '../../contract/uploader.js'
import { useCoatcheck } from '../provider/context.js'

/** The uploader of the surrounding `UploadProvider`: its commands, without rendering again when anything moves. */
export function useUploader<TFile extends StoredFile = StoredFile>(): Uploader<TFile> {
  return useCoatcheck<TFile>('useUploader').uploader
}

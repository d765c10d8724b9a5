'use client'

import type { StoredFile, Uploader } from '../../contract/types.js'
import { useCoatcheck } from '../provider/context.js'

/** The uploader of the surrounding `UploadProvider`: its commands, without rendering again when anything moves. */
export function useUploader<TFile extends StoredFile = StoredFile>(): Uploader<TFile> {
  return useCoatcheck<TFile>('useUploader').uploader
}

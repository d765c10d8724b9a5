'use client'

import type { StoredFile, Uploader } from '../core/types.js'
import { useCoatcheck } from './context.js'

/** The uploader of the surrounding `UploadProvider`: its commands, without rendering again when anything moves. */
export function useUploader<TFile extends StoredFile = StoredFile>(): Uploader<TFile> {
  return useCoatcheck<TFile>('useUploader').uploader
}

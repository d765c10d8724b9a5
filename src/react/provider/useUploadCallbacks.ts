'use client'

import { useEffect, useRef } from 'react'
import type { StoredFile } from '../../contract/storedFile.js'
import type { DoneUpload, FailedUpload } from '../../contract/upload.js'
import type { Uploader } from '../../contract/uploader.js'

/** What the app wants to be called for. */
export interface UploadCallbacks<TFile extends StoredFile = StoredFile> {
  /**
   * Called once for each upload that is stored, also for a file that the backend had already and for one that recovery
   * brought back, but not for the files of `addStored`.
   * @example onDone={(upload) => album.add(upload.stored.id)}
   */
  readonly onDone?: ((upload: DoneUpload<TFile>) => void) | undefined
  /**
   * Called when an upload has failed and will not be tried again by itself. A retry by the user that fails calls it
   * again. It is not called for a file that is rejected or cancelled.
   */
  readonly onFailed?: ((upload: FailedUpload<TFile>) => void) | undefined
}

/** Calls the callbacks of the latest render. */
export function useUploadCallbacks<TFile extends StoredFile>(
  uploader: Uploader<TFile>,
  { onDone, onFailed }: UploadCallbacks<TFile>,
): void {
  const latest = useRef<UploadCallbacks<TFile>>({})
  useEffect(() => {
    latest.current = { onDone, onFailed }
  })
  useEffect(() => uploader.on('done', ({ upload }) => latest.current.onDone?.(upload)), [uploader])
  useEffect(() => uploader.on('failed', ({ upload }) => latest.current.onFailed?.(upload)), [uploader])
}

'use client'

import { useEffect } from 'react'
import type { StoredFile } from '../../contract/storedFile.js'
import type { UploadBackend } from '../../contract/backend.js'
import type { Uploader } from '../../contract/uploader.js'

/**
 * Brings back the unfinished uploads of earlier pages, and again when the scope changes. StrictMode and an `<Activity>` do
 * so twice, which is harmless: a page takes over each record only once.
 */
export function useRecovered<TFile extends StoredFile>(
  uploader: Uploader<TFile>,
  backend: UploadBackend<TFile> | undefined,
): void {
  const owner = backend && JSON.stringify([backend.name, backend.scope])
  useEffect(() => void uploader.recover(), [uploader, owner])
}

'use client'

import { useEffect } from 'react'
import type { StoredFile } from '../../contract/storedFile.js'
import type { UploadBackend } from '../../contract/backend.js'
import type { Uploader } from '../../contract/uploader.js'

/** Whose uploads each uploader has brought back. */
const recovered = new WeakMap<object, string>()

/**
 * Brings back the unfinished uploads of earlier pages once per uploader, and again when the scope changes. Recovering
 * twice is harmless, because a page takes over each record only once.
 */
export function useRecovered<TFile extends StoredFile>(
  uploader: Uploader<TFile>,
  backend: UploadBackend<TFile> | undefined,
): void {
  const owner = JSON.stringify([backend?.name, backend?.scope])
  useEffect(() => {
    if (recovered.get(uploader) === owner) return
    recovered.set(uploader, owner)
    void uploader.recover()
  }, [uploader, owner])
}

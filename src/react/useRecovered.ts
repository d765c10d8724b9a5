'use client'

import { useEffect } from 'react'
import type { StoredFile, UploadBackend, Uploader } from '../core/types.js'

/**
 * Takes back what earlier pages left unfinished, once the uploader lives, and again for another scope. Twice does no
 * harm: what was taken is not there any more.
 */
export function useRecovered<TFile extends StoredFile>(
  uploader: Uploader<TFile>,
  backend: UploadBackend<TFile> | undefined,
): void {
  const { scope, name } = backend ?? {}
  useEffect(() => {
    void uploader.recover()
  }, [uploader, scope, name])
}

'use client'

import { useEffect, useRef } from 'react'
import type { StoredFile } from '../../contract/storedFile.js'
import type { UploadBackend } from '../../contract/backend.js'
import type { Uploader } from '../../contract/uploader.js'

/**
 * Takes back what earlier pages left unfinished, once the uploader lives, and again for another scope. Twice does no
 * harm: what was taken is not there any more.
 */
export function useRecovered<TFile extends StoredFile>(
  uploader: Uploader<TFile>,
  backend: UploadBackend<TFile> | undefined,
): void {
  const whose = backend && JSON.stringify([backend.name, backend.scope])
  const recovered = useRef<Recovered | null>(null)
  useEffect(() => {
    if (recovered.current?.uploader === uploader && recovered.current.whose === whose) return
    recovered.current = { uploader, whose }
    void uploader.recover()
  }, [uploader, whose])
}

interface Recovered {
  readonly uploader: object
  readonly whose: string | undefined
}

'use client'

import { useEffect, useRef } from 'react'
import type { StoredFile } from '../../contract/storedFile.js'
import type { UploadBackend } from '../../contract/backend.js'
import type { Uploader } from '../../contract/uploader.js'

/**
 * Brings back the unfinished uploads of earlier pages once per uploader, and again when the scope changes. Recovering
 * twice is harmless, because a page takes over each record only once.
 */
export function useRecovered<TFile extends StoredFile>(
  uploader: Uploader<TFile>,
  backend: UploadBackend<TFile> | undefined,
): void {
  const owner = backend && JSON.stringify([backend.name, backend.scope])
  const recovered = useRef<Recovered | null>(null)
  useEffect(() => {
    if (recovered.current?.uploader === uploader && recovered.current.owner === owner) return
    recovered.current = { uploader, owner }
    void uploader.recover()
  }, [uploader, owner])
}

interface Recovered {
  readonly uploader: object
  readonly owner: string | undefined
}

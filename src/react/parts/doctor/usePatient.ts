'use client'

import { useCallback, useState } from 'react'
import type { Metadata } from '../../../contract/json.js'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { Upload } from '../../../contract/upload.js'
import type { UploadBackend } from '../../../contract/backend.js'
import type { Uploader } from '../../../contract/uploader.js'

interface Patient<TFile extends StoredFile> {
  readonly backend: UploadBackend<TFile>
  readonly metadata: Metadata
}

/** What the doctor is to examine: a failed upload keeps the backend that it was added under. */
export function usePatient<TFile extends StoredFile>(
  uploader: Uploader<TFile>,
  hasDoctor: boolean,
): {
  readonly patient: Patient<TFile> | null
  readonly consult: ((upload?: Upload) => void) | undefined
  readonly release: () => void
} {
  const [patient, setPatient] = useState<Patient<TFile> | null>(null)
  const consult = useCallback(
    (upload?: Upload) => setPatient({ backend: uploader.getBackend(upload?.id), metadata: upload?.metadata ?? {} }),
    [uploader],
  )
  const release = useCallback(() => setPatient(null), [])
  return { patient, consult: hasDoctor ? consult : undefined, release }
}

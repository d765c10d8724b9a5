'use client'

import { type ComponentType, useCallback, useState } from 'react'
import type { UploadBackend } from '../../../contract/backend.js'
import type { Metadata } from '../../../contract/json.js'
import type { StoredFile } from '../../../contract/storedFile.js'
import type { Upload } from '../../../contract/upload.js'
import type { Uploader } from '../../../contract/uploader.js'
import type { RunDiagnosis } from './useDiagnosis.js'

/** The dialog that a button opens. The provider renders it, because the button's row may go while it is open. */
export type OpenedDialog = ComponentType<{ readonly run: RunDiagnosis; readonly onClose: () => void }>

/** Opens a dialog for an upload that failed, or for the present backend. */
export type OpenDoctor = (Dialog: OpenedDialog, upload?: Upload) => void

/** What the doctor checks: a backend, with the metadata of the failed upload. */
interface DoctorTarget<TFile extends StoredFile> {
  readonly Dialog: OpenedDialog
  readonly backend: UploadBackend<TFile>
  readonly metadata: Metadata
}

/** Opens and closes the doctor's dialog. A failed upload is checked with the backend that it was added with. */
export function useDoctorTarget<TFile extends StoredFile>(
  uploader: Uploader<TFile>,
  hasDoctor: boolean,
): {
  readonly target: DoctorTarget<TFile> | null
  readonly openDoctor: OpenDoctor | undefined
  readonly closeDoctor: () => void
} {
  const [target, setTarget] = useState<DoctorTarget<TFile> | null>(null)
  const open = useCallback<OpenDoctor>(
    (Dialog, upload) =>
      setTarget({ Dialog, backend: uploader.getBackend(upload?.id), metadata: upload?.metadata ?? {} }),
    [uploader],
  )
  const closeDoctor = useCallback(() => setTarget(null), [])
  return { target, openDoctor: hasDoctor ? open : undefined, closeDoctor }
}

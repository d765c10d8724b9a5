import { DoctorButton, Gallery, UploadProvider } from 'coatcheck'
import type { StoredFile, UploadBackend } from 'coatcheck/core'
import { diagnose } from 'coatcheck/doctor'
import { createRecovery } from 'coatcheck/recovery'
import type { ReactElement, ReactNode } from 'react'
import { RequestPanel } from './requests/RequestPanel.tsx'

const recovery = createRecovery()

interface WorkspaceProps<TFile extends StoredFile> {
  readonly backend: UploadBackend<TFile>
  readonly children: ReactNode
}

/** A card with the form, and below it the requests and the gallery. */
export function Workspace<TFile extends StoredFile>({ backend, children }: WorkspaceProps<TFile>): ReactElement {
  return (
    <UploadProvider backend={backend} recovery={recovery} doctor={diagnose}>
      <section className="demo-card" aria-label="Upload">
        {children}
        <DoctorButton className="demo-doctor" />
      </section>
      <RequestPanel />
      {/* A div, because the gallery itself is a landmark of that name. */}
      <div>
        <h2>Gallery</h2>
        <Gallery />
      </div>
    </UploadProvider>
  )
}

import { DoctorButton, Gallery, UploadProvider } from 'coatcheck'
import type { StoredFile, UploadBackend } from 'coatcheck/core'
import { diagnose } from 'coatcheck/doctor'
import { createRecovery } from 'coatcheck/recovery'
import type { ReactElement, ReactNode } from 'react'
import { RequestPanel } from './requests/RequestPanel.tsx'

/** What a reload interrupts goes on afterwards. */
const recovery = createRecovery()

interface WorkspaceProps<TFile extends StoredFile> {
  readonly backend: UploadBackend<TFile>
  readonly children: ReactNode
}

/** A card for what takes files in, and under it what was asked and what came of it. */
export function Workspace<TFile extends StoredFile>({ backend, children }: WorkspaceProps<TFile>): ReactElement {
  return (
    <UploadProvider backend={backend} recovery={recovery} doctor={diagnose}>
      <section className="demo-card" aria-label="Upload">
        {children}
        <DoctorButton className="demo-doctor" />
      </section>
      <RequestPanel />
      {/* The gallery is a landmark itself, of the same name. */}
      <div>
        <h2>Gallery</h2>
        <Gallery />
      </div>
    </UploadProvider>
  )
}

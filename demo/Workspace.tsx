import { Gallery, UploadProvider } from 'coatcheck'
import type { StoredFile, UploadBackend } from 'coatcheck/core'
import type { ReactElement, ReactNode } from 'react'

interface WorkspaceProps<TFile extends StoredFile> {
  readonly backend: UploadBackend<TFile>
  readonly children: ReactNode
}

/** A card for what takes files in, and the gallery under it. */
export function Workspace<TFile extends StoredFile>({ backend, children }: WorkspaceProps<TFile>): ReactElement {
  return (
    <UploadProvider backend={backend}>
      <section className="demo-card" aria-label="Upload">
        {children}
      </section>
      <section aria-labelledby="gallery">
        <h2 id="gallery">Gallery</h2>
        <Gallery />
      </section>
    </UploadProvider>
  )
}

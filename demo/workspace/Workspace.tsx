import { DoctorButton, UploadProvider, UploadTray } from 'coatcheck'
import type { StoredFile, UploadBackend } from 'coatcheck/core'
import { diagnose } from 'coatcheck/doctor'
import { ManagedGallery } from 'coatcheck/gallery'
import { createRecovery } from 'coatcheck/recovery'
import { type ReactElement, type ReactNode, useContext, useMemo } from 'react'
import { MessagesContext } from '../page/MessagesContext.ts'
import { RequestPanel } from '../requests/RequestPanel.tsx'
import { SamplePhotosButton } from '../samples/SamplePhotosButton.tsx'
import { keepOrder } from './keepOrder.ts'
import { useView, ViewContext } from './view.ts'
import { ViewSwitch } from './ViewSwitch.tsx'

const recovery = createRecovery()

interface WorkspaceProps<TFile extends StoredFile> {
  readonly backend: UploadBackend<TFile>
  /** The parts, and what this API needs around them. */
  readonly children: ReactNode
}

/** The tools of the demo, the parts, the requests that they make, and the gallery. */
export function Workspace<TFile extends StoredFile>({ backend, children }: WorkspaceProps<TFile>): ReactElement {
  const messages = useContext(MessagesContext)
  const [view, chooseView] = useView()
  const order = useMemo(() => keepOrder(backend), [backend])
  return (
    <UploadProvider backend={order.backend} recovery={recovery} doctor={diagnose} locale={messages}>
      <section className="demo-upload" aria-label="Upload">
        <div className="demo-tools">
          <ViewSwitch view={view} onChoose={chooseView} />
          <SamplePhotosButton />
          <DoctorButton className="demo-doctor" />
        </div>
        <ViewContext.Provider value={view}>{children}</ViewContext.Provider>
      </section>
      <RequestPanel />
      {/* A div, because the gallery itself is a landmark of that name. */}
      <div>
        <h2>{messages.gallery.label}</h2>
        <ManagedGallery onReorder={order.save && (({ ids }) => order.save?.(ids))} />
      </div>
      {view === 'tray' && <UploadTray titleProgress />}
    </UploadProvider>
  )
}

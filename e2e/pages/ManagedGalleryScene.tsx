import { Dropzone, UploadList, UploadProvider } from 'coatcheck'
import { ManagedGallery } from 'coatcheck/gallery'
import { type ReactElement, useState } from 'react'
import { useSceneBackend } from './useSceneBackend.ts'
import { Watched } from './Watched.tsx'

/** A gallery whose files can be changed, and a form that would send the ids of those added here. */
export function ManagedGalleryScene(): ReactElement {
  const undoMs = new URLSearchParams(location.search).get('undoMs')
  const [order, setOrder] = useState<readonly string[]>([])
  return (
    <UploadProvider backend={useSceneBackend()}>
      <Watched />
      <Dropzone name="attachments" />
      <UploadList />
      <ManagedGallery onReorder={({ ids }) => setOrder(ids)} {...(undoMs !== null && { undoMs: Number(undoMs) })} />
      <p data-testid="order">{order.length}</p>
    </UploadProvider>
  )
}

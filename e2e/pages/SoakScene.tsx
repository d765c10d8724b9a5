import { Dropzone, Gallery, UploadList, UploadProvider } from 'coatcheck'
import { type ReactElement, useEffect, useSyncExternalStore } from 'react'
import { current, offerSoak } from './soakPage.ts'

/** All parts, while there is an uploader, which `soakPage.ts` creates and destroys. */
export function SoakScene(): ReactElement | null {
  useEffect(offerSoak, [])
  const { uploader } = useSyncExternalStore(listen, () => current.shown)
  if (!uploader) return null
  return (
    <UploadProvider uploader={uploader}>
      <Dropzone />
      <UploadList />
      <Gallery />
    </UploadProvider>
  )
}

function listen(tell: () => void): () => void {
  current.listeners.add(tell)
  return () => current.listeners.delete(tell)
}

import { Dropzone, Gallery, UploadList, UploadProvider } from 'coatcheck'
import { type ReactElement, useEffect, useSyncExternalStore } from 'react'
import { current, offerSoak } from './soakPage.ts'

/** All that an app has, for as long as there is an uploader: see `soakPage.ts` for who makes it and ends it. */
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

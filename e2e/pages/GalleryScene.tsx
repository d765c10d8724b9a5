import { Dropzone, Gallery, UploadProvider } from 'coatcheck'
import type { ReactElement } from 'react'
import { useSceneBackend } from './useSceneBackend.ts'

/** A gallery with nothing above it that could move it. */
export function GalleryScene(): ReactElement {
  return (
    <UploadProvider backend={useSceneBackend()}>
      <Dropzone />
      <Gallery />
    </UploadProvider>
  )
}

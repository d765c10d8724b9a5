import { Dropzone, Gallery, UploadList, UploadProvider } from 'coatcheck'
import type { ReactElement } from 'react'
import { sceneRestrictions } from './restrictions.ts'
import { useSceneBackend } from './useSceneBackend.ts'
import { Watched } from './Watched.tsx'

/** All parts, as in the demo, with a recorder. */
export function WidgetScene(): ReactElement {
  return (
    <UploadProvider backend={useSceneBackend()} restrictions={sceneRestrictions}>
      <Watched />
      <Dropzone />
      <UploadList />
      <Gallery />
    </UploadProvider>
  )
}

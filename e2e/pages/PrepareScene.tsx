import { Dropzone, UploadList, UploadProvider } from 'coatcheck'
import { compose, resize, stripMetadata } from 'coatcheck/prepare'
import type { ReactElement } from 'react'
import { useSceneBackend } from './useSceneBackend.ts'
import { Watched } from './Watched.tsx'

const longestSide = new URLSearchParams(location.search).get('longestSide')

/** Pictures lose their location and, with `?longestSide=`, are made smaller before they are sent. */
const prepare =
  longestSide === null
    ? stripMetadata('location')
    : compose(resize({ longestSide: Number(longestSide) }), stripMetadata('all'))

export function PrepareScene(): ReactElement {
  return (
    <UploadProvider backend={useSceneBackend()} prepare={prepare}>
      <Watched />
      <Dropzone />
      <UploadList />
    </UploadProvider>
  )
}

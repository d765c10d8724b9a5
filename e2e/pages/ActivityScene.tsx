import { Dropzone, UploadList, UploadProvider } from 'coatcheck'
import { createRestBackend } from 'coatcheck/backends/rest'
import { createUploader } from 'coatcheck/core'
import { Activity, type ReactElement, useState } from 'react'
import { flushSync } from 'react-dom'
import { sceneOptions, useSceneBackend } from './useSceneBackend.ts'
import { Watched } from './Watched.tsx'

const isOwn = new URLSearchParams(location.search).get('uploader') === 'app'
const appUploader = isOwn ? createUploader({ backend: createRestBackend(sceneOptions) }) : undefined

/** A widget that can be hidden and shown again; `?uploader=app` gives it the app's own uploader. */
export function ActivityScene(): ReactElement {
  const [isShown, setIsShown] = useState(true)

  function blink(): void {
    flushSync(() => setIsShown(false))
    flushSync(() => setIsShown(true))
  }

  return (
    <>
      <button type="button" aria-pressed={isShown} onClick={() => setIsShown(!isShown)}>
        Shown
      </button>
      <button type="button" onClick={blink}>
        Hide and show at once
      </button>
      <Activity mode={isShown ? 'visible' : 'hidden'}>{appUploader ? <AppOwned /> : <ProviderOwned />}</Activity>
    </>
  )
}

function AppOwned(): ReactElement | null {
  return appUploader ? (
    <UploadProvider uploader={appUploader}>
      <Parts />
    </UploadProvider>
  ) : null
}

function ProviderOwned(): ReactElement {
  return (
    <UploadProvider backend={useSceneBackend()}>
      <Parts />
    </UploadProvider>
  )
}

function Parts(): ReactElement {
  return (
    <>
      <Watched />
      <Dropzone />
      <UploadList />
    </>
  )
}

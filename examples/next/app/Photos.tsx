'use client'

import { Dropzone, Gallery, UploadList, UploadProvider } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'

export function Photos() {
  const backend = useRestBackend({ url: '/api/rest' })
  return (
    <UploadProvider backend={backend}>
      <Dropzone />
      <UploadList />
      <Gallery />
    </UploadProvider>
  )
}

import 'coatcheck/styles.css'
import { Gallery, UploadPanel, UploadProvider } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'

export function Photos() {
  const backend = useRestBackend({ url: '/api/uploads' })
  return (
    <UploadProvider backend={backend} restrictions={{ accept: 'image/*', maxSizeBytes: 20_000_000 }}>
      <UploadPanel />
      <Gallery />
    </UploadProvider>
  )
}

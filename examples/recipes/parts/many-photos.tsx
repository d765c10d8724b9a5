import 'coatcheck/styles.css'
import { Dropzone, UploadGrid, UploadProvider, UploadSummary } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'

/** Thousands of photos: only the visible tiles are rendered, and the summary has the buttons for all of them. */
export function AlbumPage() {
  const backend = useRestBackend({ url: '/api/uploads' })
  return (
    <UploadProvider backend={backend} restrictions={{ accept: 'image/*', maxFiles: 5000 }}>
      <Dropzone />
      <UploadSummary />
      <UploadGrid />
    </UploadProvider>
  )
}

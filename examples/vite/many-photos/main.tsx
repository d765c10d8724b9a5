import 'coatcheck/styles.css'
import './photos.css'
import {
  Dropzone,
  UploadActions,
  UploadList,
  UploadName,
  UploadProgress,
  UploadProvider,
  UploadRow,
  UploadThumbnail,
  useUploadTotals,
} from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { createRoot } from 'react-dom/client'

function AlbumPage() {
  const backend = useRestBackend({ url: '/api/rest' })
  return (
    <UploadProvider backend={backend} restrictions={{ accept: 'image/*' }}>
      <Dropzone />
      <Totals />
      {/* A row holds no state of its own, so the list draws only the rows that can be seen. */}
      <UploadList className="photos">
        {(upload) => (
          <UploadRow upload={upload} className="photo">
            <UploadThumbnail />
            <div>
              <UploadName />
              {upload.image && (
                <small>
                  {upload.image.width} × {upload.image.height}
                </small>
              )}
              <UploadProgress />
            </div>
            <UploadActions />
          </UploadRow>
        )}
      </UploadList>
    </UploadProvider>
  )
}

function Totals() {
  const { count, done, failed, progress } = useUploadTotals()
  if (count === 0) return null
  return (
    <p>
      {done} of {count} photos in the album, {failed} failed <progress value={progress} aria-label="All photos" />
    </p>
  )
}

createRoot(document.querySelector('#root')!).render(<AlbumPage />)

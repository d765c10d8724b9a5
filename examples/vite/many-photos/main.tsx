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
      {/* The list renders only the visible rows, so a row must not have state of its own. */}
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

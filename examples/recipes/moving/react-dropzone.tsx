import 'coatcheck/styles.css'
import { UploadProvider, useUploads, useUploadZone } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'

export function Photos() {
  const backend = useRestBackend({ url: '/api/uploads' })
  return (
    <UploadProvider backend={backend} restrictions={{ accept: 'image/*', maxSizeBytes: 20_000_000 }}>
      <Zone />
    </UploadProvider>
  )
}

/** The markup stays yours. */
function Zone() {
  const zone = useUploadZone()
  const uploads = useUploads()
  return (
    <div {...zone.getRootProps()} data-over={zone.state.isDropTarget || undefined}>
      <button {...zone.getButtonProps()}>Choose photos</button>
      <input {...zone.getInputProps()} />
      {uploads.map((upload) => (
        <p key={upload.id}>{`${upload.name}: ${upload.status}`}</p>
      ))}
    </div>
  )
}

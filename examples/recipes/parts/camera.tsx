import 'coatcheck/styles.css'
import { UploadButton, UploadGrid, UploadProvider } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'

/** On a phone, the button opens the camera on the back at once. Elsewhere, it chooses pictures. */
export function MeterReading() {
  const backend = useRestBackend({ url: '/api/uploads' })
  return (
    <UploadProvider backend={backend} restrictions={{ accept: 'image/*' }}>
      <UploadButton capture="environment" multiple={false}>
        Photograph the meter
      </UploadButton>
      <UploadGrid />
    </UploadProvider>
  )
}

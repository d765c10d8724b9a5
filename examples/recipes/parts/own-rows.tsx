import 'coatcheck/styles.css'
import {
  Dropzone,
  UploadActions,
  UploadList,
  UploadName,
  UploadProgress,
  UploadProvider,
  UploadRow,
  UploadStatus,
} from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'

/** The list renders only the visible rows, so a row must not have state of its own. */
export function FilesPage() {
  const backend = useRestBackend({ url: '/api/uploads' })
  return (
    <UploadProvider backend={backend}>
      <Dropzone />
      <UploadList>
        {(upload) => (
          <UploadRow upload={upload} className="my-row">
            <strong>
              <UploadName />
            </strong>
            {upload.image && <small>{`${upload.image.width} × ${upload.image.height}`}</small>}
            <UploadStatus />
            <UploadProgress />
            <UploadActions />
          </UploadRow>
        )}
      </UploadList>
    </UploadProvider>
  )
}

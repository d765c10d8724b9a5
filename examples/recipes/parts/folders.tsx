import 'coatcheck/styles.css'
import { Dropzone, UploadList, UploadProvider } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'

/** A click chooses a folder; dropped folders are read, too. The path of each file goes to the server with it. */
export function ImportPage() {
  const backend = useRestBackend({ url: '/api/uploads' })
  return (
    <UploadProvider backend={backend}>
      <Dropzone
        directory
        metadata={(file) => ({ folder: file.webkitRelativePath.split('/').slice(0, -1).join('/') })}
      />
      <UploadList />
    </UploadProvider>
  )
}

import 'coatcheck/styles.css'
import { UploadButton, UploadProvider, UploadTray } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { useState } from 'react'

/** The provider and the tray stand near the root of the app, so uploads go on while the user moves between pages. */
export function App() {
  const backend = useRestBackend({ url: '/api/uploads' })
  const [page, setPage] = useState<'photos' | 'settings'>('photos')
  return (
    <UploadProvider backend={backend}>
      <nav>
        <button onClick={() => setPage('photos')}>Photos</button>
        <button onClick={() => setPage('settings')}>Settings</button>
      </nav>
      {page === 'photos' ? <UploadButton>Add photos</UploadButton> : <h1>Settings</h1>}
      <UploadTray titleProgress />
    </UploadProvider>
  )
}

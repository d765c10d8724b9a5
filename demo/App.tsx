import { Dropzone, Gallery, UploadList, UploadProvider, UploadSummary } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import type { ReactElement } from 'react'
import { Header } from './Header.tsx'

/** Everything an app needs: a backend, a place to drop files, a list, a gallery. */
export function App(): ReactElement {
  const backend = useRestBackend({ url: '/api/rest' })
  return (
    <div className="demo">
      <Header />
      <main>
        <UploadProvider backend={backend}>
          <section className="demo-card" aria-label="Upload">
            <Dropzone />
            <UploadSummary />
            <UploadList />
          </section>
          <section aria-labelledby="gallery">
            <h2 id="gallery">Gallery</h2>
            <Gallery />
          </section>
        </UploadProvider>
      </main>
    </div>
  )
}

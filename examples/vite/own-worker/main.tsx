import 'coatcheck/styles.css'
import { Dropzone, Gallery, UploadList, UploadProvider } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import workerUrl from 'coatcheck/worker?url'
import { createRoot } from 'react-dom/client'

/** For pages on which the bundler does not find the worker: the app names its URL. */
const createWorker = () => new Worker(workerUrl, { type: 'module' })

function App() {
  const backend = useRestBackend({ url: '/api/rest' })
  return (
    <UploadProvider backend={backend} createWorker={createWorker}>
      <Dropzone />
      <UploadList />
      <Gallery />
    </UploadProvider>
  )
}

createRoot(document.querySelector('#root')!).render(<App />)

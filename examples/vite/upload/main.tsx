import 'coatcheck/styles.css'
import { Dropzone, Gallery, UploadList, UploadProvider } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { createRoot } from 'react-dom/client'

function App() {
  const backend = useRestBackend({ url: '/api/rest' })
  return (
    <UploadProvider backend={backend}>
      <Dropzone />
      <UploadList />
      <Gallery />
    </UploadProvider>
  )
}

createRoot(document.querySelector('#root')!).render(<App />)

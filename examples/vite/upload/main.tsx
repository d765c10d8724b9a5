import 'coatcheck/styles.css'
import { Gallery, UploadPanel, UploadProvider } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { createRoot } from 'react-dom/client'

function App() {
  const backend = useRestBackend({ url: '/api/rest' })
  return (
    <UploadProvider backend={backend}>
      <UploadPanel />
      <Gallery />
    </UploadProvider>
  )
}

createRoot(document.querySelector('#root')!).render(<App />)

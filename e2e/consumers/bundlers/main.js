// Plain JavaScript and React 18, so that every bundler takes it without a loader.
import { Dropzone, UploadList, UploadProvider } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { resize } from 'coatcheck/prepare'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'

const prepare = resize({ longestSide: 160 })

function App() {
  const backend = useRestBackend({ url: '/api/rest' })
  return createElement(UploadProvider, { backend, prepare }, createElement(Dropzone), createElement(UploadList))
}

createRoot(document.querySelector('#root')).render(createElement(App))

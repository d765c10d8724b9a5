import './index.css'
import { UploadProvider } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import type { Reordering } from 'coatcheck/gallery'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { AvatarField } from '@/components/avatar-field'
import { ManagedGallery } from '@/components/managed-gallery'
import { UploadComposer } from '@/components/upload-composer'
import { UploadGallery } from '@/components/upload-gallery'
import { UploadPanel } from '@/components/upload-panel'

/** With `?order` in the address, users can move files, as in an app whose server keeps their order. */
const hasOrder = new URLSearchParams(location.search).has('order')

async function saveOrder({ ids }: Reordering): Promise<void> {
  const { ok, status } = await fetch('/api/order', { method: 'PUT', body: JSON.stringify({ ids }) })
  if (!ok) throw new Error(`The order was not kept: status ${status}.`)
}

function App() {
  const backend = useRestBackend({ url: '/api/rest' })
  const [messages, setMessages] = useState<readonly string[]>([])
  const [isWriting, setIsWriting] = useState(true)
  return (
    <UploadProvider backend={backend} restrictions={{ maxSizeBytes: 20_000_000 }}>
      <main className="mx-auto flex max-w-2xl flex-col gap-8 p-6">
        <UploadPanel
          title={<h2>Photos</h2>}
          group="photos"
          restrictions={{ accept: 'image/*', maxSizeBytes: 20_000_000 }}
        />
        <form className="flex flex-col gap-8">
          <UploadPanel title={<h2>Documents</h2>} name="documents" group="documents" />
          <AvatarField name="avatar" aria-label="Profile photo" required maxSizeBytes={5_000_000} />
        </form>
        <ul aria-label="Messages" className="text-sm">
          {messages.map((message, index) => (
            <li key={index}>{message}</li>
          ))}
        </ul>
        <button type="button" className="self-start text-sm underline" onClick={() => setIsWriting(!isWriting)}>
          {isWriting ? 'Close the message' : 'Go on with the message'}
        </button>
        {isWriting && (
          <UploadComposer
            onSend={async (text, ids) => setMessages((sent) => [...sent, `${text} (${ids.length} attached)`])}
          />
        )}
        <UploadGallery />
        <ManagedGallery aria-label="Files" onReorder={hasOrder ? saveOrder : undefined} />
      </main>
    </UploadProvider>
  )
}

createRoot(document.querySelector('#root')!).render(<App />)

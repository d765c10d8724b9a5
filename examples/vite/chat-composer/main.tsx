import 'coatcheck/styles.css'
import { Dropzone, UploadList, UploadProvider, useUploader } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { useState, type FormEvent } from 'react'
import { createRoot } from 'react-dom/client'

interface Message {
  readonly text: string
  readonly attachmentIds: readonly string[]
}

function ChatPage() {
  const backend = useRestBackend({ url: '/api/rest' })
  const [messages, setMessages] = useState<readonly Message[]>([])
  return (
    <UploadProvider backend={backend} restrictions={{ maxFiles: 10 }}>
      <ul aria-label="Messages">
        {messages.map(({ text, attachmentIds }, index) => (
          <li key={index}>
            {text} ({attachmentIds.length} attached)
          </li>
        ))}
      </ul>
      <Composer onSend={(message) => setMessages((sent) => [...sent, message])} />
    </UploadProvider>
  )
}

/** Files set out while the message is still being written; sending waits for those that are not there yet. */
function Composer({ onSend }: { readonly onSend: (message: Message) => void }) {
  const uploader = useUploader()
  const [isSending, setIsSending] = useState(false)
  const [problem, setProblem] = useState<string>()

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    setIsSending(true)
    setProblem(undefined)
    const { done, failed } = await uploader.whenSettled()
    setIsSending(false)
    if (failed.length > 0) {
      setProblem('Retry or remove what failed, then send again.')
      return
    }
    onSend({
      text: String(new FormData(form).get('text')),
      attachmentIds: done.map((upload) => upload.stored.id),
    })
    uploader.remove('all')
    form.reset()
  }

  return (
    <form onSubmit={(event) => void send(event)}>
      <textarea name="text" aria-label="Message" required />
      <Dropzone disabled={isSending} />
      <UploadList />
      {problem && <p role="alert">{problem}</p>}
      <button type="submit" disabled={isSending}>
        {isSending ? 'Waiting for the attachments…' : 'Send'}
      </button>
    </form>
  )
}

createRoot(document.querySelector('#root')!).render(<ChatPage />)

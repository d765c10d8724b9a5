import 'coatcheck/styles.css'
import { UploadButton, UploadList, UploadProvider, useUploader } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { useState, type FormEvent } from 'react'
import { createRoot } from 'react-dom/client'

interface Message {
  readonly id: number
  readonly text: string
  readonly attachmentIds: readonly string[]
}

function ChatPage() {
  const backend = useRestBackend({ url: '/api/rest' })
  const [messages, setMessages] = useState<readonly Message[]>([])
  return (
    <UploadProvider backend={backend} restrictions={{ maxFiles: 10 }}>
      <ul aria-label="Messages">
        {messages.map(({ id, text, attachmentIds }) => (
          <li key={id}>
            {text} ({attachmentIds.length} attached)
          </li>
        ))}
      </ul>
      <Composer onSend={(message) => setMessages((sent) => [...sent, { id: sent.length, ...message }])} />
    </UploadProvider>
  )
}

/** Files are uploaded while the message is being written; sending waits for those that are not stored yet. */
function Composer({ onSend }: { readonly onSend: (message: Omit<Message, 'id'>) => void }) {
  const uploader = useUploader()
  const [text, setText] = useState('')
  const [isSending, setIsSending] = useState(false)
  const [problem, setProblem] = useState<string>()

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setIsSending(true)
    setProblem(undefined)
    const { done, failed, paused } = await uploader.whenSettled({ group: 'attachments' })
    setIsSending(false)
    if (failed.length + paused.length > 0) {
      setProblem('Some files are not stored. Resume, retry or remove them, then send again.')
      return
    }
    // Equal files may become one stored file, whose id is sent once.
    onSend({ text, attachmentIds: [...new Set(done.map(({ stored }) => stored.id))] })
    uploader.clear({ group: 'attachments' })
    setText('')
  }

  return (
    <form onSubmit={(event) => void send(event)}>
      <textarea aria-label="Message" value={text} onChange={(event) => setText(event.target.value)} required />
      <UploadButton group="attachments" aria-label="Attach files" disabled={isSending} />
      <UploadList group="attachments" />
      {problem && <p role="alert">{problem}</p>}
      <button type="submit" disabled={isSending}>
        {isSending ? 'Waiting for the attachments…' : 'Send'}
      </button>
    </form>
  )
}

createRoot(document.querySelector('#root')!).render(<ChatPage />)

import 'coatcheck/styles.css'
import { UploadButton, UploadList, UploadProvider, useUploader } from 'coatcheck'
import { useRestBackend } from 'coatcheck/backends/rest'
import { useActionState, useState } from 'react'

export function ChatPage() {
  const backend = useRestBackend({ url: '/api/uploads' })
  const [messages, setMessages] = useState<readonly string[]>([])
  return (
    <UploadProvider backend={backend} restrictions={{ maxFiles: 10 }}>
      <ul aria-label="Messages">
        {messages.map((message, index) => (
          <li key={index}>{message}</li>
        ))}
      </ul>
      {/* An app would send the text and the ids to its server here. */}
      <Composer onSend={(text, ids) => setMessages((sent) => [...sent, `${text} (${ids.length} attached)`])} />
    </UploadProvider>
  )
}

interface Draft {
  readonly text: string
  readonly problem?: string
}

/** Files are uploaded while the message is being written; sending waits for those that are not stored yet. */
function Composer({ onSend }: { readonly onSend: (text: string, attachmentIds: readonly string[]) => void }) {
  const uploader = useUploader()
  const [draft, send, isSending] = useActionState<Draft, FormData>(
    async (_, data) => {
      const [text = ''] = data.getAll('text').map(String)
      const { done, failed, paused } = await uploader.whenSettled({ group: 'attachments' })
      if (failed.length + paused.length > 0) {
        return { text, problem: 'Some files are not stored. Resume, retry or clear them, then send again.' }
      }
      // Equal files may become one stored file, whose id is sent once.
      onSend(text, [...new Set(done.map(({ stored }) => stored.id))])
      // Removes only what was sent: a file attached meanwhile belongs to the next message.
      uploader.remove(done.map(({ id }) => id))
      uploader.clear({ group: 'attachments', statuses: ['cancelled'] })
      return { text: '' }
    },
    { text: '' },
  )
  return (
    <form action={send}>
      {/* React resets the form after every action, so what could not be sent comes back as the default. */}
      <textarea name="text" aria-label="Message" defaultValue={draft.text} required />
      <UploadList group="attachments" density="compact" />
      <UploadButton group="attachments" aria-label="Attach files" pasteAnywhere disabled={isSending} />
      <button disabled={isSending}>{isSending ? 'Waiting for the attachments…' : 'Send'}</button>
      {draft.problem && <p role="alert">{draft.problem}</p>}
    </form>
  )
}

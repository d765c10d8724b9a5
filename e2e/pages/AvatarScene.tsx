import { AvatarField, UploadProvider } from 'coatcheck'
import { type FormEvent, type ReactElement, useState } from 'react'
import { useSceneBackend } from './useSceneBackend.ts'
import { Watched } from './Watched.tsx'

/** A required avatar as a field of a form. */
export function AvatarScene(): ReactElement {
  const [sent, setSent] = useState<string | null>(null)

  function send(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    setSent(JSON.stringify([...new FormData(event.currentTarget)]))
  }

  return (
    <UploadProvider backend={useSceneBackend()}>
      <Watched />
      <form aria-label="Profile" onSubmit={send}>
        <AvatarField name="avatar" aria-label="Profile photo" required />
        <button type="submit">Send</button>
        <button type="reset">Start over</button>
      </form>
      {sent !== null && <output aria-label="Sent">{sent}</output>}
    </UploadProvider>
  )
}

import { Dropzone, UploadList, UploadProvider } from 'coatcheck'
import { type FormEvent, type ReactElement, useState } from 'react'
import { sceneRestrictions } from './restrictions.ts'
import { useSceneBackend } from './useSceneBackend.ts'

/** A dropzone as a field of a form, next to another field. */
export function FormScene(): ReactElement {
  const [sent, setSent] = useState<string | null>(null)

  function send(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    setSent(JSON.stringify([...new FormData(event.currentTarget)]))
  }

  return (
    <UploadProvider backend={useSceneBackend()} restrictions={sceneRestrictions}>
      <form aria-label="Post" onSubmit={send}>
        <label>
          Title <input name="title" defaultValue="Harbour" />
        </label>
        <Dropzone name="photos" required />
        <UploadList />
        <button type="submit">Send</button>
        <button type="reset">Start over</button>
      </form>
      {sent !== null && <output aria-label="Sent">{sent}</output>}
    </UploadProvider>
  )
}

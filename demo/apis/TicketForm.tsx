import { type AttachmentKeys, useAttachmentKeys } from 'coatcheck/backends/visibuild'
import { type FormEvent, type ReactElement, useState } from 'react'
import { createVisibuildTicket } from './createVisibuildTicket.ts'

/** Creates a ticket in Visibuild with the uploaded files attached. */
export function TicketForm(): ReactElement {
  const attachments = useAttachmentKeys()
  const { keys, isReady, markUsed, sendAgain } = attachments
  const [title, setTitle] = useState('Crack in the wall')
  const [isSaving, setIsSaving] = useState(false)
  const [news, setNews] = useState('')

  async function create(): Promise<void> {
    setIsSaving(true)
    const outcome = await createVisibuildTicket(title, keys)
    setIsSaving(false)
    setNews(outcome.news)
    if (outcome.kind === 'created') markUsed(keys)
    else if (outcome.next === 'send-again') sendAgain()
  }

  function onSubmit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    void create()
  }

  return (
    <form className="demo-form" aria-label="New ticket" lang="en" onSubmit={onSubmit}>
      <div className="demo-field">
        <label htmlFor="title">Title</label>
        <input id="title" required value={title} onChange={(event) => setTitle(event.target.value)} />
      </div>
      <button type="submit" className="demo-submit" disabled={!isReady || isSaving}>
        Create ticket
      </button>
      <p className="demo-hint">{describe(attachments)}</p>
      <output className="demo-news">{news}</output>
    </form>
  )
}

function describe({ keys, pending, failed }: AttachmentKeys): string {
  if (failed.length > 0)
    return `${countFiles(failed.length)} failed. Retry or remove ${failed.length === 1 ? 'it' : 'them'}.`
  if (pending.length > 0) return `${countFiles(pending.length)} still uploading.`
  return keys.length === 0 ? 'No attachments.' : `${countFiles(keys.length)} attached.`
}

function countFiles(count: number): string {
  return count === 1 ? '1 file' : `${count} files`
}

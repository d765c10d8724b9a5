'use client'

import { type Upload, useMessages, useUploader, useUploads, useUploadZone } from 'coatcheck'
import { Paperclip, Send } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { UploadList } from '@/components/upload-list'
import { cn } from '@/lib/utils'

export interface UploadComposerProps {
  /** Gets the text, which may be empty, and the id of each attached file. If it rejects, the text and the files stay. */
  readonly onSend: (text: string, fileIds: readonly string[]) => Promise<void>
  /** Its files are there again when it comes back to the page. A second composer needs another one. Default: 'composer'. */
  readonly group?: string | undefined
  readonly placeholder?: string | undefined
  readonly sendLabel?: string | undefined
  readonly className?: string | undefined
}

/** A message with attachments: files are uploaded while it is being written, and sending waits for the rest. */
export function UploadComposer({
  onSend,
  group = 'composer',
  placeholder = 'Write a message',
  sendLabel = 'Send',
  className,
}: UploadComposerProps) {
  const uploader = useUploader()
  const uploads = useUploads({ group })
  const { announce, dropzone } = useMessages()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  /** The files that the message was not sent without. */
  const [missingIds, setMissingIds] = useState<readonly string[]>([])
  const [isSending, setIsSending] = useState(false)
  const missing = uploads.filter(({ id }) => missingIds.includes(id))
  const failed = missing.filter(({ status }) => status === 'failed')
  const paused = missing.filter(({ status }) => status === 'paused')
  const problems = [
    failed.length > 0 && announce.failed(newsOf(failed)),
    paused.length > 0 && announce.paused(newsOf(paused)),
    problem,
  ].filter(Boolean)
  const canSend = !isSending && (text.trim() !== '' || uploads.some(({ status }) => status !== 'cancelled'))
  const zone = useUploadZone({ group, pasteAnywhere: true, disabled: isSending })

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (!canSend) return
    setIsSending(true)
    setProblem(null)
    setMissingIds([])
    try {
      const settled = await uploader.whenSettled({ group })
      const notStored = [...settled.failed, ...settled.paused]
      // Equal files may become one stored file, whose id is sent once.
      const fileIds = [...new Set(settled.done.map(({ stored }) => stored.id))]
      if (notStored.length > 0) return setMissingIds(notStored.map(({ id }) => id))
      if (text.trim() === '' && fileIds.length === 0) return
      await onSend(text, fileIds)
      uploader.clear({ group })
      setText('')
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setIsSending(false)
    }
  }

  return (
    <form
      onSubmit={(event) => void send(event)}
      className={cn(
        'bg-card text-card-foreground rounded-xl border shadow-sm',
        'has-[textarea:focus-visible]:border-ring has-[textarea:focus-visible]:ring-ring/50 has-[textarea:focus-visible]:ring-[3px]',
        zone.state.isDropTarget && (zone.state.isRejecting ? 'border-destructive' : 'border-primary'),
        className,
      )}
    >
      <div {...zone.getRootProps()} className="relative flex flex-col gap-3 p-3">
        <UploadList group={group} />
        <textarea
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-label={placeholder}
          placeholder={placeholder}
          readOnly={isSending}
          rows={3}
          className="placeholder:text-muted-foreground w-full resize-none bg-transparent text-sm outline-none"
        />
        {problems.length > 0 && (
          <p role="alert" className="text-destructive text-sm">
            {problems.join(' ')}
          </p>
        )}
        <div className="flex items-center justify-between gap-2">
          <button
            {...zone.getButtonProps()}
            data-slot="upload-zone"
            aria-label={dropzone.upload(true)}
            className="hover:bg-accent hover:text-accent-foreground focus-visible:ring-ring/50 inline-flex size-9 items-center justify-center rounded-md outline-none focus-visible:ring-[3px] aria-disabled:opacity-50 pointer-coarse:size-11"
          >
            <Paperclip aria-hidden className="size-4" />
          </button>
          <button
            aria-disabled={!canSend || undefined}
            className="bg-primary text-primary-foreground focus-visible:ring-ring/50 inline-flex h-9 items-center gap-2 rounded-md px-4 text-sm font-medium outline-none focus-visible:ring-[3px] aria-disabled:opacity-50 pointer-coarse:h-11"
          >
            <Send aria-hidden className="size-4" />
            {sendLabel}
          </button>
        </div>
        <input {...zone.getInputProps()} />
      </div>
    </form>
  )
}

/** The files of an announcement: a single one is called by its name. */
function newsOf(uploads: readonly Upload[]) {
  const name = uploads.length === 1 && uploads[0]?.name
  return { count: uploads.length, ...(name && { name }) }
}

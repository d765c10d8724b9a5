'use client'

import { useMessages, useUploader, useUploadZone } from 'coatcheck'
import { Paperclip, Send } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { UploadList } from '@/components/upload-list'
import { cn } from '@/lib/utils'

export interface UploadComposerProps {
  /** Gets the text and the id of each attached file. If it rejects, the text and the files stay. */
  readonly onSend: (text: string, fileIds: readonly string[]) => Promise<void>
  readonly placeholder?: string | undefined
  readonly sendLabel?: string | undefined
  /** Shown if not every file could be stored. */
  readonly unfinishedText?: string | undefined
  readonly className?: string | undefined
}

/** A message with attachments: files are uploaded while it is being written, and sending waits for the rest. */
export function UploadComposer({
  onSend,
  placeholder = 'Write a message',
  sendLabel = 'Send',
  unfinishedText = 'Retry or clear the files that are not stored, then send again.',
  className,
}: UploadComposerProps) {
  const group = useId()
  const uploader = useUploader()
  const { dropzone } = useMessages()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isSending, setIsSending] = useState(false)
  const zone = useUploadZone({ group, pasteAnywhere: true, disabled: isSending })

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (isSending) return
    setIsSending(true)
    setProblem(null)
    try {
      const { done, failed, paused } = await uploader.whenSettled({ group })
      if (failed.length + paused.length > 0) {
        setProblem(unfinishedText)
        return
      }
      // Equal files may become one stored file, whose id is sent once.
      await onSend(text, [...new Set(done.map(({ stored }) => stored.id))])
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
      className={cn('bg-card rounded-xl border shadow-sm', zone.state.isDropTarget && 'border-primary', className)}
    >
      <div {...zone.getRootProps()} className="relative flex flex-col gap-3 p-3">
        <UploadList group={group} />
        <textarea
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-label={placeholder}
          placeholder={placeholder}
          readOnly={isSending}
          required
          rows={3}
          className="placeholder:text-muted-foreground w-full resize-none bg-transparent text-sm outline-none"
        />
        {problem !== null && (
          <p role="alert" className="text-destructive text-sm">
            {problem}
          </p>
        )}
        <div className="flex items-center justify-between gap-2">
          <button
            {...zone.getButtonProps()}
            data-slot="upload-zone"
            aria-label={dropzone.upload(true)}
            className="hover:bg-accent focus-visible:ring-ring/50 inline-flex size-9 items-center justify-center rounded-md outline-none focus-visible:ring-[3px] aria-disabled:opacity-50 pointer-coarse:size-11"
          >
            <Paperclip aria-hidden className="size-4" />
          </button>
          <button
            aria-disabled={isSending || undefined}
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

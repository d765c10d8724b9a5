'use client'

import {
  canResume,
  canRetry,
  type DoneUpload,
  isResting,
  type Upload,
  useMessages,
  useUploader,
  useUploads,
  useUploadZone,
} from 'coatcheck'
import { Paperclip, Send } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { UploadList } from '@/components/upload-list'
import { cn } from '@/lib/utils'

export interface UploadComposerProps {
  /**
   * Gets the text, which may be empty, and the id of each attached file. If it rejects, the text and the files stay. It
   * is not called if the composer has left the page before the files were stored.
   */
  readonly onSend: (text: string, fileIds: readonly string[]) => Promise<void>
  /**
   * The group of the attachments, which are there again when the composer comes back to the page. A second composer
   * needs another group. Default: 'composer'.
   */
  readonly group?: string | undefined
  readonly placeholder?: string | undefined
  readonly sendLabel?: string | undefined
  /** Shown while a message waits for its files. */
  readonly waitingLabel?: string | undefined
  /** What to do with the files that a message was not sent without. Their names follow. Each can be cleared. */
  readonly describeUnsent?: ((can: UnsentActions) => string) | undefined
  readonly className?: string | undefined
}

/** What can be done with at least one of the files. */
export interface UnsentActions {
  readonly resume: boolean
  readonly retry: boolean
}

/** The uploads whose message is on its way, also that of a composer that has left the page. */
const onTheirWay = new Set<string>()

/** A message with attachments: files are uploaded while it is being written, and sending waits for the rest. */
export function UploadComposer({
  onSend,
  group = 'composer',
  placeholder = 'Write a message',
  sendLabel = 'Send',
  waitingLabel = 'Waiting for the attachments…',
  describeUnsent = describeUnsentInEnglish,
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
    failed.length + paused.length > 0 &&
      describeUnsent({ resume: paused.some(canResume), retry: failed.some(canRetry) }),
    failed.length > 0 && announce.failed(newsOf(failed)),
    paused.length > 0 && announce.paused(newsOf(paused)),
    problem,
  ].filter(Boolean)
  const canSend = !isSending && (text.trim() !== '' || uploads.some(({ status }) => status !== 'cancelled'))
  const zone = useUploadZone({ group, pasteAnywhere: true, disabled: isSending })
  const leaving = useRef(new AbortController())
  useEffect(() => {
    const controller = new AbortController()
    leaving.current = controller
    return () => controller.abort()
  }, [])

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (!canSend) return
    const { signal } = leaving.current
    setProblem(null)
    // These do not go on by themselves, however long the message waits for the others. What is offline does.
    const stopped = uploads.filter(
      (one) => one.status === 'failed' || (one.status === 'paused' && one.by !== 'offline'),
    )
    setMissingIds(stopped.map(({ id }) => id))
    if (stopped.length > 0) return
    setIsSending(true)
    try {
      const settled = await uploader.whenSettled({ group, signal })
      const notStored = [...settled.failed, ...settled.paused]
      if (notStored.length > 0) return setMissingIds(notStored.map(({ id }) => id))
      const attachments = settled.done.filter(({ id }) => !onTheirWay.has(id))
      if (text.trim() === '' && attachments.length === 0) return
      await send(attachments)
      setText('')
    } catch (error) {
      // Nobody is there to be told that the wait was called off.
      if (error !== signal.reason) setProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setIsSending(false)
    }
  }

  async function send(attachments: readonly DoneUpload[]): Promise<void> {
    const ids = attachments.map(({ id }) => id)
    for (const id of ids) onTheirWay.add(id)
    try {
      // Equal files may become one stored file, whose id is sent once.
      await onSend(text, [...new Set(attachments.map(({ stored }) => stored.id))])
      // Files that have been attached meanwhile, to another message, stay.
      uploader.remove(ids)
      uploader.clear({ group, statuses: ['cancelled'] })
    } finally {
      for (const id of ids) onTheirWay.delete(id)
    }
  }

  return (
    <form
      onSubmit={(event) => void submit(event)}
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
            className="not-aria-disabled:hover:bg-accent not-aria-disabled:hover:text-accent-foreground focus-visible:ring-ring/50 inline-flex size-9 shrink-0 items-center justify-center rounded-md outline-none focus-visible:ring-[3px] aria-disabled:opacity-50 pointer-coarse:size-11"
          >
            <Paperclip aria-hidden className="size-4" />
          </button>
          <output className="text-muted-foreground grow text-end text-sm">
            {isSending && !uploads.every(isResting) && waitingLabel}
          </output>
          <button
            aria-disabled={!canSend || undefined}
            className="bg-primary text-primary-foreground focus-visible:ring-ring/50 inline-flex h-9 shrink-0 items-center gap-2 rounded-md px-4 text-sm font-medium outline-none focus-visible:ring-[3px] aria-disabled:opacity-50 pointer-coarse:h-11"
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

const verbs = new Intl.ListFormat('en', { type: 'disjunction' })

function describeUnsentInEnglish(can: UnsentActions): string {
  const ways = [can.resume && 'resume', can.retry && 'retry', 'clear'].filter((way) => way !== false)
  return `Not sent. Please ${verbs.format(ways)}:`
}

/** The files of an announcement: a single one is called by its name. */
function newsOf(uploads: readonly Upload[]) {
  const name = uploads.length === 1 && uploads[0]?.name
  return { count: uploads.length, ...(name && { name }) }
}

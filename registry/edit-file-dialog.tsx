'use client'

import { type FileChange, type StoredFile, useMessages } from 'coatcheck'
import { describeRefusal, type GalleryTexts } from 'coatcheck/gallery'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { cn } from '@/lib/utils'

interface EditFileDialogProps {
  readonly file: StoredFile
  readonly texts: GalleryTexts
  readonly onSave: (change: FileChange) => Promise<unknown>
  readonly onClose: () => void
}

/** Stays open if the change cannot be saved, so that nothing has to be typed twice. */
export function EditFileDialog({ file, texts, onSave, onClose }: EditFileDialogProps) {
  const { editing } = texts
  const messages = useMessages()
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const [problem, setProblem] = useState<string | null>(null)
  const [isSaving, setIsSaving] = useState(false)
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal()
  }, [])

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (isSaving) return
    const fields = [...new FormData(event.currentTarget)].flatMap(([field, value]) =>
      typeof value === 'string' ? [[field, value.trim()]] : [],
    )
    setProblem(null)
    setIsSaving(true)
    try {
      await onSave(Object.fromEntries(fields))
      // Closing gives the focus back to the button that has opened it.
      dialog.current?.close()
    } catch (error) {
      setProblem(
        texts.notChanged({
          count: 1,
          ...(file.name && { name: file.name }),
          reason: describeRefusal(error, messages, texts),
        }),
      )
    } finally {
      setIsSaving(false)
    }
  }

  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      onCancel={(event) => isSaving && event.preventDefault()}
      className="bg-card text-card-foreground m-auto w-[min(26rem,calc(100vw-2rem))] rounded-xl border p-6 shadow-lg backdrop:bg-black/50"
    >
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 text-sm">
        <h2 id={titleId} className="text-lg font-semibold">
          {editing.title}
        </h2>
        <label className="flex flex-col gap-1.5 font-medium">
          {editing.name}
          <input
            name="name"
            defaultValue={file.name}
            required={Boolean(file.name)}
            // A name of blanks counts as empty, so that `required` refuses it.
            onInput={({ currentTarget }) => {
              if (currentTarget.value.trim() === '') currentTarget.value = ''
            }}
            readOnly={isSaving}
            dir="auto"
            className={fieldClass}
          />
        </label>
        {/^(image|video)\//.test(file.type ?? 'image/') && (
          <label className="flex flex-col gap-1.5 font-medium">
            {editing.alt}
            <textarea
              name="alt"
              rows={3}
              defaultValue={file.alt}
              readOnly={isSaving}
              dir="auto"
              className={fieldClass}
            />
            <span className="text-muted-foreground text-xs font-normal">{editing.altHint}</span>
          </label>
        )}
        {problem !== null && (
          <p role="alert" className="text-destructive">
            {problem}
          </p>
        )}
        <div className="flex gap-2">
          <button
            aria-disabled={isSaving || undefined}
            className={cn(
              buttonClass,
              'bg-primary text-primary-foreground not-aria-disabled:hover:bg-primary/90 not-aria-disabled:hover:text-primary-foreground',
            )}
          >
            {editing.save}
          </button>
          <button
            type="button"
            aria-disabled={isSaving || undefined}
            onClick={() => isSaving || dialog.current?.close()}
            className={buttonClass}
          >
            {editing.cancel}
          </button>
        </div>
      </form>
    </dialog>
  )
}

const buttonClass =
  'not-aria-disabled:hover:bg-accent not-aria-disabled:hover:text-accent-foreground focus-visible:ring-ring/50 h-9 rounded-md border px-3 text-sm font-medium outline-none focus-visible:ring-[3px] aria-disabled:opacity-50 pointer-coarse:h-11'

const fieldClass =
  'border-muted-foreground focus-visible:ring-ring/50 rounded-md border bg-transparent px-3 py-2 font-normal outline-none focus-visible:ring-[3px]'

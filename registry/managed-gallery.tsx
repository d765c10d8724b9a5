'use client'

import {
  type FileChange,
  Gallery,
  type GalleryItem,
  type GalleryProps,
  GalleryTile,
  GalleryTileActions,
  GalleryTileFace,
  type StoredFile,
  useDownloadUrl,
  useGallery,
  useMessages,
} from 'coatcheck'
import {
  describeRefusal,
  GalleryLightbox,
  type GalleryTexts,
  useDeleteFiles,
  useGalleryTexts,
  useUpdateFile,
} from 'coatcheck/gallery'
import { Download, Pencil, Trash2 } from 'lucide-react'
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { cn } from '@/lib/utils'

export type ManagedGalleryProps = Omit<GalleryProps, 'backend' | 'children'>

/** The stored files, which users can open in a lightbox, download, edit, and delete with time to undo. */
export function ManagedGallery(props: ManagedGalleryProps) {
  const texts = useGalleryTexts()
  // Until the texts of another language have loaded, nothing can be done with the files.
  return texts ? <Managed texts={texts} {...props} /> : <Gallery {...props} />
}

interface TextProps {
  readonly texts: GalleryTexts
}

function Managed({ texts, pageSize, ...props }: ManagedGalleryProps & TextProps) {
  const messages = useMessages()
  const { items, hasNextPage, fetchNextPage } = useGallery({ pageSize })
  const gallery = useRef<HTMLElement>(null)
  const [openId, setOpenId] = useState<string | null>(null)
  const [edited, setEdited] = useState<StoredFile | null>(null)
  /** The file that gets the focus as soon as it is there. */
  const [focusId, setFocusId] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const { updateFile } = useUpdateFile()
  const { deleteFiles, undo, pending } = useDeleteFiles({
    onFailed: (failures) => {
      const [failed] = failures
      if (!failed) return
      const reason = describeRefusal(failed.error, messages, texts)
      setProblem(texts.notDeleted({ ...newsOf(failures.map(({ file }) => file)), reason }))
    },
  })
  const deleted = pending.at(-1)?.files

  function remove(...files: readonly StoredFile[]): void {
    setFocusId(null)
    setProblem(null)
    deleteFiles?.(files)
  }

  function show(id: string | null): void {
    setOpenId(id)
    if (id !== null) return
    // The file that was looked at last. If it has been deleted, its tile cannot have the focus.
    setFocusId(openId)
    requestAnimationFrame(() => document.activeElement === document.body && gallery.current?.focus())
  }

  const renderButtons = (item: GalleryItem, className: string): ReactNode => (
    <FileButtons
      item={item}
      texts={texts}
      className={className}
      onEdit={updateFile && setEdited}
      onDelete={deleteFiles && remove}
    />
  )
  const bar = (
    <Bar
      text={problem ?? (deleted ? texts.deleted(newsOf(deleted)) : null)}
      label={problem === null ? texts.undo : texts.dismiss}
      onAct={() => {
        setProblem(null)
        if (problem !== null) return
        undo()
        setFocusId(deleted?.[0]?.id ?? null)
      }}
      onEmpty={(dialog) =>
        (dialog?.querySelector<HTMLElement>('.coatcheck-lightbox-actions > :last-child') ?? gallery.current)?.focus()
      }
    />
  )
  return (
    <>
      <Gallery {...props} ref={gallery} pageSize={pageSize}>
        {(item) => (
          <GalleryTile
            item={item}
            ref={item.file.id === focusId ? focusFace : null}
            className="border-border overflow-hidden rounded-md border"
            onFocus={() => setFocusId(null)}
            onKeyDown={({ key }) => key === 'Delete' && remove(item.file)}
          >
            <GalleryTileFace onOpen={() => show(item.file.id)} />
            <GalleryTileActions className="max-w-[calc(100%-0.5rem)] flex-wrap justify-end">
              {renderButtons(item, 'bg-card text-card-foreground hover:bg-accent hover:text-accent-foreground')}
            </GalleryTileActions>
          </GalleryTile>
        )}
      </Gallery>
      <GalleryLightbox
        items={items}
        openId={openId}
        onOpenChange={show}
        onNearEnd={hasNextPage ? fetchNextPage : undefined}
        footer={bar}
      >
        {(item) => renderButtons(item, 'text-white hover:bg-white/20')}
      </GalleryLightbox>
      {openId === null && bar}
      {edited && updateFile && (
        <EditDialog
          file={edited}
          texts={texts}
          onSave={(change) => updateFile(edited.id, change)}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  )
}

function focusFace(tile: HTMLElement | null): void {
  tile?.querySelector<HTMLElement>('a, button')?.focus()
}

interface FileButtonsProps extends TextProps {
  readonly item: GalleryItem
  readonly className: string
  /** Null if the backend cannot do it. */
  readonly onEdit: ((file: StoredFile) => void) | null
  readonly onDelete: ((file: StoredFile) => void) | null
}

function FileButtons({ item, texts, className, onEdit, onDelete }: FileButtonsProps) {
  const { file } = item
  const { url } = useDownloadUrl(item)
  const { untitled } = useMessages().gallery
  const name = file.name || untitled
  return (
    <>
      {url && (
        <FileButton label={texts.download(name)} className={className} onAct={() => void save(url, file)}>
          <Download aria-hidden className="size-4" />
        </FileButton>
      )}
      {onEdit && (
        <FileButton label={texts.edit(name)} className={className} onAct={() => onEdit(file)}>
          <Pencil aria-hidden className="size-4" />
        </FileButton>
      )}
      {onDelete && (
        <FileButton label={texts.delete(name)} className={className} onAct={() => onDelete(file)}>
          <Trash2 aria-hidden className="size-4" />
        </FileButton>
      )}
    </>
  )
}

interface FileButtonProps {
  readonly label: string
  readonly className: string
  readonly onAct: () => void
  readonly children: ReactNode
}

function FileButton({ label, className, onAct, children }: FileButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onAct}
      className={cn(
        'inline-flex size-8 items-center justify-center rounded-md -outline-offset-2 outline-current focus-visible:outline-2 pointer-coarse:size-11',
        className,
      )}
    >
      {children}
    </button>
  )
}

/** Browsers only open what comes from another origin, so it is fetched. What is too large or may not be read is opened. */
async function save(url: string, { name = '', size = 0 }: StoredFile): Promise<void> {
  const answer = size < 200_000_000 ? await fetch(url).catch(() => null) : null
  const blob = answer?.ok ? await answer.blob() : null
  const href = blob ? URL.createObjectURL(blob) : url
  const link = Object.assign(document.createElement('a'), { href, download: name, rel: 'noopener' })
  if (!blob) link.target = '_blank'
  link.click()
  if (blob) setTimeout(() => URL.revokeObjectURL(href), 60_000)
}

interface BarProps {
  readonly text: string | null
  readonly label: string
  readonly onAct: () => void
  /** The button has gone and has taken the focus with it, which may be in a dialog. */
  readonly onEmpty: (dialog: HTMLElement | null) => void
}

/** What was deleted or could not be. It is always there, because only changes inside it are read out. */
function Bar({ text, label, onAct, onEmpty }: BarProps) {
  const root = useRef<HTMLDivElement>(null)
  const hasFocus = useRef(false)
  useEffect(() => {
    if (text !== null || !hasFocus.current) return
    hasFocus.current = false
    // The file that is back may have the focus already.
    if (document.activeElement === document.body) onEmpty(root.current?.closest('dialog') ?? null)
  }, [text, onEmpty])
  return (
    <div
      ref={root}
      onFocus={() => (hasFocus.current = true)}
      onBlur={() => (hasFocus.current = false)}
      className={cn(
        'bg-card text-card-foreground fixed inset-x-4 bottom-16 z-50 mx-auto flex w-fit items-center gap-3 rounded-lg border py-2 ps-4 pe-2 text-sm shadow-lg',
        text === null && 'pointer-events-none opacity-0',
      )}
    >
      <output>{text}</output>
      {text !== null && (
        <button type="button" onClick={onAct} className={buttonClass}>
          {label}
        </button>
      )}
    </div>
  )
}

interface EditDialogProps extends TextProps {
  readonly file: StoredFile
  readonly onSave: (change: FileChange) => Promise<unknown>
  readonly onClose: () => void
}

/** Stays open until it is saved, so that nothing has to be typed twice. */
function EditDialog({ file, texts, onSave, onClose }: EditDialogProps) {
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
    setIsSaving(true)
    try {
      await onSave(Object.fromEntries(fields))
      // Closing gives the focus back to the button that has opened it.
      dialog.current?.close()
    } catch (error) {
      setProblem(texts.notChanged({ ...newsOf([file]), reason: describeRefusal(error, messages, texts) }))
    } finally {
      setIsSaving(false)
    }
  }

  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      className="bg-card text-card-foreground m-auto w-[min(26rem,calc(100vw-2rem))] rounded-xl border p-6 shadow-lg backdrop:bg-black/50"
    >
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 text-sm">
        <h2 id={titleId} className="text-lg font-semibold">
          {editing.title}
        </h2>
        <label className="flex flex-col gap-1.5 font-medium">
          {editing.name}
          <input name="name" defaultValue={file.name} readOnly={isSaving} dir="auto" className={fieldClass} />
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
              'bg-primary text-primary-foreground hover:bg-primary/90 hover:text-primary-foreground aria-disabled:opacity-50',
            )}
          >
            {editing.save}
          </button>
          <button type="button" onClick={() => dialog.current?.close()} className={buttonClass}>
            {editing.cancel}
          </button>
        </div>
      </form>
    </dialog>
  )
}

const buttonClass =
  'hover:bg-accent hover:text-accent-foreground focus-visible:ring-ring/50 h-9 rounded-md border px-3 text-sm font-medium outline-none focus-visible:ring-[3px] pointer-coarse:h-11'

const fieldClass =
  'border-muted-foreground focus-visible:ring-ring/50 rounded-md border bg-transparent px-3 py-2 font-normal outline-none focus-visible:ring-[3px]'

/** The files of an announcement: a single one is called by its name. */
function newsOf(files: readonly StoredFile[]) {
  const name = files.length === 1 && files[0]?.name
  return { count: files.length, ...(name && { name }) }
}

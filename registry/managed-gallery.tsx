'use client'

import {
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
  type ReorderEvent,
  type Selection,
  useDeleteFiles,
  useGalleryTexts,
  useReorder,
  type UseReorderOptions,
  useSelection,
  useUpdateFile,
} from 'coatcheck/gallery'
import { Download, Move, Pencil, Trash2 } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { EditFileDialog } from '@/components/edit-file-dialog'
import { cn } from '@/lib/utils'

export interface ManagedGalleryProps extends Omit<GalleryProps, 'backend' | 'children'> {
  /** Keeps an order that users make. If it rejects, the files go back. Without it, files cannot be moved. */
  readonly onReorder?: UseReorderOptions['onReorder']
}

/** The stored files, which users can open in a lightbox, download, edit, select, move, and delete with time to undo. */
export function ManagedGallery({ onReorder, ...props }: ManagedGalleryProps) {
  const texts = useGalleryTexts()
  // Until the texts of another language have loaded, nothing can be done with the files.
  return texts ? <Managed texts={texts} onReorder={onReorder} {...props} /> : <Gallery {...props} />
}

interface TextProps {
  readonly texts: GalleryTexts
}

function Managed({ texts, pageSize, className, onReorder, ...props }: ManagedGalleryProps & TextProps) {
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
  const ids = useMemo(() => items.map(({ file }) => file.id), [items])
  const selection = useSelection({ ids })
  const isSelecting = selection.isSelecting || selection.selectedIds.length > 0
  /** What screen readers say about the file that is being moved. */
  const [place, setPlace] = useState('')
  const reorder = useReorder({
    ids,
    onReorder,
    onEvent(event) {
      const file = items.find((item) => item.file.id === event.id)?.file
      const text = describeMove(event, file?.name || messages.gallery.untitled, texts)
      if (event.type === 'refused') setProblem(text)
      else setPlace(text)
    },
  })
  const selected = items.filter(({ file }) => selection.isSelected(file.id)).map(({ file }) => file)

  function remove(...files: readonly StoredFile[]): void {
    setFocusId(null)
    setProblem(null)
    deleteFiles?.(files)
  }

  function removeSelected(): void {
    remove(...selected)
    selection.setSelecting(false)
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
      <div
        className={cn(
          'w-full',
          // A tile that gets the focus stays clear of the bar, which has two lines on a narrow page.
          isSelecting && '[&_*]:scroll-mt-[calc(var(--coatcheck-gallery-bar-inset,0px)+6.5rem)]',
          className,
        )}
      >
        <output className="sr-only">{place}</output>
        {deleteFiles && (
          <SelectionBar texts={texts} selection={selection} isSelecting={isSelecting} onDelete={removeSelected} />
        )}
        <Gallery {...props} ref={gallery} pageSize={pageSize}>
          {(item) => (
            <GalleryTile
              item={item}
              ref={item.file.id === focusId ? focusFace : null}
              className="group/tile border-border overflow-hidden rounded-md border"
              onFocus={() => setFocusId(null)}
              {...reorder.getItemProps(item.file.id)}
              {...(deleteFiles && selection.getItemProps(item.file.id))}
              onKeyDown={(event) => {
                if (!deleteFiles) return
                selection.getItemProps(item.file.id).onKeyDown(event)
                // A button or a checkbox of the tile has keys of its own, and a key that is held must not go on.
                const isHere = event.target instanceof Element && !event.target.closest('button, input')
                const isDelete = event.key === 'Delete' || event.key === 'Backspace'
                if (!isHere || !isDelete || event.defaultPrevented || event.repeat) return
                event.preventDefault()
                if (selection.isSelected(item.file.id)) removeSelected()
                else remove(item.file)
              }}
            >
              <GalleryTileFace onOpen={() => show(item.file.id)} />
              {deleteFiles && (
                <label className={cn(checkClass, !isSelecting && hiddenCheckClass)}>
                  <input
                    {...selection.getCheckboxProps(item.file.id)}
                    aria-label={texts.select(item.file.name || messages.gallery.untitled)}
                    className="accent-primary size-4"
                  />
                </label>
              )}
              <GalleryTileActions
                className={cn(
                  'pointer-events-none inset-x-1 flex-wrap justify-end *:pointer-events-auto',
                  deleteFiles && spaceOfCheckClass,
                  // While a finger selects, it must not meet a button that acts on one file.
                  isSelecting ? 'pointer-coarse:hidden' : 'pointer-coarse:before:hidden',
                )}
              >
                {reorder.canReorder && !isSelecting && (
                  <button
                    type="button"
                    aria-label={texts.move(item.file.name || messages.gallery.untitled)}
                    {...reorder.getHandleProps(item.file.id)}
                    className={cn(
                      fileButtonClass,
                      tileButtonClass,
                      'aria-pressed:bg-primary aria-pressed:text-primary-foreground cursor-grab touch-none aria-pressed:cursor-grabbing',
                    )}
                  >
                    <Move aria-hidden className="size-4" />
                  </button>
                )}
                {renderButtons(item, tileButtonClass)}
              </GalleryTileActions>
            </GalleryTile>
          )}
        </Gallery>
      </div>
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
        <EditFileDialog
          file={edited}
          texts={texts}
          onSave={(change) => updateFile(edited.id, change)}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  )
}

/** Once the gallery listens to its tiles, because it has to know which of them has the focus. */
function focusFace(tile: HTMLElement | null): void {
  requestAnimationFrame(() => tile?.querySelector<HTMLElement>('a, button')?.focus())
}

interface SelectionBarProps extends TextProps {
  readonly selection: Selection
  readonly isSelecting: boolean
  readonly onDelete: () => void
}

/** Its buttons are always there, so that none takes the focus with it and no tile moves under the pointer. */
function SelectionBar({ texts, selection, isSelecting, onDelete }: SelectionBarProps) {
  const words = texts.selection
  const count = selection.selectedIds.length
  return (
    <section
      aria-label={words.label}
      className={cn(
        'mb-1.5 flex flex-wrap items-center justify-end gap-2 py-2',
        // As with the part, a page with a sticky header says how high that is.
        isSelecting &&
          'bg-background ring-border rounded-md px-2 ring-1 sticky top-(--coatcheck-gallery-bar-inset,0px) z-10',
      )}
    >
      <output className="grow basis-24 text-sm tabular-nums empty:basis-0">{isSelecting && words.count(count)}</output>
      <button type="button" onClick={() => selection.setSelecting(!isSelecting)} className={buttonClass}>
        {isSelecting ? words.end : words.start}
      </button>
      <button type="button" onClick={selection.selectAll} className={buttonClass}>
        {words.all}
      </button>
      <button
        type="button"
        aria-disabled={count === 0 || undefined}
        onClick={() => count > 0 && onDelete()}
        className={buttonClass}
      >
        {words.delete}
      </button>
    </section>
  )
}

function describeMove(event: ReorderEvent, name: string, { moving }: GalleryTexts): string {
  if (event.type === 'cancelled' || event.type === 'refused') return moving[event.type](name)
  if (event.type === 'moved') return moving.moved(event.place, event.count)
  return moving[event.type](name, event.place, event.count)
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
    <button type="button" aria-label={label} onClick={onAct} className={cn(fileButtonClass, className)}>
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

const buttonClass =
  'not-aria-disabled:hover:bg-accent not-aria-disabled:hover:text-accent-foreground focus-visible:ring-ring/50 h-9 rounded-md border px-3 text-sm font-medium outline-none focus-visible:ring-[3px] aria-disabled:opacity-50 pointer-coarse:h-11'

const fileButtonClass =
  'inline-flex size-8 items-center justify-center rounded-md -outline-offset-2 outline-current focus-visible:outline-2 pointer-coarse:size-11'

const tileButtonClass = 'bg-card text-card-foreground hover:bg-accent hover:text-accent-foreground'

const checkClass =
  'bg-card absolute start-1 top-1 grid size-8 place-items-center rounded-md -outline-offset-2 has-focus-visible:outline-2 pointer-coarse:size-11'

// Until something is selected, only the tile under the pointer or with the focus shows its checkbox.
const hiddenCheckClass =
  'opacity-0 group-hover/tile:opacity-100 group-focus-within/tile:opacity-100 pointer-coarse:hidden'

// In the first line of the buttons. On a narrow tile, the others have the whole width.
const spaceOfCheckClass = 'before:me-auto before:size-8'

/** The files of an announcement: a single one is called by its name. */
function newsOf(files: readonly StoredFile[]) {
  const name = files.length === 1 && files[0]?.name
  return { count: files.length, ...(name && { name }) }
}

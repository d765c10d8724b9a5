'use client'

import { type KeyboardEvent, type ReactElement, type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { enGallery } from '../../../locales/gallery/en.js'
import type { GalleryTexts } from '../../../locales/gallery/GalleryTexts.js'
import { nameInSentence } from '../../../shared/showText.js'
import { useCoatcheck } from '../../provider/context.js'
import { useMessages } from '../../hooks/useMessages.js'
import { flag } from '../../shared/part.js'
import { type Reordering, type ReorderEvent, useReorder } from '../../verbs/reorder/useReorder.js'
import { useSelection } from '../../verbs/selection/useSelection.js'
import { useGalleryTexts } from '../../verbs/texts/useGalleryTexts.js'
import { Gallery, type GalleryProps } from '../gallery/Gallery.js'
import { type GalleryItem, useGallery } from '../gallery/useGallery.js'
import { GalleryLightbox } from '../lightbox/GalleryLightbox.js'
import { EditDialog } from './EditDialog.js'
import { FileActions } from './FileActions.js'
import { ManagedGalleryContext, type ManagedGalleryValue } from './managedContext.js'
import { ManagedTile } from './ManagedTile.js'
import { SelectionBar } from './SelectionBar.js'
import { UndoBar } from './UndoBar.js'
import { type GalleryAction, useGalleryActions } from './useGalleryActions.js'

/** Props of {@link ManagedGallery}: those of `Gallery`, and what users may do. */
export interface ManagedGalleryProps extends GalleryProps {
  /**
   * What users may do with a file. What the backend cannot do is not shown.
   * @default ['download', 'copyLink', 'edit', 'delete']
   */
  readonly actions?: readonly GalleryAction[] | undefined
  /** Whether a tile opens the file in a lightbox. Without it, it opens a new tab. @default true */
  readonly lightbox?: boolean | undefined
  /** Whether users can select several files and act on all of them. @default true */
  readonly selectable?: boolean | undefined
  /** Keeps an order that users make by drag or by keyboard. If it rejects, the files go back. Without it, they stay. */
  readonly onReorder?: ((reordering: Reordering) => unknown) | undefined
  /** The time to bring a deleted file back, milliseconds. @default 7000 */
  readonly undoMs?: number | undefined
  /** Returns the link that users copy. Default: the file's URL, which usually runs out after some time. */
  readonly getLink?: ((item: GalleryItem) => string | Promise<string>) | undefined
}

/**
 * A `Gallery` whose files users can look at in a lightbox, download, edit, delete, select and put into another order.
 * @throws {Error} outside an `UploadProvider`.
 * @example <ManagedGallery layout="justified" onReorder={({ ids }) => saveOrder(ids)} />
 */
export function ManagedGallery({
  actions: wanted = allActions,
  lightbox = true,
  selectable = true,
  onReorder,
  undoMs,
  getLink,
  children,
  ...rest
}: ManagedGalleryProps): ReactElement {
  const loadedTexts = useGalleryTexts()
  // Until they have loaded, the files are there and nothing can be done with them, so that nobody sees these.
  const texts = loadedTexts ?? enGallery
  const isReady = loadedTexts !== null
  const { backend, pageSize } = rest
  const { items, hasNextPage, fetchNextPage } = useGallery({ backend, pageSize })
  const ids = useMemo(() => items.map(({ file }) => file.id), [items])
  const actions = useGalleryActions({ backend, wanted: isReady ? wanted : noActions, undoMs, getLink, texts })
  const selection = useSelection({ ids })
  const tellMove = useMoveTexts(items, texts, actions.tell)
  const reorder = useReorder({ ids, onReorder: isReady ? onReorder : undefined, backend, onEvent: tellMove })
  const [openId, setOpenId] = useState<string | null>(null)
  const root = useRef<HTMLDivElement>(null)
  const restoredId = useRef<string | undefined>(undefined)
  const onTileShown = useCallback(
    (id: string) => {
      if (restoredId.current !== id) return
      restoredId.current = undefined
      // The user may have gone elsewhere meanwhile.
      if (document.activeElement === findGalleryElement(root.current)) focusTile(root.current, ids.indexOf(id))
    },
    [ids],
  )
  const value = useMemo<ManagedGalleryValue>(
    () => ({
      actions,
      texts,
      selection: selectable && isReady ? selection : null,
      reorder,
      open: lightbox ? setOpenId : null,
      removeFile(item) {
        const isSelected = ({ file }: GalleryItem): boolean => selection.isSelected(file.id)
        actions.remove?.(isSelected(item) ? items.filter(isSelected) : [item])
        if (isSelected(item)) selection.setSelecting(false)
      },
      onTileShown,
    }),
    [actions, texts, selection, selectable, isReady, reorder, lightbox, items, onTileShown],
  )
  const show = (id: string | null): void => {
    setOpenId(id)
    // The file that was looked at last may not be the one that was opened.
    if (id === null && openId !== null) requestAnimationFrame(() => focusTile(root.current, ids.indexOf(openId)))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return
    if (!actions.lastDeletion || (event.target instanceof Element && event.target.closest('input, textarea'))) return
    event.preventDefault()
    actions.undo()
  }
  return (
    <ManagedGalleryContext.Provider value={value}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys of what is inside */}
      <div
        ref={root}
        className="coatcheck-managed-gallery"
        data-lightbox={flag(lightbox)}
        data-selecting={flag(selection.isSelecting || selection.selectedIds.length > 0)}
        onKeyDown={onKeyDown}
      >
        {selectable &&
          (isReady ? (
            <SelectionBar items={items} selection={selection} />
          ) : (
            <div className="coatcheck-selection-bar" />
          ))}
        <Gallery {...rest}>{children ?? renderTile}</Gallery>
        {lightbox && (
          <GalleryLightbox
            items={items}
            openId={openId}
            onOpenChange={show}
            onNearEnd={hasNextPage ? fetchNextPage : undefined}
            footer={
              <UndoBar
                isSpoken
                // Without the focus in it, the dialog would hear no keys.
                onPressed={() => find(root.current, '.coatcheck-lightbox-actions > :last-child')?.focus()}
              />
            }
          >
            {(item) => <FileActions item={item} />}
          </GalleryLightbox>
        )}
        {isReady && openId === null && (
          <UndoBar
            onPressed={(id) => {
              restoredId.current = id
              // Other tiles may have to make room before the file is shown again.
              findGalleryElement(root.current)?.focus()
            }}
          />
        )}
        {actions.edited && (
          <EditDialog
            item={actions.edited}
            draft={actions.draft}
            texts={texts.editing}
            onSave={actions.save}
            onClose={actions.closeDialog}
          />
        )}
      </div>
    </ManagedGalleryContext.Provider>
  )
}

const allActions: readonly GalleryAction[] = ['download', 'copyLink', 'edit', 'delete']
const noActions: readonly GalleryAction[] = []

function renderTile(item: GalleryItem): ReactNode {
  return <ManagedTile item={item} />
}

/** Moves the focus to the file at this place or, if it is not there, to the gallery. */
function focusTile(root: HTMLElement | null, place: number): void {
  const tile = root?.querySelector(`[data-item="${place}"]`)
  if (tile?.contains(document.activeElement)) return
  const target = tile?.querySelector<HTMLElement>('.coatcheck-gallery-link') ?? findGalleryElement(root)
  target?.focus()
}

function findGalleryElement(root: HTMLElement | null): HTMLElement | null {
  return find(root, '.coatcheck-gallery')
}

function find(root: HTMLElement | null, selector: string): HTMLElement | null {
  return root?.querySelector<HTMLElement>(selector) ?? null
}

/** Turns what happens while a file is moved into sentences. */
function useMoveTexts(
  items: readonly GalleryItem[],
  { moving }: GalleryTexts,
  tell: (text: string) => void,
): (event: ReorderEvent) => void {
  const { untitled } = useMessages().gallery
  const { speaker } = useCoatcheck('ManagedGallery')
  return useMemo(() => {
    const nameOf = (id: string): string =>
      nameInSentence(items.find(({ file }) => file.id === id)?.file.name ?? '') || untitled
    return (event) => {
      const name = nameOf(event.id)
      if (event.type === 'refused') tell(moving.refused(name))
      else if (event.type === 'cancelled') speaker.say(moving.cancelled(name))
      else if (event.type === 'moved') speaker.say(moving.moved(event.place, event.count))
      else speaker.say(moving[event.type](name, event.place, event.count))
    }
  }, [items, moving, tell, speaker, untitled])
}

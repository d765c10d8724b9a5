'use client'

import {
  type HTMLAttributes,
  type KeyboardEvent,
  memo,
  type MemoExoticComponent,
  type ReactElement,
  useEffect,
} from 'react'
import { nameInSentence } from '../../../shared/showText.js'
import { useMessages } from '../../hooks/useMessages.js'
import { GalleryTile } from '../gallery/tile/GalleryTile.js'
import { GalleryTileActions } from '../gallery/tile/GalleryTileActions.js'
import { GalleryTileFace } from '../gallery/tile/GalleryTileFace.js'
import type { GalleryItem } from '../gallery/useGallery.js'
import { FileActions } from './FileActions.js'
import { GalleryIcon } from './GalleryIcon.js'
import { useManagedGallery } from './managedContext.js'

/** Props of {@link ManagedTile}. */
export interface ManagedTileProps {
  readonly item: GalleryItem
}

/**
 * A tile of a `ManagedGallery`: it opens the lightbox, can be selected and moved, and has a button for each action.
 * @throws {Error} outside a `ManagedGallery`.
 * @example <ManagedGallery>{(item) => <ManagedTile item={item} />}</ManagedGallery>
 */
export const ManagedTile: MemoExoticComponent<(props: ManagedTileProps) => ReactElement> = memo(function ManagedTile({
  item,
}: ManagedTileProps): ReactElement {
  const { selection, reorder, open, texts, actions, removeFile, onTileShown } = useManagedGallery()
  const { untitled } = useMessages().gallery
  const { file } = item
  const name = nameInSentence(file.name ?? '') || untitled
  const props = selection?.getItemProps(file.id)
  useEffect(() => onTileShown(file.id), [onTileShown, file.id])
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    props?.onKeyDown(event)
    const isHere = event.target instanceof Element && !event.target.closest('button, input')
    if (!isHere || event.defaultPrevented || event.repeat) return
    if ((event.key === 'Delete' || event.key === 'Backspace') && actions.remove) {
      event.preventDefault()
      removeFile(item)
    }
  }
  return (
    <GalleryTile
      item={item}
      {...(reorder.getItemProps(file.id) as HTMLAttributes<HTMLDivElement>)}
      {...props}
      onKeyDown={onKeyDown}
      data-selecting={selection?.isSelecting ? '' : undefined}
    >
      <GalleryTileFace onOpen={open ? () => open(file.id) : undefined} />
      {selection && (
        <label className="coatcheck-gallery-check">
          <input
            className="coatcheck-gallery-checkbox"
            aria-label={texts.select(name)}
            {...selection.getCheckboxProps(file.id)}
          />
        </label>
      )}
      <GalleryTileActions className="coatcheck-managed-actions">
        {reorder.canReorder && (
          <button
            type="button"
            className="coatcheck-icon-button coatcheck-gallery-handle"
            title={texts.move(name)}
            {...reorder.getHandleProps(file.id)}
          >
            <GalleryIcon name="move" />
          </button>
        )}
        <FileActions item={item} />
      </GalleryTileActions>
    </GalleryTile>
  )
})

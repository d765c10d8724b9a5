'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, type ReactNode, useRef } from 'react'
import type { StoredFileState } from '../../../../contract/storedFile.js'
import { showName } from '../../../../shared/showText.js'
import { useMessages } from '../../../hooks/useMessages.js'
import { type ClassName, flag, joinClasses, type Part, type PartProps } from '../../../shared/part.js'
import { useMergedRef } from '../../../shared/useMergedRef.js'
import type { GalleryItem } from '../useGallery.js'
import { GalleryTileFace } from './GalleryTileFace.js'
import { TileContext } from './tileContext.js'
import { useTilePicture } from './useTilePicture.js'

/** The state that the `className` function of a {@link GalleryTile} receives. */
export interface GalleryTileState {
  /** Whether the tile shows a picture or an icon. `[data-kind]` */
  readonly kind: 'image' | 'file'
  /** The picture cannot be displayed. `[data-broken]` */
  readonly isBroken: boolean
  /** What the backend does with the file, if it says so. `[data-state]` */
  readonly fileState: StoredFileState | undefined
}

interface GalleryTileOwnProps {
  /** The file, from `useGallery` or the children function of `Gallery`. */
  readonly item: GalleryItem
  readonly className?: ClassName<GalleryTileState>
  /** Parts and any other content. Default: a `GalleryTileFace`. */
  readonly children?: ReactNode
}

/** Props of {@link GalleryTile}. */
export type GalleryTileProps = PartProps<HTMLAttributes<HTMLDivElement>, GalleryTileOwnProps>

/**
 * One file of a gallery: its picture, or an icon and its name, linked to its URL if it has one. Controls belong in a
 * `GalleryTileActions` after the face, and read the file with `useGalleryTile`.
 * @throws {Error} outside an `UploadProvider`.
 * @example
 * <GalleryTile item={item}>
 *   <GalleryTileFace />
 *   <GalleryTileActions><PinButton /></GalleryTileActions>
 * </GalleryTile>
 */
export const GalleryTile: Part<HTMLDivElement, GalleryTileProps> = forwardRef(function GalleryTile(
  { item, className, children, ...rest }: GalleryTileProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const own = useRef<HTMLDivElement | null>(null)
  const picture = useTilePicture(item, own)
  const { untitled } = useMessages().gallery
  const { file } = item
  const label = showName(file.alt || file.name) || untitled
  const caption = showName(file.name) || label
  const state: GalleryTileState = {
    kind: picture.isImage ? 'image' : 'file',
    isBroken: picture.isBroken,
    fileState: file.state,
  }
  return (
    <TileContext.Provider value={{ item, label, caption, picture }}>
      <div
        {...rest}
        ref={useMergedRef(ref, own)}
        className={joinClasses('coatcheck-gallery-tile', className, state)}
        data-kind={state.kind}
        data-broken={flag(state.isBroken)}
        data-state={state.fileState}
      >
        {children ?? <GalleryTileFace />}
      </div>
    </TileContext.Provider>
  )
})

'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes } from 'react'
import { joinClasses, type Part } from '../../../shared/part.js'

/** Props of {@link GalleryTileActions}. */
export type GalleryTileActionsProps = HTMLAttributes<HTMLDivElement>

/**
 * The place for a tile's controls, in a corner of it. They are visible while the pointer is over the tile or the focus is
 * in it, and always on devices without a pointer that can hover.
 * @example <GalleryTileActions><PinButton /></GalleryTileActions>
 */
export const GalleryTileActions: Part<HTMLDivElement, GalleryTileActionsProps> = forwardRef(function GalleryTileActions(
  { className, ...rest }: GalleryTileActionsProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  return <div {...rest} ref={ref} className={joinClasses('coatcheck-gallery-actions', className, undefined)} />
})

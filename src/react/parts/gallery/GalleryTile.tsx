'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, type ReactElement, useRef } from 'react'
import { showName } from '../../../shared/showText.js'
import type { StoredFile } from '../../../contract/storedFile.js'
import { BlurhashImage } from '../blurhash-image/BlurhashImage.js'
import { iconForType } from '../../shared/iconForType.js'
import { Icon } from '../../shared/icons.js'
import { type ClassName, flag, joinClasses, type Part, type PartProps } from '../../shared/part.js'
import { useMergedRef } from '../../shared/useMergedRef.js'
import { safeLink } from '../../shared/safeUrl.js'
import { useMessages } from '../../hooks/useMessages.js'
import type { GalleryItem } from './useGallery.js'
import { type TilePicture, useTilePicture } from './useTilePicture.js'

/** The state that the `className` function of a {@link GalleryTile} receives. */
export interface GalleryTileState {
  /** Whether the tile shows a picture or an icon. `[data-kind]` */
  readonly kind: 'image' | 'file'
  /** The picture cannot be displayed. `[data-broken]` */
  readonly isBroken: boolean
}

interface GalleryTileOwnProps {
  /** The file, from `useGallery` or the children function of `Gallery`. */
  readonly item: GalleryItem
  readonly className?: ClassName<GalleryTileState>
}

/** Props of {@link GalleryTile}. */
export type GalleryTileProps = PartProps<Omit<HTMLAttributes<HTMLDivElement>, 'children'>, GalleryTileOwnProps>

/**
 * One file of a gallery: its picture, or an icon and its name, linked to its URL if it has one.
 * @throws {Error} outside an `UploadProvider`.
 */
export const GalleryTile: Part<HTMLDivElement, GalleryTileProps> = forwardRef(function GalleryTile(
  { item, className, ...rest }: GalleryTileProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const own = useRef<HTMLDivElement | null>(null)
  const picture = useTilePicture(item, own)
  const link = safeLink(picture.url)
  const messages = useMessages().gallery
  const label = showName(item.file.alt || item.file.name || '') || messages.untitled
  const state: GalleryTileState = { kind: picture.isImage ? 'image' : 'file', isBroken: picture.isBroken }
  const face = picture.isImage ? (
    <ImageFace file={item.file} label={label} picture={picture} />
  ) : (
    <FileFace file={item.file} label={label} />
  )
  return (
    <div
      {...rest}
      ref={useMergedRef(ref, own)}
      className={joinClasses('coatcheck-gallery-tile', className, state)}
      data-kind={state.kind}
      data-broken={flag(state.isBroken)}
    >
      {link === undefined ? (
        face
      ) : (
        <a
          className="coatcheck-gallery-link"
          href={link}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={messages.open(label)}
        >
          {face}
        </a>
      )}
      {picture.isBroken && (
        <p className="coatcheck-gallery-broken">
          <Icon name="image" />
          {messages.broken}
        </p>
      )}
    </div>
  )
})

interface FaceProps {
  readonly file: StoredFile
  readonly label: string
}

function ImageFace({ file, label, picture }: FaceProps & { readonly picture: TilePicture }): ReactElement {
  return (
    <>
      <BlurhashImage
        className="coatcheck-gallery-picture"
        hash={file.blurhash}
        src={picture.src}
        width={file.width || 1}
        height={file.height || 1}
        alt={label}
        onShown={picture.onShown}
        onFailed={picture.onFailed}
      />
      <span className="coatcheck-gallery-caption" aria-hidden="true">
        <bdi>{file.name ? showName(file.name) : label}</bdi>
      </span>
    </>
  )
}

function FileFace({ file, label }: FaceProps): ReactElement {
  return (
    <span className="coatcheck-gallery-file">
      <Icon name={iconForType(file.type)} />
      <span className="coatcheck-gallery-name">
        <bdi>{label}</bdi>
      </span>
    </span>
  )
}

'use client'

import type { MouseEvent, ReactElement, ReactNode } from 'react'
import { showText } from '../../../../shared/showText.js'
import { useMessages } from '../../../hooks/useMessages.js'
import { iconForType } from '../../../shared/iconForType.js'
import { Icon } from '../../../shared/icons.js'
import { safeLink } from '../../../shared/safeUrl.js'
import { createChunk, useChunk } from '../../../shared/useChunk.js'
import { BlurhashImage } from '../../blurhash-image/BlurhashImage.js'
import type { GalleryItem } from '../useGallery.js'
import { useTile } from './tileContext.js'
import type { TileToImprove } from './better/ImprovePicture.js'
import { useTileSizes } from './useTileSizes.js'

/** Props of {@link GalleryTileFace}. */
export interface GalleryTileFaceProps {
  /**
   * Opens the file in a way of your own, such as a dialog. A click that asks for a new tab or window still follows the
   * link. Default: the link opens in a new tab.
   */
  readonly onOpen?: ((item: GalleryItem) => void) | undefined
}

/**
 * What fills a tile: the picture, or an icon and the name. It is a link if the file has a URL, and a button if it has
 * only `onOpen`.
 * @throws {Error} outside a `GalleryTile`.
 */
export function GalleryTileFace({ onOpen }: GalleryTileFaceProps): ReactElement {
  const { item, label, caption, picture } = useTile('<GalleryTileFace>')
  const { gallery: messages, status } = useMessages()
  const { state = 'ready', stateText } = item.file
  const face = picture.isImage ? <ImageFace /> : <FileFace />
  return (
    <>
      {state === 'rejected' ? (
        // The backend does not serve it.
        face
      ) : (
        <Opener
          onOpen={onOpen}
          link={safeLink(picture.url)}
          // The caption is part of the accessible name, so that users can open the file by saying what they see.
          name={messages.open(label === caption ? label : `${label}, ${caption}`)}
          item={item}
        >
          {face}
        </Opener>
      )}
      {state !== 'ready' && (
        <p className="coatcheck-gallery-state">
          {status[state]} {stateText && <bdi className="coatcheck-text">{showText(stateText)}</bdi>}
        </p>
      )}
      {picture.isBroken && (
        <p className="coatcheck-gallery-broken">
          <Icon name="image" />
          {messages.broken}
        </p>
      )}
    </>
  )
}

interface OpenerProps extends GalleryTileFaceProps {
  readonly item: GalleryItem
  readonly link: string | undefined
  readonly name: string
  readonly children: ReactNode
}

function Opener({ onOpen, item, link, name, children }: OpenerProps): ReactNode {
  if (link) {
    const onClick = (event: MouseEvent): void => {
      if (!onOpen || event.defaultPrevented || asksForAnotherPage(event)) return
      event.preventDefault()
      onOpen(item)
    }
    return (
      <a
        className="coatcheck-gallery-link"
        href={link}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={name}
        onClick={onClick}
      >
        {children}
      </a>
    )
  }
  if (!onOpen) return children
  return (
    <button
      type="button"
      className="coatcheck-gallery-link"
      aria-label={name}
      data-opens-item=""
      onClick={() => onOpen(item)}
    >
      {children}
    </button>
  )
}

function asksForAnotherPage(event: MouseEvent): boolean {
  return event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
}

function ImageFace(): ReactElement {
  const { item, label, caption, picture } = useTile('<GalleryTileFace>')
  const { file } = item
  const sizes = useTileSizes(file)
  // The picture of a video or a document is not all there is.
  const icon = file.type === undefined ? 'image' : iconForType(file.type)
  return (
    <>
      {picture.isImprovable && <Improve {...picture} item={item} />}
      <BlurhashImage
        className="coatcheck-gallery-picture"
        hash={file.blurhash}
        src={picture.src}
        width={file.width || 1}
        height={file.height || 1}
        alt={label}
        imageProps={picture.srcSet ? { srcSet: picture.srcSet, sizes } : undefined}
        onShown={picture.onShown}
        onFailed={picture.onFailed}
      />
      {icon !== 'image' && (
        <span className="coatcheck-gallery-kind">
          <Icon name={icon} />
        </span>
      )}
      <span className="coatcheck-gallery-caption" aria-hidden="true">
        <bdi>{caption}</bdi>
      </span>
    </>
  )
}

const betterChunk = createChunk(() => import('./better/ImprovePicture.js'))

function Improve(props: TileToImprove): ReactElement | null {
  const loaded = useChunk(betterChunk, true)
  return loaded && <loaded.ImprovePicture {...props} />
}

function FileFace(): ReactElement {
  const { item, label } = useTile('<GalleryTileFace>')
  return (
    <span className="coatcheck-gallery-file">
      <Icon name={iconForType(item.file.type)} />
      <span className="coatcheck-gallery-name">
        <bdi>{label}</bdi>
      </span>
    </span>
  )
}

'use client'

import { type CSSProperties, type ReactElement, useEffect, useRef } from 'react'
import { showName } from '../../../shared/showText.js'
import type { GalleryTexts } from '../../../locales/gallery/GalleryTexts.js'
import type { Messages } from '../../../locales/messages.js'
import { iconForType } from '../../shared/iconForType.js'
import { Icon } from '../../shared/icons.js'
import { isTooLarge } from '../../shared/isTooLarge.js'
import { flag } from '../../shared/part.js'
import { safeLink } from '../../shared/safeUrl.js'
import { useBrowserLayoutEffect } from '../../shared/useBrowserLayoutEffect.js'
import { BlurhashImage } from '../blurhash-image/BlurhashImage.js'
import { isImageFile } from '../gallery/tile/useTilePicture.js'
import type { GalleryItem } from '../gallery/useGallery.js'
import { useWholePicture, type WholePicture } from './useWholePicture.js'

export interface LightboxSlideProps {
  readonly item: GalleryItem
  /** -1, 0 or 1: before the current one, it, or after it. */
  readonly offset: number
  /** The current picture is there, so that its neighbours may load. */
  readonly isWanted: boolean
  readonly onWhole: (id: string) => void
  readonly texts: GalleryTexts
  readonly words: Messages['gallery']
}

/** One file in the lightbox. Only the current one is there for screen readers and the keyboard. */
export function LightboxSlide({ item, offset, isWanted, onWhole, texts, words }: LightboxSlideProps): ReactElement {
  const picture = useWholePicture(item, isWanted)
  const { file } = item
  const kind = kindOf(item)
  const isSettled = kind !== 'image' || picture.isBroken
  useEffect(() => {
    if (isSettled) onWhole(file.id)
  }, [isSettled, onWhole, file.id])
  const slide = useRef<HTMLDivElement>(null)
  // Releases of React differ in how they write the attribute.
  useBrowserLayoutEffect(() => {
    if (slide.current) slide.current.inert = offset !== 0
  }, [offset])
  const label = showName(file.alt || file.name) || words.untitled
  const style: CSSProperties & Record<`--${string}`, string | number> = { '--coatcheck-lightbox-offset': offset }
  const content = { item, picture, label, texts, words }
  return (
    <div ref={slide} className="coatcheck-lightbox-slide" style={style} data-current={flag(offset === 0)}>
      {kind === 'image' && !picture.isBroken ? (
        <WholeImage {...content} isCurrent={offset === 0} onWhole={onWhole} />
      ) : (kind === 'video' || kind === 'audio') && offset === 0 && !picture.isBroken ? (
        <Player {...content} kind={kind} />
      ) : (
        <Document {...content} isBroken={picture.isBroken} />
      )}
    </div>
  )
}

function kindOf({ file, preview }: GalleryItem): 'image' | 'video' | 'audio' | 'file' {
  const { type } = file
  if (type?.startsWith('video/')) return 'video'
  if (type?.startsWith('audio/')) return 'audio'
  if (isTooLarge(file)) return 'file'
  return isImageFile(file) || (type === undefined && preview) ? 'image' : 'file'
}

interface ContentProps {
  readonly item: GalleryItem
  readonly picture: WholePicture
  readonly label: string
  readonly texts: GalleryTexts
  readonly words: Messages['gallery']
}

interface WholeImageProps extends ContentProps {
  readonly isCurrent: boolean
  readonly onWhole: (id: string) => void
}

function WholeImage({ item, picture, label, isCurrent, onWhole }: WholeImageProps): ReactElement {
  const { id, width, height, blurhash } = item.file
  const isSized = width !== undefined && height !== undefined && width > 0 && height > 0
  // Without a size, the picture fits itself into the whole stage.
  const style: CSSProperties & Record<`--${string}`, string | number> = isSized
    ? { '--coatcheck-lightbox-width': `${width}px`, '--coatcheck-lightbox-ratio': width / height }
    : {}
  return (
    <BlurhashImage
      className="coatcheck-lightbox-picture"
      style={style}
      data-sized={flag(isSized)}
      hash={blurhash}
      src={picture.src}
      width={width || 1}
      height={height || 1}
      alt={label}
      imageProps={{ loading: 'eager', fetchPriority: isCurrent ? 'high' : 'low' }}
      onShown={() => {
        picture.onShown()
        if (picture.isWhole) onWhole(id)
      }}
      onFailed={picture.onFailed}
    />
  )
}

function Player({ picture, label, kind }: ContentProps & { readonly kind: 'video' | 'audio' }): ReactElement {
  const { url, poster, onFailed } = picture
  return kind === 'video' ? (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- users bring their own videos, and these come without captions
    <video
      key={url}
      className="coatcheck-lightbox-player"
      src={safeLink(url)}
      poster={poster}
      aria-label={label}
      controls
      playsInline
      preload="metadata"
      onError={onFailed}
    />
  ) : (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- the same
    <audio
      key={url}
      className="coatcheck-lightbox-player"
      src={safeLink(url)}
      aria-label={label}
      controls
      onError={onFailed}
    />
  )
}

function Document({
  item,
  picture,
  label,
  texts,
  words,
  isBroken,
}: ContentProps & { readonly isBroken: boolean }): ReactElement {
  const link = safeLink(picture.url)
  return (
    <div className="coatcheck-lightbox-document">
      <Icon name={iconForType(item.file.type)} />
      <p className="coatcheck-lightbox-text">{isBroken ? words.broken : <bdi>{label}</bdi>}</p>
      {link !== undefined && (
        <a
          className="coatcheck-button"
          href={link}
          target="_blank"
          rel="noopener noreferrer"
          download={item.file.name ?? ''}
          aria-label={texts.download(label)}
        >
          {texts.selection.download}
        </a>
      )}
    </div>
  )
}

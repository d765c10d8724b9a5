'use client'

import { type ImgHTMLAttributes, type ReactElement, useRef, useState } from 'react'
import { flag } from '../../shared/part.js'
import { useBrowserLayoutEffect } from '../../shared/useBrowserLayoutEffect.js'

export type ImageProps = Omit<ImgHTMLAttributes<HTMLImageElement>, 'src' | 'alt' | 'width' | 'height'>

export interface PictureProps {
  readonly src: string
  /** Empty for the one that is being replaced: one picture, one name. */
  readonly alt: string
  readonly width: number
  readonly height: number
  /** Decoded, and the one to be seen. */
  readonly isShown: boolean
  readonly onDecoded: (src: string) => void
  readonly onFailed: (src: string) => void
  readonly onFaded: (src: string) => void
  readonly imageProps: ImageProps | undefined
}

/**
 * One picture at one URL. Not seen before it has decoded, except as the server sent it: there it shows without waiting
 * for scripts.
 */
export function Picture(props: PictureProps): ReactElement {
  const { src, alt, width, height, isShown, onDecoded, onFailed, onFaded, imageProps } = props
  const element = useRef<HTMLImageElement>(null)
  const [isHeldBack, setIsHeldBack] = useState(false)

  const settle = (): void => {
    const image = element.current
    image?.decode().then(
      () => element.current === image && onDecoded(src),
      () => element.current === image && onFailed(src),
    )
  }
  const settleNow = useRef(settle)
  useBrowserLayoutEffect(() => {
    // A picture from the server may have come, or failed, before there was anyone to listen.
    if (element.current?.complete) settleNow.current()
    else setIsHeldBack(true)
  }, [])

  return (
    <img
      loading="lazy"
      decoding="async"
      draggable={false}
      {...imageProps}
      ref={element}
      src={src}
      alt={alt}
      aria-hidden={alt === '' || undefined}
      width={width}
      height={height}
      className="coatcheck-blurhash-picture"
      data-waiting={flag(isHeldBack && !isShown)}
      onLoad={settle}
      onError={() => onFailed(src)}
      onTransitionEnd={() => onFaded(src)}
    />
  )
}

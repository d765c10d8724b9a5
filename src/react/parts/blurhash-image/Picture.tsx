'use client'

import { type ImgHTMLAttributes, type ReactElement, useRef, useState } from 'react'
import { flag } from '../../shared/part.js'
import { useBrowserLayoutEffect } from '../../shared/useBrowserLayoutEffect.js'
import { useIsHydrated } from './useIsHydrated.js'

/** Attributes of the `<img>` that the caller may set. */
export type ImageProps = Omit<ImgHTMLAttributes<HTMLImageElement>, 'src' | 'alt' | 'width' | 'height'>

export interface PictureProps {
  readonly src: string
  /** Empty for the picture that is being replaced, so that the text is read once. */
  readonly alt: string
  readonly width: number
  readonly height: number
  /** Whether the attributes are those of this picture, and not of the one that replaces it. */
  readonly isCurrent: boolean
  /** Whether this picture has decoded and is the visible one. */
  readonly isShown: boolean
  readonly onDecoded: (src: string) => void
  readonly onFailed: (src: string) => void
  readonly onFaded: (src: string) => void
  readonly imageProps: ImageProps | undefined
}

/**
 * One picture at one URL. It stays hidden until it has decoded, except in the server's HTML, which must not wait for
 * scripts.
 */
export function Picture(props: PictureProps): ReactElement {
  const { src, alt, width, height, isCurrent, isShown, onDecoded, onFailed, onFaded, imageProps } = props
  const element = useRef<HTMLImageElement>(null)
  const isHydrated = useIsHydrated()
  const [wasComplete, setWasComplete] = useState(false)
  // With the set of its successor, a picture would be loaded once more while it is being replaced.
  const [srcSet, setSrcSet] = useState(imageProps?.srcSet)
  if (isCurrent && srcSet !== imageProps?.srcSet) setSrcSet(imageProps?.srcSet)

  const settle = (): void => {
    const image = element.current
    image?.decode().then(
      () => element.current === image && onDecoded(src),
      () => element.current === image && onFailed(src),
    )
  }
  const settleNow = useRef(settle)
  useBrowserLayoutEffect(() => {
    // A picture in the server's HTML may have loaded or failed before React attached its listeners. It is visible already,
    // and is not hidden again.
    if (!element.current?.complete) return
    setWasComplete(true)
    settleNow.current()
  }, [])

  return (
    <img
      loading="lazy"
      decoding="async"
      draggable={false}
      {...imageProps}
      ref={element}
      srcSet={srcSet}
      src={src}
      alt={alt}
      aria-hidden={alt === '' || undefined}
      width={width}
      height={height}
      className="coatcheck-blurhash-picture"
      data-waiting={flag(isHydrated && !wasComplete && !isShown)}
      onLoad={settle}
      onError={() => onFailed(src)}
      onTransitionEnd={({ propertyName }) => propertyName === 'opacity' && onFaded(src)}
    />
  )
}

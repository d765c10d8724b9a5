'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, type ReactNode, useEffect, useState } from 'react'
import { type ClassName, joinClasses, type Part, type PartProps } from '../../shared/part.js'
import { useObjectUrl } from '../../hooks/useObjectUrl.js'
import { BlurhashPlaceholder } from './BlurhashPlaceholder.js'
import { type ImageProps, Picture } from './Picture.js'

/** The state that the `className` and children functions of a {@link BlurhashImage} receive. */
export interface BlurhashImageState {
  /** `[data-status]`: 'empty' without a source; the placeholder is visible while 'loading', and stays when 'failed'. */
  readonly status: 'empty' | 'loading' | 'shown' | 'failed'
}

interface BlurhashImageOwnProps {
  /** The blurhash of the picture. Without one, the space stays empty until the picture shows. @see https://blurha.sh */
  readonly hash?: string | undefined
  /** The URL of the picture, or the picture itself. A new one replaces the old one once it has decoded. */
  readonly src?: string | Blob | null | undefined
  /** The picture's width in pixels. Width and height give the proportions of the space that is reserved. */
  readonly width: number
  /** The picture's height in pixels. */
  readonly height: number
  /** The alternative text; empty for a decorative picture. */
  readonly alt: string
  /** Called when a picture has decoded and is shown. */
  readonly onShown?: ((src: string) => void) | undefined
  /** Called when the picture at `src` could not be loaded or decoded. */
  readonly onFailed?: ((src: string) => void) | undefined
  /** Attributes for the `<img>`: `loading`, `sizes`, `srcSet`, `crossOrigin`, `fetchPriority`, … */
  readonly imageProps?: ImageProps | undefined
  readonly className?: ClassName<BlurhashImageState>
  /** Shown over the placeholder until there is a picture. */
  readonly children?: ReactNode | ((state: BlurhashImageState) => ReactNode)
}

/** Props of {@link BlurhashImage}. */
export type BlurhashImageProps = PartProps<HTMLAttributes<HTMLSpanElement>, BlurhashImageOwnProps>

/**
 * A picture that reserves its space, so that nothing shifts. It shows its average colour at once and in the server's HTML,
 * its blurhash if the picture takes longer than a moment, and itself once it has decoded. If it cannot be decoded, the
 * blurhash stays, with the same alternative text.
 * @example <BlurhashImage hash={file.blurhash} src={file.url} width={file.width} height={file.height} alt="The pier" />
 */
export const BlurhashImage: Part<HTMLSpanElement, BlurhashImageProps> = forwardRef(function BlurhashImage(
  props: BlurhashImageProps,
  ref: ForwardedRef<HTMLSpanElement>,
) {
  const { hash, src, width, height, alt, onShown, onFailed, imageProps, className, children, ...rest } = props
  const objectUrl = useObjectUrl(typeof src === 'string' ? null : src)
  const url = typeof src === 'string' ? src : objectUrl
  const pictures = usePictures(url, src !== null && src !== undefined, onShown, onFailed)
  const state: BlurhashImageState = { status: pictures.status }
  const named = pictures.shown ?? pictures.sources.at(-1)
  return (
    <span
      role={named === undefined && alt !== '' ? 'img' : undefined}
      aria-label={named === undefined && alt !== '' ? alt : undefined}
      {...rest}
      ref={ref}
      className={joinClasses('coatcheck-blurhash', className, state)}
      data-status={state.status}
    >
      <BlurhashPlaceholder hash={hash} width={width} height={height} isWaiting={pictures.shown === undefined} />
      {pictures.shown === undefined && (typeof children === 'function' ? children(state) : children)}
      {pictures.sources.map((source) => (
        <Picture
          key={source}
          src={source}
          alt={source === named ? alt : ''}
          width={width}
          height={height}
          isCurrent={source === url}
          isShown={source === pictures.shown || source === pictures.replaced}
          onDecoded={pictures.show}
          onFailed={pictures.fail}
          onFaded={pictures.forget}
          imageProps={imageProps}
        />
      ))}
    </span>
  )
})

interface Pictures {
  readonly status: BlurhashImageState['status']
  /** From the bottom layer to the top. */
  readonly sources: readonly string[]
  readonly shown: string | undefined
  readonly replaced: string | undefined
  readonly show: (src: string) => void
  readonly fail: (src: string) => void
  readonly forget: (src: string) => void
}

interface Stack {
  readonly shown?: string | undefined
  /** The previous picture, which stays below the new one until that has faded in. */
  readonly replaced?: string | undefined
  readonly failed?: string | undefined
}

function withoutReplaced({ shown, failed }: Stack): Stack {
  return { shown, failed }
}

/** Longer than any fade, for transitions that never start and so never report their end. */
const fadeLimitMs = 1000

function usePictures(
  url: string | null,
  hasSource: boolean,
  onShown: BlurhashImageOwnProps['onShown'],
  onFailed: BlurhashImageOwnProps['onFailed'],
): Pictures {
  const [{ shown, replaced, failed }, setStack] = useState<Stack>({})

  useEffect(() => {
    if (replaced === undefined) return undefined
    const timer = setTimeout(() => setStack(withoutReplaced), fadeLimitMs)
    return () => clearTimeout(timer)
  }, [replaced])

  // If the source is removed, the last picture goes, too.
  if (!hasSource && (shown !== undefined || failed !== undefined)) setStack({})
  const isFailed = failed !== undefined && failed === url
  const sources = [...new Set([replaced, shown, isFailed ? null : url])]
  return {
    status: shown !== undefined ? 'shown' : isFailed ? 'failed' : url === null ? 'empty' : 'loading',
    sources: sources.filter((source) => typeof source === 'string'),
    shown,
    replaced,
    show(src) {
      if (src !== url || src === shown) return
      setStack({ shown: src, replaced: shown })
      onShown?.(src)
    },
    fail(src) {
      if (src !== url || src === shown || src === failed) return
      setStack((stack) => ({ ...stack, failed: src }))
      onFailed?.(src)
    },
    forget(src) {
      if (src === shown) setStack(withoutReplaced)
    },
  }
}

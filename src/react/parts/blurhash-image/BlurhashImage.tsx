'use client'

import { type ForwardedRef, forwardRef, type HTMLAttributes, type ReactNode, useEffect, useState } from 'react'
import { type ClassName, joinClasses, type Part, type PartProps } from '../../shared/part.js'
import { useObjectUrl } from '../../shared/useObjectUrl.js'
import { BlurhashPlaceholder } from './BlurhashPlaceholder.js'
import { type ImageProps, Picture } from './Picture.js'

/** What a blurhash image's `className` and children may be made from. */
export interface BlurhashImageState {
  /** `[data-status]` empty: nothing to show yet. loading: the hash stands in. failed: it stays. */
  readonly status: 'empty' | 'loading' | 'shown' | 'failed'
}

interface BlurhashImageOwnProps {
  /** @see https://blurha.sh */
  readonly hash?: string | undefined
  /** Where the picture is, or the picture itself. Another one takes its place only when it has decoded. */
  readonly src?: string | Blob | null | undefined
  /** Pixels; with `height` the proportions that are kept free. */
  readonly width: number
  readonly height: number
  /** What the picture shows, in words; empty for one that says nothing. */
  readonly alt: string
  /** A picture has decoded and is to be seen. */
  readonly onShown?: ((src: string) => void) | undefined
  /** The picture at `src` could not be loaded or decoded. */
  readonly onFailed?: ((src: string) => void) | undefined
  /** Goes to the `<img>`: `loading`, `sizes`, `srcSet`, `crossOrigin`, `fetchPriority`, … */
  readonly imageProps?: ImageProps | undefined
  readonly className?: ClassName<BlurhashImageState>
  /** Over the placeholder while there is no picture. */
  readonly children?: ReactNode | ((state: BlurhashImageState) => ReactNode)
}

export type BlurhashImageProps = PartProps<HTMLAttributes<HTMLSpanElement>, BlurhashImageOwnProps>

/**
 * A picture that takes its place at once and shifts nothing: its average colour in the server's HTML, its blurhash in
 * the browser, itself when it has decoded. A broken one stays a blurhash, under the same name.
 * @example <BlurhashImage hash={file.blurhash} src={file.url} width={file.width} height={file.height} alt="The pier" />
 */
export const BlurhashImage: Part<HTMLSpanElement, BlurhashImageProps> = forwardRef(function BlurhashImage(
  props: BlurhashImageProps,
  ref: ForwardedRef<HTMLSpanElement>,
) {
  const { hash, src, width, height, alt, onShown, onFailed, imageProps, className, children, ...rest } = props
  const objectUrl = useObjectUrl(typeof src === 'object' ? src : null)
  const url = typeof src === 'object' ? objectUrl : (src ?? null)
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
      <BlurhashPlaceholder hash={hash} width={width} height={height} />
      {pictures.shown === undefined && (typeof children === 'function' ? children(state) : children)}
      {pictures.sources.map((source) => (
        <Picture
          key={source}
          src={source}
          alt={source === named ? alt : ''}
          width={width}
          height={height}
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
  /** From the bottom up. */
  readonly sources: readonly string[]
  readonly shown: string | undefined
  readonly replaced: string | undefined
  readonly show: (src: string) => void
  readonly fail: (src: string) => void
  readonly forget: (src: string) => void
}

interface Stack {
  readonly shown?: string
  /** Lies under the shown one until that has faded in. */
  readonly replaced?: string
  readonly failed?: string
}

function withoutReplaced({ shown, failed }: Stack): Stack {
  return { ...(shown !== undefined && { shown }), ...(failed !== undefined && { failed }) }
}

/** Longer than any fade: a transition that was never begun does not end. */
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

  // Without a source there is no picture, not even the last one.
  if (!hasSource && (shown !== undefined || failed !== undefined)) setStack({})
  const isFailed = failed !== undefined && failed === url
  const sources = [...new Set([replaced, shown, ...(url !== null && !isFailed ? [url] : [])])]
  return {
    status: shown !== undefined ? 'shown' : isFailed ? 'failed' : url === null ? 'empty' : 'loading',
    sources: sources.filter((source) => source !== undefined),
    shown,
    replaced,
    show(src) {
      if (src !== url || src === shown) return
      setStack({ shown: src, ...(shown !== undefined && { replaced: shown }) })
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

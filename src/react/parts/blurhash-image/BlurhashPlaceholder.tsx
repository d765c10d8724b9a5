'use client'

import { type ReactElement, useMemo, useRef } from 'react'
import { useNearViewport } from '../../shared/useNearViewport.js'
import { createChunk, useChunk } from '../../shared/useChunk.js'
import { averageColor, parseBlurhash } from './parseBlurhash.js'

const wavesChunk = createChunk(() => import('./Waves.js'))

export interface BlurhashPlaceholderProps {
  readonly hash: string | undefined
  readonly width: number
  readonly height: number
  /** Whether there is no picture yet. */
  readonly isWaiting: boolean
}

/**
 * Reserves the picture's space in its proportions. It shows the average colour at once, set by attributes so that it
 * works on the server and under any content policy, and the blurhash if it is near the viewport and its picture is slow.
 */
export function BlurhashPlaceholder({ hash, width, height, isWaiting }: BlurhashPlaceholderProps): ReactElement {
  const space = useRef<SVGSVGElement>(null)
  const isNear = useNearViewport(space)
  const parsed = useMemo(() => (hash ? parseBlurhash(hash) : null), [hash])
  const waves = useChunk(wavesChunk, isNear && isWaiting && parsed !== null)
  return (
    <>
      <svg
        ref={space}
        className="coatcheck-blurhash-space"
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        {parsed && <rect width={width} height={height} fill={averageColor(parsed)} />}
      </svg>
      {isNear && parsed && waves && <waves.Waves hash={parsed} isWaiting={isWaiting} />}
    </>
  )
}

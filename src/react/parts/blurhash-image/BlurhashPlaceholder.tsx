'use client'

import { type ReactElement, useMemo, useRef } from 'react'
import { useBrowserLayoutEffect } from '../../shared/useBrowserLayoutEffect.js'
import { useNearViewport } from '../../shared/useNearViewport.js'
import { createChunk, useChunk } from '../../shared/useChunk.js'
import type { decodeBlurhash } from './decodeBlurhash.js'
import { averageColor, type Blurhash, parseBlurhash } from './parseBlurhash.js'

const decoderChunk = createChunk(() => import('./decodeBlurhash.js'))

export interface BlurhashPlaceholderProps {
  readonly hash: string | undefined
  readonly width: number
  readonly height: number
}

/**
 * Reserves the picture's space in its proportions. It shows the average colour at once, set by attributes so that it
 * works on the server and under any content policy, and the blurhash when it comes near the viewport.
 */
export function BlurhashPlaceholder({ hash, width, height }: BlurhashPlaceholderProps): ReactElement {
  const space = useRef<SVGSVGElement>(null)
  const isNear = useNearViewport(space)
  const parsed = useMemo(() => (hash ? parseBlurhash(hash) : null), [hash])
  const decoder = useChunk(decoderChunk, isNear && parsed !== null)
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
      {/* The canvas is created when it is drawn: drawing on an empty one would count as a layout shift. */}
      {isNear && parsed && decoder && <Waves key={hash} hash={parsed} decode={decoder.decodeBlurhash} />}
    </>
  )
}

/** More pixels than the waves of a hash need; the browser smooths them when it scales. */
const gridSize = 24

interface WavesProps {
  readonly hash: Blurhash
  readonly decode: typeof decodeBlurhash
}

function Waves({ hash, decode }: WavesProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null)
  useBrowserLayoutEffect(() => {
    const pixels = decode(hash, gridSize, gridSize)
    // The canvas stays in main memory: on the graphics card, each of hundreds would take a texture.
    const context = canvas.current?.getContext('2d', { willReadFrequently: true })
    context?.putImageData(new ImageData(pixels, gridSize, gridSize), 0, 0)
  }, [hash, decode])
  return (
    <canvas ref={canvas} className="coatcheck-blurhash-canvas" width={gridSize} height={gridSize} aria-hidden="true" />
  )
}

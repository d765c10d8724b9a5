'use client'

import { type ReactElement, useMemo, useRef } from 'react'
import { useBrowserLayoutEffect } from '../../shared/useBrowserLayoutEffect.js'
import { useNearViewport } from '../../shared/useNearViewport.js'
import { Chunk, useChunk } from '../../shared/useChunk.js'
import type { decodeBlurhash } from './decodeBlurhash.js'
import { averageColor, type Blurhash, parseBlurhash } from './parseBlurhash.js'

const decoderChunk = new Chunk(() => import('./decodeBlurhash.js'))

export interface BlurhashPlaceholderProps {
  readonly hash: string | undefined
  readonly width: number
  readonly height: number
}

/**
 * Holds the picture's place in its own proportions: the average colour at once (attributes, so that it is there on the
 * server and under any content policy), the waves of the hash when it comes near the viewport.
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
      {/* Made when it is drawn: one that was there before, and empty, would shift by being drawn. */}
      {isNear && parsed && decoder && <Waves key={hash} hash={parsed} decode={decoder.decodeBlurhash} />}
    </>
  )
}

/** More pixels than the waves of a hash need; the browser smooths the rest. */
const gridSize = 24

interface WavesProps {
  readonly hash: Blurhash
  readonly decode: typeof decodeBlurhash
}

function Waves({ hash, decode }: WavesProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null)
  useBrowserLayoutEffect(() => {
    const pixels = decode(hash, gridSize, gridSize)
    // Drawn once: kept off the graphics card, where hundreds would each take a texture.
    const context = canvas.current?.getContext('2d', { willReadFrequently: true })
    context?.putImageData(new ImageData(pixels, gridSize, gridSize), 0, 0)
  }, [hash, decode])
  return (
    <canvas ref={canvas} className="coatcheck-blurhash-canvas" width={gridSize} height={gridSize} aria-hidden="true" />
  )
}

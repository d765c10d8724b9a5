'use client'

import { type ReactElement, type RefObject, useEffect, useRef } from 'react'
import { useNearViewport } from '../useNearViewport.js'
import { averageColor, decodeBlurhash } from './decodeBlurhash.js'

/** More pixels than the waves of a hash need; the browser smooths the rest. */
const gridSize = 24

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
  const canvas = useRef<HTMLCanvasElement>(null)
  useHashDrawn(canvas, hash)
  const color = hash && averageColor(hash)
  return (
    <>
      <svg
        className="coatcheck-blurhash-space"
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        {color && <rect width={width} height={height} fill={color} />}
      </svg>
      {color && (
        <canvas
          ref={canvas}
          className="coatcheck-blurhash-canvas"
          width={gridSize}
          height={gridSize}
          aria-hidden="true"
        />
      )}
    </>
  )
}

function useHashDrawn(canvas: RefObject<HTMLCanvasElement | null>, hash: string | undefined): void {
  const isNear = useNearViewport(canvas)
  useEffect(() => {
    if (!isNear || !hash) return
    const pixels = decodeBlurhash(hash, gridSize, gridSize)
    // Drawn once and never read: kept off the graphics card, where hundreds would each take a texture.
    const context = canvas.current?.getContext('2d', { willReadFrequently: true })
    if (pixels) context?.putImageData(new ImageData(pixels, gridSize, gridSize), 0, 0)
  }, [canvas, isNear, hash])
}

'use client'

import { type ReactElement, useCallback, useEffect, useState } from 'react'
import { decodeBlurhash } from './decodeBlurhash.js'
import type { Blurhash } from './parseBlurhash.js'

export interface WavesProps {
  readonly hash: Blurhash
  /** Whether there is no picture yet. */
  readonly isWaiting: boolean
}

/**
 * The blurhash, drawn where the picture takes its time, and when the browser has time for it. Each canvas is a layer of its
 * own, and so makes every frame longer while somebody scrolls.
 */
export function Waves({ hash, isWaiting }: WavesProps): ReactElement | null {
  const [isDrawn, setIsDrawn] = useState(false)
  useEffect(() => (isWaiting ? whenIdle(() => setIsDrawn(true)) : undefined), [isWaiting])
  const draw = useCallback(
    (canvas: HTMLCanvasElement | null) => {
      const pixels = decodeBlurhash(hash, gridSize, gridSize)
      // The canvas stays in main memory: on the graphics card, each of hundreds would take a texture.
      const context = canvas?.getContext('2d', { willReadFrequently: true })
      context?.putImageData(new ImageData(pixels, gridSize, gridSize), 0, 0)
    },
    [hash],
  )
  // The canvas is created when it is drawn: drawing on an empty one would count as a layout shift.
  if (!isDrawn) return null
  return (
    <canvas ref={draw} className="coatcheck-blurhash-canvas" width={gridSize} height={gridSize} aria-hidden="true" />
  )
}

/** A picture that comes sooner is there at once to the eye. */
const patienceMs = 100
/** A page that is always busy gets the waves all the same. */
const longestWaitMs = 500

/** Calls back when the browser has time, but not at once. Returns a function that calls it off. */
function whenIdle(callback: () => void): () => void {
  let call = 0
  const timer = setTimeout(() => {
    // Safari cannot tell.
    if (typeof requestIdleCallback === 'undefined') callback()
    else call = requestIdleCallback(callback, { timeout: longestWaitMs })
  }, patienceMs)
  return () => {
    clearTimeout(timer)
    if (call > 0) cancelIdleCallback(call)
  }
}

/** More pixels than the waves of a hash need; the browser smooths them when it scales. */
const gridSize = 24

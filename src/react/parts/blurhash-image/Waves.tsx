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
 * The blurhash, drawn only if the picture is slow, and only when the browser is idle: each canvas is a compositing layer,
 * and each layer lengthens every frame while the user scrolls. So it goes once the picture has faded in over it.
 */
export function Waves({ hash, isWaiting }: WavesProps): ReactElement | null {
  const [isDrawn, setIsDrawn] = useState(false)
  useEffect(() => {
    if (isWaiting === isDrawn) return undefined
    if (isWaiting) return whenIdle(() => setIsDrawn(true))
    const timer = setTimeout(() => setIsDrawn(false), fadeLimitMs)
    return () => clearTimeout(timer)
  }, [isWaiting, isDrawn])
  const draw = useCallback(
    (canvas: HTMLCanvasElement | null) => {
      // The canvas stays in main memory: on the graphics card, each of hundreds would take a texture.
      const context = canvas?.getContext('2d', { willReadFrequently: true })
      context?.putImageData(new ImageData(decodeBlurhash(hash, gridSize, gridSize), gridSize, gridSize), 0, 0)
    },
    [hash],
  )
  // The canvas is created when it is drawn: drawing on an empty one would count as a layout shift.
  if (!isDrawn) return null
  return (
    <canvas ref={draw} className="coatcheck-blurhash-canvas" width={gridSize} height={gridSize} aria-hidden="true" />
  )
}

/** Without a blurhash, a picture that arrives within this time still seems instant. */
const drawDelayMs = 100
/** The blurhash is drawn after this time even if the page is never idle. */
const idleTimeoutMs = 500

/** The longest fade. Not imported from the picture, because a shared module would be a file of its own to load. */
const fadeLimitMs = 1000

/** Runs the callback once the browser is idle, but not before `drawDelayMs`. Returns a function that cancels it. */
function whenIdle(callback: () => void): () => void {
  let idleHandle = 0
  const timer = setTimeout(() => {
    // Safari has no `requestIdleCallback`.
    if (typeof requestIdleCallback === 'undefined') callback()
    else idleHandle = requestIdleCallback(callback, { timeout: idleTimeoutMs })
  }, drawDelayMs)
  return () => {
    clearTimeout(timer)
    if (idleHandle > 0) cancelIdleCallback(idleHandle)
  }
}

/** More pixels than the waves of a hash need; the browser smooths them when it scales. */
const gridSize = 24

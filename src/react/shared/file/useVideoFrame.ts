'use client'

import { useEffect, useState } from 'react'
import { createChunk, useChunk } from '../useChunk.js'

const frameChunk = createChunk(() => import('./readVideoFrame.js'))

/** A frame of a chosen video; null until it has been read, and for any other file. */
export function useVideoFrame(file: File | null, type: string): Blob | null {
  const video = type.startsWith('video/') ? file : null
  const chunk = useChunk(frameChunk, video !== null)
  const [read, setRead] = useState<{ readonly video: File; readonly frame: Blob | null } | null>(null)
  useEffect(() => {
    if (!chunk || !video) return undefined
    const unmounted = new AbortController()
    void chunk.readVideoFrame(video, unmounted.signal).then((frame) => {
      if (!unmounted.signal.aborted) setRead({ video, frame })
    })
    return () => unmounted.abort()
  }, [chunk, video])
  return read && read.video === video ? read.frame : null
}

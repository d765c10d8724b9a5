'use client'

import { useEffect, useState } from 'react'
import { Chunk, useChunk } from '../useChunk.js'

const filmChunk = new Chunk(() => import('./readFilmFrame.js'))

/** A frame of a film that was chosen; null until it is read, and for anything else. */
export function useFilmFrame(file: File | null, type: string): Blob | null {
  const film = type.startsWith('video/') ? file : null
  const chunk = useChunk(filmChunk, film !== null)
  const [read, setRead] = useState<{ readonly film: File; readonly frame: Blob | null } | null>(null)
  useEffect(() => {
    if (!chunk || !film) return undefined
    const unmounted = new AbortController()
    void chunk.readFilmFrame(film, unmounted.signal).then((frame) => {
      if (!unmounted.signal.aborted) setRead({ film, frame })
    })
    return () => unmounted.abort()
  }, [chunk, film])
  return read && read.film === film ? read.frame : null
}

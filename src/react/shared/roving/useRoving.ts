'use client'

import { type RefObject, useEffect, useId, useRef, useState } from 'react'
import { useBrowserLayoutEffect } from '../useBrowserLayoutEffect.js'
import { createChunk, useChunk } from '../useChunk.js'
import type { RovingFocus } from './RovingFocus.js'
import type { Rows } from './Rows.js'

/** Loaded with the first row. Until then, each control is a stop of the Tab key. */
const rovingChunk = createChunk(() => import('./RovingFocus.js'))

interface Roving {
  /** Moves the focus between rows; null until it has loaded, and while there are none. */
  readonly focus: RovingFocus | null
  /** The id for a description of the keys; undefined until they work. */
  readonly hintId: string | undefined
}

/** Makes a list a single stop of the Tab key, whose arrow keys lead on, and keeps the focus in it when rows go. */
export function useRoving(list: RefObject<HTMLElement | null>, rows: Rows): Roving {
  const hintId = useId()
  const hasRows = rows.ids.length > 0
  const loaded = useChunk(rovingChunk, hasRows)
  const latest = useRef(rows)
  useBrowserLayoutEffect(() => {
    latest.current = rows
  })
  const [focus, setFocus] = useState<RovingFocus | null>(null)
  useEffect(() => {
    if (!loaded || !hasRows || !list.current) return undefined
    const roving = new loaded.RovingFocus(list.current, () => latest.current, hintId)
    // oxlint-disable-next-line react/set-state-in-effect -- made here because the clean-up below stops it
    setFocus(roving)
    return () => {
      setFocus(null)
      roving.stop()
    }
  }, [loaded, hasRows, list, hintId])
  return { focus, hintId: loaded && hasRows ? hintId : undefined }
}

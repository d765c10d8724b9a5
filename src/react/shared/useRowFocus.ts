'use client'

import { type RefObject, useEffect, useId, useRef } from 'react'
import { type ListHandle, useCoatcheck } from '../provider/context.js'
import { focusZone } from './focus/focusZone.js'
import type { Rows } from './roving/Rows.js'
import { useBrowserLayoutEffect } from './useBrowserLayoutEffect.js'
import { createChunk, useChunk } from './useChunk.js'

interface RowFocusOptions extends Omit<Rows, 'leave'> {
  /** Contains the rows, each an element with its id in `data-id`. */
  readonly list: RefObject<HTMLElement | null>
  readonly group: string | undefined
}

/** Loaded with the first row. Until then, each button is a stop of the Tab key. */
const rovingChunk = createChunk(() => import('./roving/RovingFocus.js'))

/**
 * Makes a list a single stop of the Tab key, whose arrow keys lead on, and keeps the focus in it when rows go. After the
 * last row, the dropzone gets it. Returns the id for a description of the keys; undefined until they work.
 */
export function useRowFocus({ list, group, ...rows }: RowFocusOptions): string | undefined {
  const { dropzones, lists } = useCoatcheck('UploadList')
  const hintId = useId()
  const hasRows = rows.ids.length > 0
  const loaded = useChunk(rovingChunk, hasRows)
  const leave = (): void => focusZone(dropzones, group)
  const latest = useRef<Rows>({ ...rows, leave })
  useBrowserLayoutEffect(() => {
    latest.current = { ...rows, leave }
  })
  useEffect(() => {
    if (!loaded || !hasRows || !list.current) return undefined
    const roving = new loaded.RovingFocus(list.current, () => latest.current, hintId)
    const handle: ListHandle = {
      has: (id) => latest.current.ids.includes(id),
      focusRow: (id) => roving.focusRow(id),
    }
    lists.add(handle)
    return () => {
      lists.delete(handle)
      roving.stop()
    }
  }, [loaded, hasRows, list, lists, hintId])
  return loaded && hasRows ? hintId : undefined
}

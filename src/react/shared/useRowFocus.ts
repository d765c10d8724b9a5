'use client'

import { type RefObject, useEffect, useRef } from 'react'
import { type ListHandle, useCoatcheck } from '../provider/context.js'
import { focusZone } from './focus/focusZone.js'
import type { Rows } from './roving/Rows.js'
import { useRoving } from './roving/useRoving.js'
import { useBrowserLayoutEffect } from './useBrowserLayoutEffect.js'

interface RowFocusOptions extends Omit<Rows, 'leave'> {
  /** Contains the rows, each an element with its id in `data-id`. */
  readonly list: RefObject<HTMLElement | null>
  readonly group: string | undefined
}

/**
 * Moves the focus with the arrow keys between the rows of uploads, and to them for other parts. After the last row, the
 * dropzone gets it. Returns the id for a description of the keys; undefined until they work.
 */
export function useRowFocus({ list, group, ...rows }: RowFocusOptions): string | undefined {
  const { dropzones, lists } = useCoatcheck('UploadList')
  const { focus, hintId } = useRoving(list, { ...rows, leave: () => focusZone(dropzones, group) })
  const ids = useRef(rows.ids)
  useBrowserLayoutEffect(() => {
    ids.current = rows.ids
  })
  useEffect(() => {
    if (!focus) return undefined
    const handle: ListHandle = { has: (id) => ids.current.includes(id), focusRow: (id) => focus.focusRow(id) }
    lists.add(handle)
    return () => void lists.delete(handle)
  }, [focus, lists])
  return hintId
}

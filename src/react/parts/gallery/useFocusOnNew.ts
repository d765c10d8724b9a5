'use client'

import { type RefObject, useRef } from 'react'
import { useBrowserLayoutEffect } from '../../shared/useBrowserLayoutEffect.js'

/** Moves the focus from the button, which is replaced, to the first new tile. */
export function useFocusOnNew(list: RefObject<HTMLElement | null>, ids: readonly string[]): () => void {
  const countBefore = useRef<number | null>(null)
  useBrowserLayoutEffect(() => {
    const id = countBefore.current === null ? undefined : ids[countBefore.current]
    if (id === undefined || !list.current) return
    countBefore.current = null
    const tile = list.current.querySelector(`[data-id="${CSS.escape(id)}"]`)
    const { activeElement } = document
    if (activeElement === list.current || !activeElement?.contains(list.current)) return
    tile?.querySelector<HTMLElement>('a[href], button')?.focus({ preventScroll: true })
  }, [list, ids])
  return () => {
    countBefore.current = ids.length
  }
}

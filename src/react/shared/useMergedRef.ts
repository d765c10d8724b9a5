'use client'

import { type ForwardedRef, type RefCallback, type RefObject, useCallback } from 'react'

/** One ref for two who want to know the element. */
export function useMergedRef<T>(theirs: ForwardedRef<T>, ours: RefObject<T | null>): RefCallback<T> {
  return useCallback(
    (element: T | null) => {
      assign(ours, element)
      assign(theirs, element)
    },
    [theirs, ours],
  )
}

function assign<T>(ref: ForwardedRef<T>, element: T | null): void {
  if (typeof ref === 'function') ref(element)
  else if (ref) ref.current = element
}

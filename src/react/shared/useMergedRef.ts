'use client'

import { type ForwardedRef, type RefCallback, type RefObject, useCallback } from 'react'

/** Merges the caller's ref and the part's own into one. */
export function useMergedRef<T>(theirs: ForwardedRef<T>, ours: RefObject<T | null> | RefCallback<T>): RefCallback<T> {
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

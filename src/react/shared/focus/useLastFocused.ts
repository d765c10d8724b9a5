'use client'

import { type FocusEvent, type RefObject, useMemo, useRef } from 'react'

/** Remembers which element inside a part has or had the focus. */
export interface LastFocused {
  /** The element that has the focus, or had it when it was removed from the page; null once the user has moved on. */
  readonly last: RefObject<Element | null>
  readonly onFocus: (event: FocusEvent) => void
  readonly onBlur: (event: FocusEvent) => void
}

/** Returns focus handlers for a part, and the element that they remember. */
export function useLastFocused(): LastFocused {
  const last = useRef<Element | null>(null)
  return useMemo(
    () => ({
      last,
      onFocus: ({ target }) => {
        last.current = target
      },
      onBlur: ({ target }) => {
        // Some browsers also blur an element that is removed. Only one that is still connected was left by the user.
        queueMicrotask(() => {
          if (target.isConnected && last.current === target) last.current = null
        })
      },
    }),
    [],
  )
}

/** Whether the focus was lost because the element that had it was removed. */
export function isFocusLost({ last }: LastFocused): boolean {
  const { activeElement, body } = document
  return last.current?.isConnected === false && (activeElement === null || activeElement === body)
}

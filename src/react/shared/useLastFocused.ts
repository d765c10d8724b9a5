'use client'

import { type FocusEvent, type RefObject, useMemo, useRef } from 'react'

/** Watches the focus pass through an element. */
export interface LastFocused {
  /** What has the focus, or had it when it was taken out of the page; null when the user moved on. */
  readonly last: RefObject<Element | null>
  readonly onFocus: (event: FocusEvent) => void
  readonly onBlur: (event: FocusEvent) => void
}

export function useLastFocused(): LastFocused {
  const last = useRef<Element | null>(null)
  return useMemo(
    () => ({
      last,
      onFocus: ({ target }) => {
        last.current = target
      },
      onBlur: ({ target }) => {
        // Taking an element out blurs it in some browsers: only what is still there was left by the user.
        queueMicrotask(() => {
          if (target.isConnected && last.current === target) last.current = null
        })
      },
    }),
    [],
  )
}

/** Whether the focus fell out of the page, with the element that had it. */
export function isFocusLost({ last }: LastFocused): boolean {
  const { activeElement, body } = document
  return last.current?.isConnected === false && (activeElement === null || activeElement === body)
}

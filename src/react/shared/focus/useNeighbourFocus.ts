'use client'

import { type FocusEvent, type RefObject, useEffect, useMemo, useRef } from 'react'
import { useBrowserLayoutEffect } from '../useBrowserLayoutEffect.js'

/** Handlers for the element around the buttons. */
interface FocusHandlers {
  readonly onFocus: (event: FocusEvent) => void
  readonly onBlur: (event: FocusEvent) => void
}

/**
 * When the focused one of several buttons is removed because it has nothing to do any more, another one gets the focus,
 * or else what `leave` gives it to.
 */
export function useNeighbourFocus(root: RefObject<HTMLElement | null>, leave?: () => void): FocusHandlers {
  // The element that has the focus, or had it when it was removed from the page; null once the user has moved on.
  const last = useRef<Element | null>(null)
  useBrowserLayoutEffect(() => {
    if (!isFocusLost(last.current)) return
    const button = root.current?.querySelector('button')
    if (button) button.focus()
    else leave?.()
  })
  const latestLeave = useRef(leave)
  useEffect(() => {
    latestLeave.current = leave
  })
  // All of them may leave at once, together with the element around them.
  useEffect(
    () => () => {
      if (isFocusLost(last.current)) latestLeave.current?.()
    },
    [],
  )
  return useMemo(
    () => ({
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
function isFocusLost(last: Element | null): boolean {
  const { activeElement, body } = document
  return last?.isConnected === false && (activeElement === null || activeElement === body)
}

'use client'

import { type RefObject, useEffect, useRef } from 'react'
import { useBrowserLayoutEffect } from '../useBrowserLayoutEffect.js'
import { isFocusLost, type LastFocused, useLastFocused } from './useLastFocused.js'

/**
 * When the focused one of several buttons is removed because it has nothing to do any more, another one gets the focus,
 * or else what `leave` gives it to. Returns the handlers of the element around the buttons.
 */
export function useNeighbourFocus(root: RefObject<HTMLElement | null>, leave?: () => void): LastFocused {
  const focus = useLastFocused()
  useBrowserLayoutEffect(() => {
    if (!isFocusLost(focus)) return
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
      if (isFocusLost(focus)) latestLeave.current?.()
    },
    [focus],
  )
  return focus
}

'use client'

import { type RefObject, useEffect, useState } from 'react'

/**
 * Whether an element that floats above the page hides the element with the focus completely, which WCAG 2.2 forbids in
 * 2.4.11. At the end of a page, scrolling alone could not reveal it. Where the browser shows no focus, as after a tap on
 * a button, there is nothing to hide.
 */
export function useCoversFocus(floating: RefObject<HTMLElement | null>, isShown: boolean): boolean {
  const [isCovering, setIsCovering] = useState(false)
  useEffect(() => {
    if (!isShown) return undefined
    let frame = 0
    // Browsers scroll to the focus only after the event.
    const look = (): void => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => setIsCovering(hides(floating.current, document.activeElement)))
    }
    const over = new AbortController()
    document.addEventListener('focusin', look, over)
    document.addEventListener('focusout', look, over)
    // The first key after a tap makes the browser show the focus.
    document.addEventListener('keydown', look, { signal: over.signal, capture: true })
    document.addEventListener('scroll', look, { signal: over.signal, capture: true, passive: true })
    look()
    return () => {
      over.abort()
      cancelAnimationFrame(frame)
    }
  }, [floating, isShown])
  return isCovering && isShown
}

function hides(floating: Element | null, focused: Element | null): boolean {
  if (!floating || !focused || focused === document.body || floating.contains(focused)) return false
  // What has the focus inside of these elements cannot be asked.
  const isOpaque = focused.shadowRoot !== null || focused.localName === 'iframe'
  if (!isOpaque && !focused.matches(':focus-visible')) return false
  const above = floating.getBoundingClientRect()
  const below = focused.getBoundingClientRect()
  return (
    below.width > 0 &&
    below.top >= above.top &&
    below.bottom <= above.bottom &&
    below.left >= above.left &&
    below.right <= above.right
  )
}
